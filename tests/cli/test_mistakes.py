"""A mistake is one message in the language asked for, exit code 2, and with --json the same as one document."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from terminal import SMALL, typed

from fourfutures.study import load_study

HAN = re.compile(r"[\u4e00-\u9fff]")

# What is typed, and words of the message in English.
MISTAKES = [
    ("run --lever exportcontrol=1", "Did you mean export_control?"),
    ("run --lever export_control", "cannot be read as a lever setting"),
    ("run --lever =1", "cannot be read as a lever setting"),
    ("run --lever export_control=2", "2 is outside -1 to 1"),
    ("run --lever export_control=nan", "nan is not a number"),
    ("run --lever export_control=inf", "inf is not a number"),
    ("run --lever export_control=1e999", "is not a number"),
    ("run --lever export_control=0_1", "0_1 is not a number"),
    ("run --lever export_control=٠.٥", "is not a number"),
    ("run --lever export_control=0.5@2027-13", "cannot read 2027-13 as a month"),
    ("run --lever export_control=0.5@2025-12", "before the first month, 2026-01"),
    ("run --lever export_control.IND=0.5", "cannot be set for one economy"),
    ("run --lever partner_sovereign.XXX=0.5", "XXX is not in this study"),
    ("run --lever partner_sovereign.usa=0.5", "is not a partner"),
    ("run --lever export_control=0.5 --lever export_control=0.6", "is set twice"),
    ("run --as-of 2026-02-30", "cannot read 2026-02-30 as a date"),
    ("run --as-of 20260630", "cannot read 20260630 as a date"),
    ("run --as-of 2026-W05-1", "cannot read 2026-W05-1 as a date"),
    ("run --as-of today", "cannot read today as a date"),
    ("run --as-of 2031-01-01", "2031-01-01 is after"),
    ("run --as-of 2025-12-03", "2025-12-03 is before 2025-12-04"),
    ("run --members -5", "-5 is outside 100 to 1,000,000"),
    ("run --members 0", "0 is outside"),
    ("run --members 1000001", "1,000,001 is outside"),
    ("run --members 1e4", "1e4 is not a whole number"),
    ("run --members 1_000", "1_000 is not a whole number"),
    ("run --members 99999999999999999999999999999999", "too long"),
    ("run --seed -1", "-1 is outside 0 to"),
    ("run --seed 9223372036854775808", "is outside 0 to"),
    ("run --seed 1.5", "1.5 is not a whole number"),
    ("run --lens martian", "no lens called martian"),
    ("run --dials lenient", "no reading called lenient"),
    ("run --dials source,gamma=7", "7 is outside 0 to 1"),
    ("run --dials source,gamma=nan", "nan is not a number"),
    ("run --dials source,gamm=0.5", "Did you mean gamma?"),
    ("run --dials source,strict", "gives two readings"),
    ("run --start now", "no start called now"),
    ("run --workers 0", "0 threads"),
    ("run --workers two", "two is not a whole number"),
    ("run --scheduler garbage", "is not the address of a scheduler"),
    ("hindcast --target capex", "no hindcast target called capex"),
    ("hindcast --members 5", "5 is outside 100 to 50,000"),
    ("hindcast --members many", "many is not a whole number"),
    ("hindcast --workers 0", "0 threads"),
    ("hindcast --seed -1", "-1 is outside 0 to"),
    ("hindcast no-such-study", "no such study"),
    ("run no-such-study", "no such study"),
    ("run " + "n" * 300, "no such study"),
    ("run --speed", "there is no option --speed. Did you mean --seed?"),
    ("run --members", "its value is missing"),
    ("run --prior=1", "takes no value"),
    ("run ai-2027 more", "does not know what to do with more"),
    ("country", "ISO3 is missing"),
    ("country XYZ", "XYZ is not in this study"),
    ("country USA", "United States is a home market"),
    ("country CHN", "China is a home market"),
    ("country IDN2", "IDN2 is not in this study. Did you mean IDN?"),
    ("country europ", "europ is not in this study. Did you mean europe?"),
    (
        "country mar",
        "MAR is not modelled on its own: it stands within Rest of the Middle East and North Africa. Write X-mena-other.",
    ),
    ("country HKG", "HKG is not modelled on its own"),
    ("country zzzzzz", "Groups: europe"),
    ("country IND --all", "names IND and asks for all"),
    ("explain", "--from is missing"),
    ("explain --from 2026-02-30", "--from 2026-02-30: cannot read 2026-02-30 as a date"),
    ("explain --from 2026-01-31 --to today", "--to today: cannot read today as a date"),
    ("explain --from 2025-12-03", "--from 2025-12-03: 2025-12-03 is before 2025-12-04"),
    ("explain --from 2026-01-31 --to 2027-01-01", "--to 2027-01-01: 2027-01-01 is after"),
    ("explain --from 2026-01-31 --without miit_2185", "Did you mean miit_2185_2026_07?"),
    ("explain --from 2026-01-31 --without ???", "no source called ???"),
    ("explain --from 2026-01-31 --members 5", "5 is outside 100 to 1,000,000"),
    ("explain --from 2026-01-31 --workers 0", "0 threads"),
    ("switchoff --layers cloud", "--supplier is missing"),
    ("switchoff --supplier US", "--layers is missing"),
    ("switchoff --supplier EU --layers cloud", "EU is no supplier of the model"),
    ("switchoff --supplier US --layers cluod", "Did you mean cloud?"),
    ("switchoff --supplier US --layers ,", "no layer is named"),
    ("switchoff --supplier US --layers cloud --severity 2", "2 is outside 0 to 1"),
    ("switchoff --supplier US --layers cloud --severity -0.1", "-0.1 is outside 0 to 1"),
    ("switchoff --supplier US --layers cloud --severity nan", "nan is outside 0 to 1"),
    ("switchoff --supplier US --layers cloud --severity half", "half is not a number"),
    ("switchoff --supplier US --layers cloud --severity chips=0.5", "not one of the layers withheld"),
    ("switchoff --supplier US --layers cloud --country XYZ", "XYZ is not in this study"),
    ("switchoff --supplier US --layers cloud --country USA", "United States is a home market"),
    ("switchoff --supplier US --layers cloud --country CHN", "China is a home market"),
    ("switchoff --supplier US --layers cloud --offer full_package", "an offer is made to one country"),
    ("switchoff --supplier US --layers cloud --country KEN --offer packet", "is neither a template"),
    ("switchoff --supplier US --layers cloud --country KEN --offer none.toml", "there is no such file"),
    ("switchoff --supplier US --layers cloud --at noon", "noon is no time of the test"),
    ("switchoff --supplier US --layers cloud --members 5", "5 is outside 100 to 1,000,000"),
    ("switchoff no-such-study --supplier US --layers cloud", "no such study"),
    ("watch --as-of 2025-12-03", "2025-12-03 is before 2025-12-04"),
    ("watch --dials lenient", "no reading called lenient"),
    ("watch --workers two", "two is not a whole number"),
    ("watch no-such-study", "no such study"),
    ("run --deal full-package", "names no country"),
    ("run --deal full-package:USA", "home market"),
    ("run --deal full-pakage:ARE", "is neither a template"),
    ("run --deal full-package:ARE@2026-01", "outside 2026-12 to 2027-12"),
    ("negotiate USA", "home market"),
    ("negotiate IND --capacity 0", "not a size in megawatts"),
    ("negotiate IND --capacity 1e9", "outside 0 to 20000"),
    ("levers --lever us_permiting", "Did you mean us_permitting?"),
    ("levers --members few", "few is not a whole number"),
    ("levers --workers 0", "0 threads"),
    ("robust --actor eu", "no actor called eu"),
    ("robust --aim glory", "no aim called glory"),
    ("robust --levers cn_ai_plus", "cn_ai_plus is a lever of cn, not of us"),
    ("robust --pull us_permitting", "cannot be read as a lever setting"),
    ("robust --threshold much", "much is not a number"),
    ("robust --threshold nan", "is outside 0 to 1"),
    ("robust --search 5", "5 is outside 48 to 20,000"),
    ("robust --checkpoint a.json", "no search to keep"),
    ("sensitivity --samples 5", "5 is outside 128 to 131,072"),
    ("sensitivity --samples some", "some is not a whole number"),
    ("sensitivity --members 5", "5 is outside 100 to 1,000,000"),
    ("discover --future us_standart", "Did you mean us_standard?"),
    ("discover --threshold much", "much is not a number"),
    ("discover --threshold 1.5", "not a probability above 0"),
    ("frames --frame multipola", "Did you mean multipolar?"),
    ("discover --inputs some", "no choice called some"),
    ("check no-such-study", "no such study"),
    ("data show", "INDICATOR is missing"),
    ("data show genai_penetraton", "Did you mean genai_penetration?"),
    ("data show genai_penetration --entity XX", "no such entity"),
    ("data show genai_penetration --as-of 2026-02-30", "cannot read 2026-02-30 as a date"),
    ("data list --study nowhere", "no such study"),
    ("data seal nowhere", "no such study"),
    ("data jump", "there is no command called jump"),
    ("cuntry IND", "Did you mean country?"),
    ("doctor now", "does not know what to do with now"),
]


@pytest.mark.parametrize(("line", "words"), MISTAKES, ids=[line[:60] for line, _ in MISTAKES])
def test_a_mistake_is_one_message_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    english = typed(capsys, *line.split(" "))
    assert (english.status, english.out) == (2, "")
    assert words in english.err
    assert english.err.count("\n") == 1
    assert english.err.endswith((".\n", "?\n"))
    chinese = typed(capsys, *line.split(" "), "--lang", "zh")
    assert (chinese.status, chinese.out) == (2, "")
    assert HAN.search(chinese.err)
    assert chinese.err.count("\n") == 1
    assert chinese.err.endswith(("。\n", "？\n"))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "line",
    ["run --lever export_control=2", "run --lens martian", "run --speed", "country XYZ", "check nowhere"],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_with_json_the_same_stands_in_one_document(
    capsys: pytest.CaptureFixture[str], line: str, lang: str
) -> None:
    answer = typed(capsys, *line.split(), "--json", "--lang", lang)
    assert answer.status == 2
    document = json.loads(answer.out)
    assert document.keys() == {"error"}
    assert document["error"].keys() == {"where", "what", "remedy"}
    assert all(document["error"].values())
    assert document["error"]["what"] in answer.err
    assert bool(HAN.search(document["error"]["what"])) == (lang == "zh")


def test_the_language_may_stand_on_either_side_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    before = typed(capsys, "--lang", "zh", "run", "--lens", "x")
    assert before == typed(capsys, "run", "--lens", "x", "--lang=zh")
    for wrong in (("--lang", "fr", "run"), ("run", "--lang"), ("--lang=", "run")):
        answer = typed(capsys, *wrong)
        assert answer.status == 2
        assert "Choose en or zh" in answer.err


def test_an_empty_name_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    for line, words in (
        (("run", ""), "the name is empty"),
        (("run", "--out", ""), "the folder has no name"),
        (("run", "--lens", ""), "no lens called nothing"),
        (("run", "--as-of", ""), "cannot read nothing as a date"),
        (("country", ""), "an empty code"),
    ):
        answer = typed(capsys, *line)
        assert answer.status == 2
        assert words in answer.err


def test_signs_that_steer_a_terminal_are_shown_and_not_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    answer = typed(capsys, "run", "--lens", "a\x1b[2Jb\x07")
    assert "\\x1b[2Jb\\x07" in answer.err
    assert "\x1b" not in answer.err


def test_a_file_is_not_a_study_nor_a_place_for_runs(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("in the way", encoding="utf-8")
    answer = typed(capsys, "run", "file")
    assert answer.status == 2
    assert "file is a file, not the folder of a study" in answer.err
    for place in ("file", "file/runs"):
        answer = typed(capsys, "run", *SMALL, "--out", place)
        assert answer.status == 2
        assert "a file stands where a folder is needed" in answer.err
        assert "--out" in answer.err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_run_is_not_written_into_the_study_that_names_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "mine"
    shutil.copytree(load_study("ai-2027").root, copy)
    before = load_study(copy).hash
    monkeypatch.chdir(copy)
    answer = typed(capsys, "run", ".", *SMALL)
    assert answer.status == 2
    assert "lies inside the study folder" in answer.err
    assert load_study(copy).hash == before


def test_no_command_is_a_page_of_help_and_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    for line in ((), ("data",)):
        for lang, word in (("en", "Commands:"), ("zh", "命令：")):
            answer = typed(capsys, *line, "--lang", lang)
            assert (answer.status, answer.out) == (2, "")
            assert word in answer.err


@pytest.mark.parametrize(
    "line",
    [(), ("run",), ("country",), ("check",), ("doctor",), ("data",), ("data", "list"), ("data", "seal")],
)
def test_help_in_chinese_leaves_no_english_frame(
    capsys: pytest.CaptureFixture[str], line: tuple[str, ...]
) -> None:
    answer = typed(capsys, *line, "-h", "--lang", "zh")
    assert answer.status == 0
    for word in ("Usage", "Options", "Arguments", "Commands", "Show", "default", "required", "Example"):
        assert word not in answer.out
    for row in re.findall(r"^  (?:-\w, )?(?:--)?[\w-]+(?: [A-Z=]+)?  +(.*)$", answer.out, re.MULTILINE):
        assert HAN.search(row) or "NAME=VALUE" in row
