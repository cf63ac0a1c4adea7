"""The commands as a user types them: what is printed, exit codes, one message for a mistake and never a traceback.

A process of its own is started where bytes of two processes are compared, and once for a fault; words and exit codes are
the same in this process, where nothing has to be loaded anew.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from terminal import SMALL, fourfutures, typed

import fourfutures as ff
from fourfutures.cli.words import EN, ZH
from fourfutures.study import load_study

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with one finished run in it."""
    folder = tmp_path_factory.mktemp("desk")
    done = fourfutures("run", *SMALL, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def desk(finished: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, as the place where commands are typed."""
    monkeypatch.chdir(finished)
    return finished


def test_both_languages_say_the_same_things_with_the_same_places() -> None:
    assert EN.keys() == ZH.keys()
    for key in EN:
        assert {p.split("}")[0] for p in EN[key].split("{")[1:]} == {
            p.split("}")[0] for p in ZH[key].split("{")[1:]
        }


def test_json_is_one_document_and_the_same_bytes_twice(desk: Path, tmp_path: Path) -> None:
    one = fourfutures("run", *SMALL, "--json", cwd=desk)
    two = fourfutures("run", *SMALL, "--json", "--workers", "1", cwd=tmp_path)
    assert one.returncode == two.returncode == 0
    assert one.stderr == ""
    assert one.stdout == two.stdout
    document = json.loads(one.stdout)
    assert document["schema"] == "fourfutures/run/1"
    assert set(document["futures"]) == {"source", "committed", "strict"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_run_prints_odds_of_both_readings_movers_and_where_the_briefs_are(
    capsys: Capture, desk: Path, lang: str
) -> None:
    done = typed(capsys, "--lang", lang, "run", *SMALL)
    assert done.status == 0
    names = {"en": ("America's AI Century", "brief.en.md"), "zh": ("美国的 AI 世纪", "brief.zh.md")}
    for words in (*names[lang], "%", "ESS" if lang == "en" else "有效"):
        assert words in done.out


FAULTS = {
    "broken TOML": ("levers.toml", lambda text: text.replace("[", "[[", 1), "levers.toml"),
    "missing column": ("deals.csv", lambda text: text.replace("firm_share", "firmness", 1), "firm"),
    "repeated id": ("deals.csv", lambda text: text.replace("D002,", "D001,", 1), "D001"),
    "not a number": (
        "entities.csv",
        lambda text: text.replace(",bloc,", ",bloc,", 1).replace("340110988", "NaN", 1),
        "entities.csv",
    ),
    "cut short": ("series/chips.csv", lambda text: text[:-200], "chips.csv"),
    "altered figure": ("series/capital.csv", lambda text: text.replace("118.63", "181.63", 1), "capital.csv"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_study_is_refused_with_file_and_remedy_and_nothing_is_written(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    monkeypatch.chdir(tmp_path)
    name, spoil, words = FAULTS[fault]
    copy = tmp_path / "study"
    shutil.copytree(load_study("ai-2027").root, copy)
    text = (copy / name).read_text(encoding="utf-8")
    assert spoil(text) != text
    (copy / name).write_text(spoil(text), encoding="utf-8")
    done = typed(capsys, "run", "study", *SMALL)
    assert done.status == 2
    assert words in done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "runs").exists()
    checked = typed(capsys, "check", "study", "--json")
    assert checked.status == 1
    document = json.loads(checked.out)
    assert not document["ok"]
    assert all(problem["where"] and problem["what"] and problem["remedy"] for problem in document["problems"])


def test_a_faulty_study_is_refused_by_a_process_of_its_own_without_a_traceback(tmp_path: Path) -> None:
    copy = tmp_path / "study"
    shutil.copytree(load_study("ai-2027").root, copy)
    (copy / "levers.toml").write_text("[[", encoding="utf-8")
    done = fourfutures("run", "study", *SMALL, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "levers.toml" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "runs").exists()


def test_an_argued_number_gives_another_run_and_is_not_refused(
    capsys: Capture, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = json.loads(typed(capsys, "run", *SMALL, "--json").out)
    copy = tmp_path / "mine"
    shutil.copytree(load_study("ai-2027").root, copy)
    path = copy / "uncertainties.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("median = 16.0, sigma = 0.12", "median = 12.0, sigma = 0.12", 1), encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    done = typed(capsys, "run", "mine", *SMALL, "--json")
    assert done.status == 0, done.err
    mine = json.loads(done.out)
    assert mine["study_hash"] != plain["study_hash"]
    assert mine["outcomes"]["compute_stock_us"]["q50"] < plain["outcomes"]["compute_stock_us"]["q50"]


def test_an_economy_has_odds_series_deals_and_sources(capsys: Capture, desk: Path) -> None:
    document = json.loads(typed(capsys, "country", "ind", *SMALL, "--json").out)
    assert document["entity"] == "IND"
    assert sum(document["alignment"].values()) == pytest.approx(1.0, abs=1e-9)
    shares = {r["variable"]: r["mean"] for r in document["series"] if r["month"] == "2027-12"}
    assert shares["share_us"] + shares["share_cn"] + shares["share_own"] == pytest.approx(1.0, abs=1e-4)
    listed = {source["id"] for source in document["sources"]}
    assert all(source in listed for deal in document["deals"] for source in deal["source_id"])
    assert all(deal["announced"] <= document["as_of"] for deal in document["deals"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_economy_reads_well_in_both_languages(capsys: Capture, desk: Path, lang: str) -> None:
    done = typed(capsys, "--lang", lang, "country", "IND", *SMALL)
    assert done.status == 0
    assert ("India" if lang == "en" else "印度") in done.out


HINDCAST = ("hindcast", "--target", "genai_users_cn", "--members", "100")


def test_known_pasts_are_scored_in_one_document_and_the_same_bytes_twice(capsys: Capture, desk: Path) -> None:
    one = fourfutures(*HINDCAST, "--json", "--workers", "1", cwd=desk)
    two = typed(capsys, *HINDCAST, "--json", "--workers", "2")
    assert one.returncode == two.status == 0 and one.stderr == two.err == ""
    assert one.stdout == two.out
    document = json.loads(one.stdout)
    assert document["schema"] == "fourfutures/hindcast/1"
    assert [block["target"] for block in document["targets"]] == ["genai_users_cn"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_known_pasts_read_well_in_both_languages(capsys: Capture, desk: Path, lang: str) -> None:
    done = typed(capsys, "--lang", lang, *HINDCAST)
    assert done.status == 0
    words = {"en": ("People in China", "no skill is claimed"), "zh": ("中国生成式", "不能称有预测技巧")}
    assert all(word in " ".join(done.out.split()) for word in words[lang])


def test_the_shipped_study_is_in_order(capsys: Capture, desk: Path) -> None:
    document = json.loads(typed(capsys, "check", "--json").out)
    assert (document["ok"], document["problems"]) == (True, [])
    assert document["study_hash"] == load_study("ai-2027").hash


def test_figures_known_later_are_not_shown_for_an_earlier_day(capsys: Capture) -> None:
    every = json.loads(typed(capsys, "data", "show", "genai_penetration", "--json").out)["rows"]
    asked = ("data", "show", "genai_penetration", "--as-of", "2026-01-31", "--json")
    early = json.loads(typed(capsys, *asked).out)["rows"]
    assert 0 < len(early) < len(every)
    assert all(row["known_on"] <= "2026-01-31" for row in early)


def test_series_and_economies_are_listed(capsys: Capture) -> None:
    rows = json.loads(typed(capsys, "data", "list", "--json").out)["rows"]
    assert {"indicator", "entity", "rows", "first", "last", "unit", "sources"} == set(rows[0])
    economies = json.loads(typed(capsys, "data", "list", "--economies", "--json").out)["rows"]
    assert len(economies) == 71


@pytest.mark.parametrize(
    "command",
    [
        ("run",),
        ("country",),
        ("explain",),
        ("watch",),
        ("viewpoints",),
        ("levers",),
        ("robust",),
        ("sensitivity",),
        ("discover",),
        ("frames",),
        ("hindcast",),
        ("check",),
        ("doctor",),
        ("data", "list"),
        ("data", "show"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_command_explains_itself_with_an_example(
    capsys: Capture, command: tuple[str, ...], lang: str
) -> None:
    done = typed(capsys, "--lang", lang, *command, "--help")
    assert done.status == 0
    assert ("Example: fourfutures" if lang == "en" else "示例：fourfutures") in " ".join(done.out.split())


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        (("explain", "--from", "2026-05-31", "--to", "2026-08-31"), "contributions"),
        (("watch", "--as-of", "2026-08-31"), "signposts"),
        (("viewpoints", "--as-of", "2026-08-31"), "lenses"),
    ],
    ids=["explain", "watch", "viewpoints"],
)
def test_why_and_what_next_are_one_document_or_a_screen_in_either_language(
    capsys: Capture, line: tuple[str, ...], rows: str
) -> None:
    printed = typed(capsys, *line, *SMALL, "--json")
    assert (printed.status, printed.err) == (0, "")
    document = json.loads(printed.out)
    assert document["schema"] == f"fourfutures/{line[0]}/1"
    assert document["seed"] == 7
    assert document[rows]
    for lang, words in (("en", "America's AI Century"), ("zh", "美国的 AI 世纪")):
        shown = typed(capsys, *line, *SMALL, "--lang", lang)
        assert shown.status == 0
        assert words in shown.out
        assert (
            "https://" in shown.out or line[0] == "viewpoints"
        )  # which quotes no source, only the run's own numbers


def test_python_gives_the_same_documents_with_their_rows_as_frames() -> None:
    moved = ff.explain(from_date="2026-05-31", to_date="2026-08-31", members=200, seed=7)
    assert len(moved.frame) == len(moved["contributions"])
    sums = moved.frame[[f"delta.{future}" for future in moved["from"]]].sum()
    assert [round(value, 9) for value in sums] == [
        round(moved["move"][future], 9) for future in moved["from"]
    ]
    watched = ff.watch(as_of="2026-08-31", members=200, seed=7)
    assert list(watched.frame["indicator"]) == [signpost["indicator"] for signpost in watched["signposts"]]
    assert {f"p_crossed.{future}" for future in watched["futures"]} <= set(watched.frame.columns)


def test_policies_that_hold_up_are_one_document_or_a_screen(capsys: Capture, tmp_path: Path) -> None:
    line = (
        "robust",
        "--actor",
        "us",
        "--levers",
        "us_permitting,us_coercion",
        "--pull",
        "us_permitting=0.2",
        *SMALL,
    )
    printed = typed(capsys, *line, "--adversary", "--json")
    assert (printed.status, printed.err) == (0, "")
    document = json.loads(printed.out)
    assert document["schema"] == "fourfutures/robust/1"
    assert "us_permitting=0.2" in document["adversary"]["policies"]
    found = ff.robust(
        levers=("us_permitting", "us_coercion"),
        pulls=("us_permitting=0.2",),
        adversary=True,
        members=200,
        seed=7,
    )
    assert dict(found) == document
    assert len(found.frame) == len(document["rows"])
    state = tmp_path / "search.json"
    shown = typed(capsys, "--lang", "zh", *line, "--search", "48", "--checkpoint", str(state))
    assert shown.status == 0
    assert "维持已公布的政策" in shown.out
    assert state.exists()
    again = typed(capsys, "--lang", "zh", *line, "--search", "48", "--checkpoint", str(state))
    assert again.out == shown.out


@pytest.mark.parametrize(
    "line",
    [
        ("levers", "--lever", "us_permitting", "--lever", "cn_ai_plus", "--pairs"),
        ("sensitivity", "--samples", "128"),
    ],
    ids=["levers", "sensitivity"],
)
def test_what_would_change_it_and_what_drives_it_are_one_document_or_a_screen(
    capsys: Capture, line: tuple[str, ...]
) -> None:
    printed = typed(capsys, *line, *SMALL, "--json")
    assert (printed.status, printed.err) == (0, "")
    document = json.loads(printed.out)
    assert document["schema"] == f"fourfutures/{line[0]}/1"
    assert (document["seed"], document["members"]) == (7, 200)
    assert {"low", "high"} <= set(document["rows"][0])
    shown = typed(capsys, *line, *SMALL, "--lang", "zh")
    assert shown.status == 0
    assert "美国的 AI 世纪" in shown.out
    python = getattr(ff, line[0])
    found = (
        python(names=("us_permitting", "cn_ai_plus"), pairs=True, members=200, seed=7)
        if line[0] == "levers"
        else python(samples=128, members=200, seed=7)
    )
    assert dict(found) == document
    assert len(found.frame) == len(document["rows"])


def test_conditions_of_one_future_are_one_document_a_screen_or_a_frame(
    capsys: Capture,
) -> None:
    line = ("discover", "--future", "contested", "--inputs", "path", *SMALL)
    printed = typed(capsys, *line, "--json")
    assert (printed.status, printed.err) == (0, "")
    document = json.loads(printed.out)
    assert document["schema"] == "fourfutures/discover/1"
    assert list(document["futures"]) == ["contested"]
    for lang, words in (("en", "outcome comes about"), ("zh", "胶着")):
        shown = typed(capsys, *line, "--lang", lang)
        assert shown.status == 0
        assert words in " ".join(shown.out.split())
