"""Whatever comes in: a clear word on each bad item in both languages, the rest goes on, and nothing is lost or run."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from file_server import serving

from fourfutures.download import Limits
from fourfutures.errors import Both, Problem, told
from fourfutures.evidence import Bounds, Ledger, Taken, gathered, take

TODAY = date(2026, 11, 26)
HAN = re.compile(r"[\u4e00-\u9fff]")
GOOD = "The good document, which is read whatever stands beside it."
Folder = Callable[..., Path]


def read(*names: Path | str, bounds: Bounds | None = None, limits: Limits | None = None) -> Taken:
    within = bounds or Bounds()
    return take(gathered([str(name) for name in names], within, limits), within, TODAY)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder with a good document and the files given."""

    def made(**files: bytes) -> Path:
        (tmp_path / "zz-good.txt").write_text(GOOD, encoding="utf-8")
        for name, content in files.items():
            (tmp_path / name.replace("__", ".")).write_bytes(content)
        return tmp_path

    return made


def refused(found: Taken, *words: str) -> Problem:
    """The one word on the bad item; the good document is there."""
    assert [document.text for document in found.documents] == [GOOD]
    (problem,) = found.problems
    where = str(problem.where)
    assert not HAN.search(problem.told("en").replace(where, ""))
    assert HAN.search(told(problem.what, "zh"))
    assert HAN.search(told(problem.remedy, "zh"))
    assert all(word in problem.told("en") for word in words), problem.told("en")
    return problem


def test_an_empty_file(folder: Folder) -> None:
    refused(read(folder(empty__md=b" \n")), "is empty")


def test_a_binary_file(folder: Folder) -> None:
    refused(read(folder(noise__txt=bytes(range(256)) * 40)), "not text")


def test_a_pdf_is_named_as_such(folder: Folder) -> None:
    refused(read(folder(paper__pdf=b"%PDF-1.7\n%\xe2\xe3\xcf\xd3")), "PDF")


def test_a_file_of_two_hundred_megabytes_is_refused_unread(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = folder()
    with (place / "large.txt").open("wb") as stream:
        stream.truncate(200_000_000)
    opened = []
    original = Path.open
    monkeypatch.setattr(
        Path, "open", lambda self, *a, **k: (opened.append(self.name), original(self, *a, **k))[1]
    )
    refused(read(place), "larger than 50 MB")
    assert opened == ["zz-good.txt"]


def test_a_zip_bomb_and_other_archives_stay_closed(folder: Folder) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * 10_000_000)
    refused(read(folder(bomb__txt=packed.getvalue())), "archive")


def test_a_packed_text_is_not_unpacked(folder: Folder) -> None:
    refused(read(folder(bomb__gz=gzip.compress(b"0" * 10_000_000))), "archive")


def test_a_deeply_nested_page(folder: Folder) -> None:
    page = b"<html><body>" + b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000
    refused(read(folder(deep__html=page)), "inside each other")


def test_deeply_nested_json(folder: Folder) -> None:
    refused(read(folder(deep__jsonl=b"[" * 200_000)), "not valid JSON")


def test_a_deeply_nested_quote_is_read_or_refused_but_ends(folder: Folder) -> None:
    found = read(folder(deep__md=b">" * 20_000 + b" The end.\n"))
    assert GOOD in [document.text for document in found.documents]


@pytest.mark.parametrize(
    ("head", "word"),
    [
        (b"a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b]", "anchors"),
        (b"title: !!python/object/apply:os.system ['true']", "tag"),
        (b"title: !!python/name:os.system", "tag"),
        (b"- a\n- b", "not a list of fields"),
        (b"just a line", "not a list of fields"),
        (b"title: 'never closed\nx: [1", "not valid YAML"),
        (b"a: " + b"[" * 40 + b"]" * 40, "too deep"),
        (b"x: " + b"y" * 70_000, "more than 65,536"),
        (b"? [a, b]\n: c\n<<: *gone", "anchors"),
        (b"title: One\ndate: 2026-05-01\ntitle: Two", "title is given twice"),
    ],
)
def test_tricks_in_front_matter(folder: Folder, head: bytes, word: str) -> None:
    refused(read(folder(trick__md=b"---\n" + head + b"\n---\n\nText.\n")), word)


def test_front_matter_without_an_end(folder: Folder) -> None:
    refused(read(folder(open__md=b"---\ntitle: x\n\nText without an end of its head.\n")), "no end")


def test_yaml_values_stay_text(folder: Folder) -> None:
    head = b"title: no\ndate: 2026-02-31\nweight: 0x1F\ntime: 12:30:45"
    found = read(folder(plain__md=b"---\n" + head + b"\n---\n\nSome text of a document.\n"))
    document = found.documents[0]
    assert document.title == "no"
    assert document.published is None
    assert document.front_matter["weight"] == "0x1F"
    assert any(defect.id == "impossible_date" for defect in document.defects)


@pytest.mark.parametrize("said", ["1900-01-01", "2999-12-31", "0000-00-00", "12 March 1066"])
def test_an_impossible_day_is_said_and_not_used(folder: Folder, said: str) -> None:
    found = read(
        folder(odd__md=f"---\ntitle: T\ndate: {said}\n---\n\nA text that is read all the same.\n".encode())
    )
    document = found.documents[0]
    assert document.published is None
    assert [defect.en for defect in document.defects if defect.id == "impossible_date"]
    assert said in next(defect.zh for defect in document.defects if defect.id == "impossible_date")


def test_broken_bytes_are_counted_and_the_text_kept(folder: Folder) -> None:
    text = "中国的数据中心用电在增长，电网公司表示供应没有问题。" * 20
    broken = text.encode("utf-8")[:-1].replace("没".encode(), "没".encode()[:2], 1)
    document = read(folder(broken__txt=broken)).documents[0]
    assert "电网公司表示供应" in document.text
    assert any(defect.id == "unreadable_signs" for defect in document.defects)


def test_a_false_declaration_does_not_spoil_the_text(folder: Folder) -> None:
    row = '{"id": "x", "text": "中国的算力规模在增长。"}'.encode()
    assert read(folder(row__jsonl=row)).documents[0].text == "中国的算力规模在增长。"
    page = (
        '<html><head><meta charset="no-such-set"></head><body><p>'
        + "中国的算力规模在增长，企业表示欢迎。" * 8
        + "</p></body></html>"
    )
    assert "算力规模" in read(folder(page__html=page.encode())).documents[0].text


def test_entities_of_a_feed_are_not_expanded(folder: Folder) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><rss version="2.0"><channel><item><title>&b;</title></item></channel></rss>'
    refused(read(folder(bomb__xml=bomb)), "entities")
    outside = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&a;</title></item></channel></rss>'
    refused(read(folder(bomb__xml=outside)), "entities")


def test_a_torn_feed_gives_what_is_whole_and_a_word(folder: Folder) -> None:
    torn = b'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title><item><title>One</title><description>The whole first entry.</description></item><item><title>Two</ti'
    found = read(folder(torn__xml=torn))
    assert "The whole first entry." in [document.text for document in found.documents]
    assert any("torn" in problem.told("en") for problem in found.problems)


def test_a_feed_that_never_ends_is_left_and_the_rest_goes_on(folder: Folder) -> None:
    body = b"<?xml version='1.0'?><rss><channel>" + b"<item><title>x</title></item>" * 4_000
    with serving() as server:
        url = server.give("/endless", body, declared=-1, pause=0.05, pieces=2_000)
        refused(
            read(url, folder(), limits=Limits(seconds=0.4, patience=0.4, private=True)),
            "not done after 0.4 seconds",
        )
        large = server.give("/large", body)
        refused(read(large, folder(), limits=Limits(size=50_000, private=True)), "larger than")


def test_a_pipe_that_never_ends_is_left(folder: Folder) -> None:
    class Endless(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert size > 0, "asked for everything"
            return b"x" * size

    within = Bounds(file=100_000)
    found = take(gathered(["-", str(folder())], within, None, Endless()), within, TODAY)
    refused(found, "larger than 0.1 MB")


def test_an_address_is_not_asked_unasked(folder: Folder) -> None:
    refused(read("https://news.example.org/a", folder()), "nothing is fetched unasked", "--fetch")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x",
        "http://169.254.169.254/latest",
        "http://[::1]/",
        "file:///etc/passwd",
        "ftp://example.org/a",
    ],
)
def test_private_addresses_and_other_schemes_are_refused(folder: Folder, url: str) -> None:
    refused(read(url, folder(), limits=Limits(seconds=5.0)))


@pytest.mark.parametrize(
    "kind", ["image/png", "video/mp4", "application/zip", "application/vnd.ms-excel", "nonsense"]
)
def test_what_a_server_does_not_call_a_text_is_refused_with_its_name(folder: Folder, kind: str) -> None:
    with serving() as server:
        url = server.give("/a", b"Letters, whatever it is called.", headers={"Content-Type": kind})
        refused(read(url, folder(), limits=Limits(private=True)), f"is {kind}, not a text")


@pytest.mark.parametrize(
    "kind", ["text/plain; charset=utf-8", "text/markdown", "application/octet-stream", ""]
)
def test_texts_by_any_usual_name_are_read(folder: Folder, kind: str) -> None:
    with serving() as server:
        url = server.give("/a", b"Letters, whatever it is called.", headers={"Content-Type": kind})
        found = read(url, folder(), limits=Limits(private=True))
    assert not found.problems
    assert "Letters, whatever it is called." in [document.text for document in found.documents]


def test_a_small_packed_page_that_unpacks_beyond_the_limit_is_left_and_the_rest_goes_on(
    folder: Folder,
) -> None:
    with serving() as server:
        bomb = gzip.compress(b"0" * 30_000_000)
        url = server.give("/a", bomb, headers={"Content-Encoding": "gzip"})
        refused(read(url, folder(), limits=Limits(size=20_000_000, private=True)), "larger than")


def test_a_redirect_to_a_file_of_this_machine_is_refused(folder: Folder) -> None:
    with serving() as server:
        url = server.give("/a", b"", 302, {"Location": "file:///etc/passwd"})
        refused(read(url, folder(), limits=Limits(private=True)), "not")


def test_scripts_are_text_in_text_and_gone_from_pages(folder: Folder) -> None:
    script = "<script>alert('x')</script><img src=x onerror=alert(1)>"
    rows = json.dumps({"id": "s", "text": f"Before. {script} After."}).encode()
    place = folder(
        rows__jsonl=rows, note__md=f"# T\n\nBefore the script.\n\n{script}\n\nAfter the script.\n".encode()
    )
    documents = {
        document.id if document.format == "rows" else document.format: document
        for document in read(place).documents
    }
    assert script in documents["s"].text  # quoted as it stands; whoever shows it escapes it
    assert "alert('x')" not in documents["markdown"].text
    assert "After the script." in documents["markdown"].text


def test_signs_that_steer_terminals_or_hide_text_are_taken_out(folder: Folder) -> None:
    rows = json.dumps(
        {"id": "s", "text": "Plain \u001b[31mred\u0007 and \u202eturned\u202c text\ud800."}
    ).encode()
    text = next(document.text for document in read(folder(rows__jsonl=rows)).documents if document.id == "s")
    assert not re.search("[\x00-\x08\x0e-\x1f\u202e\ud800]", text)
    text.encode("utf-8")


def test_an_id_used_twice_loses_neither_text(folder: Folder) -> None:
    rows = b'{"id": "d", "text": "The first text."}\n{"id": "d", "text": "Another text."}\n{"id": "d", "text": "The first text."}\n'
    found = read(folder(rows__jsonl=rows))
    assert {document.text for document in found.documents} == {"The first text.", "Another text.", GOOD}
    assert len({document.id for document in found.documents}) == 3
    assert len(found.problems) == 2


def test_each_bad_row_has_its_line_and_the_others_are_read(folder: Folder) -> None:
    rows = b'{"id": 1, "text": "One."}\n{"id": 2}\nnot json\n[1]\n{"id": 5, "text": {"a": 1}}\n{"id": 6, "text": NaN}\n{"id": 7, "text": "Seven."}\n'
    found = read(folder(rows__jsonl=rows))
    assert [document.id for document in found.documents if document.format == "rows"] == ["1", "7"]
    assert [str(problem.where).rsplit(":", 1)[1] for problem in found.problems] == ["2", "3", "4", "5", "6"]


def test_a_table_without_the_column_of_texts(folder: Folder) -> None:
    refused(read(folder(table__csv=b"id,body\n1,x\n")), "no column `text`")


def test_a_missing_file_and_a_folder_without_files(folder: Folder, tmp_path: Path) -> None:
    place = folder()
    refused(read(place / "gone.md", place), "cannot be read")
    (tmp_path / "hollow").mkdir()
    refused(read(tmp_path / "hollow", place), "holds no file")


def test_names_that_no_text_can_hold_are_told_and_the_documents_stored(
    folder: Folder, tmp_path: Path
) -> None:
    place = folder()
    for name in (b"bad\xffname.txt", b"two\nlines\x1b[31m.txt"):
        (place / os.fsdecode(name)).write_text(f"A text in file {len(name)}.", "utf-8")
    found = read(tmp_path)
    assert len(found.documents) == 3
    assert not found.problems
    assert all(document.source.isprintable() for document in found.documents)
    added = Ledger(tmp_path / "desk" / "evidence.sqlite").add(found.documents, ())
    assert added.documents == 3


def test_halves_of_signs_in_any_field_do_not_reach_the_ledger(folder: Folder, tmp_path: Path) -> None:
    half = "\\ud800"
    rows = f'{{"id": "h{half}", "text": "Text.", "note": "a{half}b", "more{half}": 1, "url": "https://a.org/{half}", "author": "x{half}"}}'
    head = f'---\ntitle: "T{half}"\nlist: ["x{half}"]\n---\n\nA text below it.\n'
    found = read(folder(rows__jsonl=rows.encode(), head__md=head.encode()))
    assert len(found.documents) == 3
    assert Ledger(tmp_path / "desk" / "evidence.sqlite").add(found.documents, ()).documents == 3


def test_a_cell_may_be_long_and_one_too_many_is_no_silent_loss(folder: Folder) -> None:
    table = b'id,text\n1,"' + b"word " * 60_000 + b'"\n2,cut, by commas\n3,whole\n'
    found = read(folder(table__csv=table))
    assert [document.id for document in found.documents if document.format == "rows"] == ["1", "3"]
    (problem,) = found.problems
    assert "more cells than" in problem.told("en")
    assert str(problem.where).endswith("table.csv:3")


def test_paragraphs_that_nobody_closed_are_not_deep(folder: Folder) -> None:
    page = "<html><body><article>" + "<p>The grid operator said on Monday that demand rose again. " * 400
    found = read(folder(old__html=page.encode()))
    assert not found.problems
    assert len(found.documents) == 2


def test_a_number_too_long_for_json_is_said_in_words(folder: Folder) -> None:
    rows = b'{"id": ' + b"9" * 5000 + b', "text": "x"}\n'
    assert "sys." not in refused(read(folder(rows__jsonl=rows)), "number is too long").told("en")


def test_more_documents_than_one_go_allows(folder: Folder) -> None:
    rows = b"".join(b'{"id": "%d", "text": "Number %d."}\n' % (n, n) for n in range(30))
    found = read(folder(rows__jsonl=rows), bounds=Bounds(documents=10))
    assert len(found.documents) == 10
    assert "were not read" in found.problems[-1].told("en")


def test_another_language_is_said(folder: Folder) -> None:
    text = "Правительство объявило о строительстве нового центра обработки данных в этом году."
    document = read(folder(other__txt=text.encode())).documents[0]
    assert any(defect.id == "language" for defect in document.defects)


@pytest.mark.parametrize(("name", "package"), [("page__html", "trafilatura"), ("feed__xml", "feedparser")])
def test_a_format_whose_reader_is_not_installed_is_said_with_the_remedy(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, name: str, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    content = (
        b"<html><body><p>x</p></body></html>"
        if package == "trafilatura"
        else b"<rss><channel></channel></rss>"
    )
    refused(read(folder(**{name: content})), package, "fourfutures[evidence]")


def test_messages_are_written_in_both_languages(folder: Folder) -> None:
    problem = read(folder(empty__md=b"")).problems[0]
    assert isinstance(problem.what, Both)
    assert problem.told("zh") != problem.told("en")
