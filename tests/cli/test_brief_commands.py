"""Briefs handed on and checked as a user does it: written, moved away, altered, asked of the wrong run."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from terminal import typed

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def copy(run: Path, tmp_path: Path) -> Path:
    """A copy of the run that a test may alter."""
    return Path(shutil.copytree(run, tmp_path / "run"))


def changed(path: Path, old: str, new: str) -> int:
    """Change a text once; the number of its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())
    return text.count("\n", 0, text.index(old)) + 1


def first_odds(page: Path) -> tuple[str, str]:
    """The first number of the table of odds with its mark, and the same with another digit."""
    row = next(line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("| America"))
    cell = row.split(" | ")[1]
    digit = next(sign for sign in cell if sign.isdigit())
    return f"| {cell}", f"| {cell.replace(digit, str((int(digit) + 1) % 10), 1)}"


def test_a_brief_goes_out_in_both_formats_and_passes_away_from_its_run(
    capsys: Capture, run: Path, tmp_path: Path
) -> None:
    said = typed(capsys, "brief", str(run), "--format", "md,html", "--out", str(tmp_path / "out"))
    assert (said.status, said.err) == (0, "")
    assert {Path(line).name for line in said.out.splitlines()} >= {
        "brief.en.md",
        "brief.zh.html",
        "odds.zh.svg",
    }
    said = typed(capsys, "verify", str(tmp_path / "out"), "--run", str(run))
    assert (said.status, said.err) == (0, "")
    assert "nothing differs" in said.out
    said = typed(capsys, "verify", str(tmp_path / "out" / "brief.zh.html"), "--run", str(run), "--json")
    document = json.loads(said.out)
    assert (said.status, document["ok"], document["problems"]) == (0, True, [])
    assert document["schema"] == "fourfutures/verify/1"
    assert document["run_id"] == json.loads((run / "manifest.json").read_bytes())["run_id"]


def test_one_digit_in_the_table_is_named_in_both_languages(capsys: Capture, copy: Path) -> None:
    page = copy / "brief.en.md"
    line = changed(page, *first_odds(page))
    for lang, where, what in (
        ("en", f"brief.en.md, line {line}, c", "the run gives"),
        ("zh", f"第{line}行，c", "运行记录给出"),
    ):
        said = typed(capsys, "--lang", lang, "verify", str(copy))
        assert said.status == 1
        assert where in said.out.splitlines()[0]
        assert what in said.out.splitlines()[0]
    document = json.loads(typed(capsys, "verify", str(page), "--json").out)
    assert document["ok"] is False
    assert set(document["problems"][0]) == {"where", "what", "remedy"}


def test_one_digit_in_html_is_named(capsys: Capture, copy: Path) -> None:
    assert typed(capsys, "brief", str(copy), "--format", "html", "--only", "en").status == 0
    line = changed(copy / "brief.en.html", '<data class="number" value="0.', '<data class="number" value="1.')
    said = typed(capsys, "verify", str(copy / "brief.en.html"))
    assert said.status == 1
    assert f"line {line}" in said.out


def test_a_pdf_passes_away_from_its_run_and_a_damaged_one_does_not(
    capsys: Capture, run: Path, tmp_path: Path
) -> None:
    said = typed(capsys, "brief", str(run), "--format", "pdf", "--only", "zh", "--out", str(tmp_path))
    assert (said.status, said.err) == (0, "")
    page = tmp_path / "brief.zh.pdf"
    assert said.out.split() == [str(page)]
    assert typed(capsys, "verify", str(page), "--run", str(run)).status == 0
    page.write_bytes(page.read_bytes()[:9000])
    said = typed(capsys, "--lang", "zh", "verify", str(page), "--run", str(run))
    assert said.status == 1
    assert "brief.zh.pdf：不是可以读取的 PDF" in said.out


@pytest.mark.parametrize(
    ("package", "asked"),
    [("typst", ("brief", "RUN", "--format", "pdf")), ("pypdf", ("verify", "it.pdf", "--run", "RUN"))],
)
def test_a_missing_package_is_one_message_and_exit_code_2(
    capsys: Capture,
    run: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    package: str,
    asked: tuple[str, ...],
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "it.pdf").write_bytes(b"%PDF-1.7")
    said = typed(capsys, *(str(run) if part == "RUN" else part for part in asked))
    assert said.status == 2
    assert f"pip install {package}" in said.err


@pytest.mark.parametrize("name", ["summary.json", "members.parquet", "fans.parquet", "charts/odds.en.csv"])
def test_an_altered_file_of_the_run_is_named_by_its_digest(capsys: Capture, copy: Path, name: str) -> None:
    content = bytearray((copy / name).read_bytes())
    at = next(at for at in range(len(content) // 2, len(content)) if chr(content[at]).isdigit())
    content[at] = ord("1") if content[at] != ord("1") else ord("2")
    (copy / name).write_bytes(content)
    said = typed(capsys, "verify", str(copy))
    assert said.status == 1
    assert name in said.out.splitlines()[0]
    assert "its digest is" in said.out


def test_a_missing_file_of_the_run_is_named(capsys: Capture, copy: Path) -> None:
    (copy / "movers.parquet").unlink()
    said = typed(capsys, "--lang", "zh", "verify", str(copy))
    assert said.status == 1
    assert "movers.parquet：无法读取" in said.out


def test_a_chart_that_was_redrawn_in_a_bundle_is_named(capsys: Capture, run: Path, tmp_path: Path) -> None:
    assert typed(capsys, "brief", str(run), "--bundle", "--out", str(tmp_path)).status == 0
    bundle = tmp_path / "2026-03-31-ai-2027-neutral"
    changed(bundle / "charts" / "odds.en.csv", "0.", "1.")
    said = typed(capsys, "verify", str(bundle), "--run", str(run))
    assert said.status == 1
    assert "is not the chart of the run" in said.out


def test_a_sealed_page_is_never_written_over(capsys: Capture, copy: Path) -> None:
    changed(copy / "brief.zh.md", "要点", "要 点")
    before = (copy / "brief.zh.md").read_bytes()
    said = typed(capsys, "brief", str(copy))
    assert said.status == 2
    assert "--out" in said.err
    assert (copy / "brief.zh.md").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("verify", "nowhere.md"), "nowhere.md: is not there"),
        (("verify", "lone.md"), "lies beside no run folder"),
        (("verify", "lone.txt"), "neither Markdown nor HTML"),
        (("verify", "empty"), "holds no brief and no run"),
        (("brief", "nowhere"), "is no run folder"),
        (("brief", "RUN", "--format", "docx"), "--format docx"),
        (("brief", "RUN", "--format", ""), "choose among md, html, pdf and png"),
        (("brief", "RUN", "--only", "fr"), "choose en or zh"),
    ],
)
def test_a_mistake_is_one_message_and_exit_code_2(
    capsys: Capture,
    run: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    for name in ("lone.md", "lone.txt"):
        (tmp_path / name).write_text("text\n", encoding="utf-8")
    answer = typed(capsys, *(str(run) if part == "RUN" else part for part in arguments))
    assert answer.status == 2
    assert said.lower() in answer.err.lower()
    assert "Traceback" not in answer.err


def test_the_python_door_gives_the_same(run: Path, tmp_path: Path) -> None:
    import fourfutures

    made = fourfutures.Run(run)
    written = fourfutures.brief(made, formats=["html"], lang="zh", out=tmp_path)
    assert [path.name for path in written] == ["brief.zh.html"]
    verdict = fourfutures.verify(written[0], run=made)
    assert verdict.ok
    assert verdict.same_code
    assert verdict.head["seed"] == 7
