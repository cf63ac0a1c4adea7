"""The PDF of a brief can be printed, kept and read aloud, says what the Markdown says, and no sign of it is a box."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from fontTools.ttLib import TTFont
from pypdf.generic import ContentStream

from fourfutures.report.briefs import pdf_problems
from fourfutures.report.catalogue import LANGUAGES, catalogue
from fourfutures.report.errors import Lacking, ReportError
from fourfutures.report.pdf import document, pdf_page, print_problems, read_pdf
from fourfutures.report.pdf.content import Content, addresses
from fourfutures.report.pdf.document import pdf_content, printed, signs
from fourfutures.report.record import RunRecord
from tools import subset_fonts

FONTS = Path(str(subset_fonts.ASSETS))
A4 = (595, 842)  # points


@pytest.fixture(scope="module")
def contents(record: RunRecord, briefs: dict[str, str]) -> dict[str, Content]:
    return {lang: pdf_content(briefs[lang], record, catalogue(lang)) for lang in LANGUAGES}


@pytest.fixture(scope="module")
def made(record: RunRecord, briefs: dict[str, str]) -> dict[str, bytes]:
    return {lang: pdf_page(briefs[lang], record, catalogue(lang)) for lang in LANGUAGES}


@pytest.fixture(scope="module")
def read(made: dict[str, bytes]) -> dict[str, pypdf.PdfReader]:
    return {lang: pypdf.PdfReader(BytesIO(content)) for lang, content in made.items()}


@pytest.fixture(scope="module")
def sheets(read: dict[str, pypdf.PdfReader]) -> dict[str, list[list[str]]]:
    """Lines of each sheet of paper."""
    return {
        lang: [page.extract_text().splitlines() for page in reader.pages] for lang, reader in read.items()
    }


def resources(part: Any) -> Iterator[tuple[Any, Any]]:
    """A page and the forms drawn in it: the stream, and the fonts that it names."""
    held = part.get("/Resources", {}).get_object() if "/Resources" in part else {}
    yield part, held.get("/Font", {})
    for form in (held.get("/XObject") or {}).values():
        if form.get_object().get("/Subtype") == "/Form":
            yield from resources(form.get_object())


def fonts(reader: pypdf.PdfReader) -> dict[str, Any]:
    return {
        font.get_object()["/BaseFont"]: font.get_object()["/DescendantFonts"][0].get_object()
        for page in reader.pages
        for _, named in resources(page)
        for font in named.values()
    }


def glyphs(reader: pypdf.PdfReader) -> Iterator[int]:
    """The number of every glyph that is shown; 0 is the box of a missing sign."""
    for page in reader.pages:
        for part, _ in resources(page):
            stream = part.get_contents() if "/Contents" in part else part
            for operands, operator in ContentStream(stream, reader).operations:
                if operator in (b"Tj", b"TJ"):
                    texts = operands[0] if operator == b"TJ" else operands
                    for text in texts:
                        codes = (
                            getattr(text, "original_bytes", text)
                            if not isinstance(text, (int, float))
                            else b""
                        )
                        yield from (int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2))


def tree(part: Any) -> Iterator[Any]:
    """Elements of the structure, parents first."""
    part = part.get_object()
    if isinstance(part, list):
        for inner in part:
            yield from tree(inner)
    elif isinstance(part, dict):
        if "/S" in part:
            yield part
        if "/K" in part:
            yield from tree(part["/K"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_font_is_in_the_file_and_none_comes_from_the_machine(read, lang: str) -> None:
    found = fonts(read[lang])
    assert all(re.match(r"/[A-Z]{6}\+Fourfutures(Sans|Serif)", name) for name in found), list(found)
    assert all("/FontFile3" in font["/FontDescriptor"].get_object() for font in found.values())
    assert any("Serif" in name for name in found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sign_is_a_box(read, lang: str) -> None:
    shown = list(glyphs(read[lang]))
    assert len(shown) > 2500
    assert 0 not in shown


def test_a_box_would_be_found(contents, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the text as in a chart; and Typst itself refuses to make an archive's file with one."""
    held = contents["en"]
    titled, charted = (
        altered(held, held["viewpoint"], "\U0001f600"),
        altered(held, "US compute leads", "\U0001f600"),
    )
    for boxed in (titled, charted):
        with pytest.raises(ReportError, match="could not"):
            printed(boxed, "2026-11-22")
    monkeypatch.setattr(document, "STANDARDS", [])
    for boxed in (titled, charted):
        assert 0 in glyphs(pypdf.PdfReader(BytesIO(printed(boxed, "2026-11-22"))))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_paper_says_what_the_attached_page_says(made, read, briefs, record, lang: str) -> None:
    """Text is taken off the paper again, charts and tables too, and compared sign by sign."""
    assert read[lang].attachments[f"brief.{lang}.md"] == [briefs[lang].encode()]
    assert pdf_problems(made[lang], "brief.pdf", record, same_code=True) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_over_pages_lists_and_lower_headings_are_set_and_read_again(briefs, record, lang: str) -> None:
    """The head of a long table is set again on each page that it runs over."""
    rows = "\n".join(f"| row {number} | {number} |" for number in range(90))
    more = f"### Below\n\n- One item\n- **Another** item\n\n1. First\n\n| Its head | Figure |\n|---|---|\n{rows}\n\n"
    before, heading, rest = briefs[lang].partition(f"## {catalogue(lang).text('heading.limits')}")
    page = before + more + heading + rest
    content = pdf_page(page, record, catalogue(lang))
    taken = read_pdf(content, "long.pdf")
    assert sum("Itshead" in sheet for sheet in taken.sheets) >= 3
    assert print_problems(content, taken, "long.pdf", record, catalogue(lang), same_code=True) == []


def altered(held: Content, old: str, new: str) -> Content:
    """A content that says something else, with the attached page as it was."""
    text = json.dumps({**held, "page": ""}, ensure_ascii=False)
    assert old in text
    return {**json.loads(text.replace(old, new, 1)), "page": held["page"]}


def places(held: Content, lang: str) -> dict[str, tuple[str, str]]:
    """A digit in each kind of place, and another digit."""
    tables = [block for part in held["sections"] for block in part["blocks"] if block["kind"] == "table"]
    cell = next(part["content"][0] for part in tables[0]["rows"][0][1])
    svg = next(iter(held["pictures"].values()))
    label = re.findall(r">([^<>]*\d%[^<>]*)<", svg)[-1]
    note = next(
        part["content"][0] for note in held["notes"] for part in note["content"] if isinstance(part, dict)
    )
    title = {"en": ("2027", "2028"), "zh": ("2027", "2028")}[lang]
    return {
        "a table": (f'"{cell}"', '"99.5%"'),
        "a chart": (f">{label}<", f">{label.replace('%', '9%', 1)}<"),
        "a footnote's address": (f'"content": ["{note}"]', f'"content": ["{note}1"]'),
        "the summary": title,
        "the number of its version": (held["made"], held["made"].replace("0.", "9.", 1)),
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_sign_on_the_paper_is_named_with_its_page(contents, record, lang: str) -> None:
    for place, (old, new) in list(places(contents[lang], lang).items())[: None if lang == "en" else 2]:
        forged = printed(altered(contents[lang], old, new), str(record.summary["as_of"]))
        taken = read_pdf(forged, "brief.pdf")
        found = print_problems(forged, taken, "brief.pdf", record, catalogue(lang), same_code=True)
        assert found, place
        told = found[-1].told(lang)
        assert re.match({"en": r"brief\.pdf, page \d: ", "zh": r"brief\.pdf，第\d页"}[lang], told), (
            place,
            told,
        )


def test_a_link_that_leads_elsewhere_is_named(contents, record) -> None:
    address = sorted(addresses(contents["en"]["notes"]))[0]
    forged = altered(contents["en"], f'"address": "{address}"', '"address": "https://elsewhere.example/"')
    content = printed(forged, str(record.summary["as_of"]))
    assert "https://elsewhere.example/" in pdf_problems(content, "brief.pdf", record, same_code=False)[
        0
    ].told("en")


def test_a_digit_of_the_attached_page_is_named_by_its_claim(contents, record) -> None:
    held = contents["en"]
    number = re.search(r"(\d+)%(?=<!--(c\d+)-->)", held["page"]["text"])
    assert number
    wrong = f"{(int(number[1]) + 1) % 100}%"
    text = held["page"]["text"][: number.start()] + wrong + held["page"]["text"][number.end() :]
    content = printed({**held, "page": {**held["page"], "text": text}}, str(record.summary["as_of"]))
    found = pdf_problems(content, "brief.pdf", record, same_code=True)
    assert "brief.pdf (brief.en.md), line " in found[0].told("en")
    assert number[2] in found[0].told("en")


def test_a_file_that_reads_the_same_and_is_another_one_is_named(made, record) -> None:
    found = pdf_problems(made["en"] + b"\n%\n", "brief.pdf", record, same_code=True)
    assert "the file is another one" in found[0].told("en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_readers_for_the_blind_and_archives_can_use_it(read, contents, lang: str) -> None:
    root, held = read[lang].trailer["/Root"], contents[lang]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith(lang)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read[lang].metadata["/Title"] == held["title"]
    said = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part(>|=\")1", said)
    assert re.search(r"pdfaid:part(>|=\")3", said)
    elements = list(tree(root["/StructTreeRoot"]))
    alts = [part["/Alt"] for part in elements if part["/S"] == "/Figure"]
    figures = [
        block["alt"] for part in held["sections"] for block in part["blocks"] if block["kind"] == "figure"
    ]
    assert len(figures) >= 2
    assert set(alts) == set(figures)
    kinds = [part["/S"] for part in elements]
    assert kinds.count("/Table") == sum(
        b["kind"] == "table" for part in held["sections"] for b in part["blocks"]
    )
    assert kinds.count("/TH") > 10
    assert kinds.count("/H1") == len(held["sections"]) + 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_bookmarks_and_links_arrive(read, contents, lang: str) -> None:
    held = contents[lang]
    assert [entry.title for entry in read[lang].outline] == [
        *(part["title"] for part in held["sections"]),
        held["references"],
    ]
    actions = [
        entry.get_object()
        for page in read[lang].pages
        for entry in page.get("/Annots") or ()
        if entry.get_object()
    ]
    outward = {str(entry["/A"]["/URI"]) for entry in actions if "/URI" in entry.get("/A", {})}
    assert outward == addresses(held["notes"])
    assert len(outward) >= 3
    inward = sum("/URI" not in entry.get("/A", {}) for entry in actions)
    calls = json.dumps(held).count('"kind": "call"')
    assert inward == calls + len(held["notes"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_a_few_sheets_of_a4_with_numbers_and_no_heading_alone_at_their_foot(
    read, contents, sheets, lang: str
) -> None:
    held, pages = contents[lang], read[lang].pages
    assert 3 <= len(pages) <= 6
    headings = {part["title"] for part in held["sections"]} | {held["references"]}
    for number, (page, lines) in enumerate(zip(pages, sheets[lang], strict=True), 1):
        assert tuple(round(side) for side in page.mediabox[2:]) == A4
        *text, foot = lines
        assert foot.endswith(held["number"].replace("@pages", str(len(pages))).replace("@page", str(number)))
        assert held["made"] in foot
        assert text[-1] not in headings
        assert number == 1 or text[0].startswith(held["title"])


def test_viewpoints_are_labelled_as_such(sheets) -> None:
    for lang, heading, label in (
        ("en", "Readings of the same numbers", "VIEWPOINTS, NOT FINDINGS"),
        ("zh", "对同一组数字的不同解读", "立场性解读，不是结论"),
    ):
        lines = [line.strip() for sheet in sheets[lang] for line in sheet]
        assert lines[lines.index(heading) + 1] == label


def test_the_same_run_gives_the_same_bytes_in_another_place_and_year(
    made, folder: Path, tmp_path: Path
) -> None:
    code = (
        "import sys; from pathlib import Path; from fourfutures.report import write_briefs;"
        "write_briefs(Path(sys.argv[1]), Path(sys.argv[2]), ['pdf'])"
    )
    elsewhere = {
        **os.environ,
        "SOURCE_DATE_EPOCH": "1",
        "TZ": "Asia/Shanghai",
        "HOME": str(tmp_path),
        "LANG": "C",
    }
    subprocess.run([sys.executable, "-c", code, str(folder), str(tmp_path)], env=elsewhere, check=True)
    for lang in LANGUAGES:
        assert (tmp_path / f"brief.{lang}.pdf").read_bytes() == made[lang]


def test_a_sign_that_no_font_has_is_refused_by_name(record, briefs) -> None:
    with pytest.raises(ReportError, match=r"U\+1F600"):
        pdf_content(briefs["en"].replace("## TL;DR", "## TL;DR \U0001f600"), record, catalogue("en"))


@pytest.mark.parametrize("package", ["typst", "pypdf"])
def test_a_missing_package_is_one_message(monkeypatch, made, briefs, record, package: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    use = {
        "typst": lambda: pdf_page(briefs["en"], record, catalogue("en")),
        "pypdf": lambda: pdf_problems(made["en"], "brief.pdf", record, same_code=True),
    }
    with pytest.raises(Lacking, match=f"pip install {package}"):
        use[package]()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"<html>"])
def test_what_is_no_pdf_is_said_to_be_none(record, content: bytes) -> None:
    with pytest.raises(ReportError, match="not a PDF"):
        pdf_problems(content, "brief.pdf", record, same_code=True)


def test_a_pdf_without_the_page_is_said_to_lack_it(record) -> None:
    blank, held = pypdf.PdfWriter(), BytesIO()
    blank.add_blank_page(595, 842)
    blank.write(held)
    with pytest.raises(ReportError, match="no page with its claims"):
        pdf_problems(held.getvalue(), "brief.pdf", record, same_code=True)


@cache
def drawn(path: Path) -> frozenset[int]:
    return frozenset(TTFont(path)["cmap"].getBestCmap())


def test_the_fonts_have_every_sign_of_the_programs_and_the_studys_texts() -> None:
    """Where this fails, a text has brought a new sign: run tools/subset_fonts.py."""
    held = {ord(sign) for sign in signs()}
    with_han = sorted(FONTS.glob("*Han-*.otf"))
    assert len(with_han) == 3
    for path in with_han:
        assert {code for code in held if code not in (0x9, 0xA, 0x2060)} <= drawn(path)
    texts = [
        *(subset_fonts.ROOT / "studies").rglob("*.toml"),
        *(subset_fonts.ROOT / "studies").rglob("*.csv"),
    ]
    texts += (subset_fonts.ROOT / "src" / "fourfutures" / "report" / "locale").glob("*.toml")
    used = set().union(*(path.read_text(encoding="utf-8") for path in texts))
    assert sorted(used - signs()) == []


def test_the_fonts_are_small_renamed_and_lie_beside_their_licence() -> None:
    paths = sorted(FONTS.glob("*.otf"))
    assert sum(path.stat().st_size for path in paths) < 4.5e6
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    for path in paths:
        names = TTFont(path)["name"]
        assert names.getDebugName(1).startswith("Fourfutures")
        assert "Adobe" in names.getDebugName(0)
        assert "SIL Open Font License" in names.getDebugName(13)
