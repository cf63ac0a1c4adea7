"""Term sheets and the register from the command line: written once, explained, refused in the language asked for."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from terminal import fourfutures, typed

from fourfutures.cli.term_sheet_commands import TRY, DealPage, deal_group
from fourfutures.cli.words import LANGUAGES
from fourfutures.study import TERMS, load_study, resolve_offer

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_new_sheet_is_in_the_language_asked_for_and_reads_as_its_template(
    here: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    done = typed(
        capsys,
        "--lang",
        lang,
        "deal",
        "new",
        "mine.toml",
        "--template",
        "in-country-centre",
        "--country",
        "ken",
    )
    assert (done.status, done.err) == (0, "")
    assert "mine.toml" in done.out
    text = (here / "mine.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["template"] == "in_country"
    assert bool(HAN.search(text)) == (lang == "zh")
    offer = resolve_offer("mine.toml", load_study("ai-2027"))
    assert (offer.template, offer.country) == ("in_country", "KEN")


def test_a_new_sheet_without_a_file_goes_to_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    shown = typed(capsys, "deal", "new")
    assert tomllib.loads(shown.out)["template"] == "full_package"
    document = json.loads(typed(capsys, "deal", "new", "--json").out)
    assert document["schema"] == "fourfutures/term-sheet/1"
    assert document["text"] == shown.out


def test_a_sheet_that_is_there_is_not_overwritten(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "mine.toml").write_text("kept", encoding="utf-8")
    for lang, words in (("en", "exists already"), ("zh", "已存在")):
        refused = typed(capsys, "--lang", lang, "deal", "new", "mine.toml")
        assert refused.status == 2
        assert words in refused.err
    assert (here / "mine.toml").read_text(encoding="utf-8") == "kept"


MISTAKES = [
    ("deal new mine.toml --template full-pakage", "Did you mean full_package?"),
    ("deal new mine.toml --country XYZ", "XYZ is not in this study"),
    ("deal new mine.toml --country USA", "is a home market"),
    ("deal new one.toml two.toml", "does not know what to do with two.toml"),
    ("deal new .", "exists already"),
    ("deal new mine.toml --study no-such-study", "no such study"),
    ("deal news", "deal new FILE"),
    ("data list --economy ARE", "says nothing without --deals"),
    ("data list --network", "says nothing without --deals"),
    ("data list --as-of 2026-06-30", "says nothing without --deals"),
    ("data list --deals --economies", "asks for two lists at once"),
    ("data list --deals --network --economy ARE", "asks for two lists at once"),
    ("data list --deals --economy ARX", "ARX is not in this study"),
    ("data list --deals --as-of yesterday", "cannot read yesterday as a date"),
]


@pytest.mark.parametrize(("line", "words"), MISTAKES)
def test_a_mistake_is_one_message_in_both_languages(
    here: Path, capsys: pytest.CaptureFixture[str], line: str, words: str
) -> None:
    said = typed(capsys, *line.split())
    assert said.status == 2
    assert words in said.err
    assert said.err.count("\n") == 1
    assert HAN.search(typed(capsys, "--lang", "zh", *line.split()).err)
    assert not (here / "mine.toml").exists()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_register_prints_and_its_json_is_one_document(
    lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = typed(capsys, "--lang", lang, "data", "list", "--deals", "--economy", "ARE")
    assert shown.status == 0
    assert "D001" in shown.out
    assert ("Announced is not built" if lang == "en" else "宣布不等于建成") in shown.out
    network = json.loads(typed(capsys, "data", "list", "--deals", "--network", "--json").out)
    assert network["schema"] == "fourfutures/deal-network/1"
    document = json.loads(typed(capsys, "data", "list", "--deals", "--as-of", "2026-01-31", "--json").out)
    assert document["schema"] == "fourfutures/deals/1"
    assert {row["announced"] <= "2026-01-31" for row in document["rows"]} == {True}


def test_help_explains_a_new_sheet(tmp_path: Path) -> None:
    page = fourfutures("deal", "new", "--help", cwd=tmp_path)
    assert page.returncode == 0
    assert "Usage: fourfutures deal new [OPTIONS] [FILE]" in page.stdout


def test_a_first_word_that_is_no_command_is_an_offer_to_try(capsys: pytest.CaptureFixture[str]) -> None:
    """`deal OFFER ...` and `deal new ...` live in one group: options may stand before the offer."""
    import typer

    tried: list[tuple[str, str | None]] = []
    app = typer.Typer(add_completion=False)
    app.callback()(lambda: None)
    deal = deal_group(app, LANGUAGES["en"])

    @deal.command(TRY)
    def try_command(offer: str, country: str = typer.Option(None, "--country")) -> None:
        tried.append((offer, country))

    @deal.command("new")
    def new_command(file: str = typer.Argument(None)) -> None:
        tried.append(("new", file))

    command = typer.main.get_command(app)
    for line in ("full-package --country ARE", "--country ARE D001", "mine.toml", "new mine.toml"):
        command.main(args=["deal", *line.split()], standalone_mode=False, obj="en")
    assert tried == [("full-package", "ARE"), ("D001", "ARE"), ("mine.toml", None), ("new", "mine.toml")]
    assert isinstance(command.commands["deal"], DealPage)


def test_every_term_is_on_a_new_sheet(capsys: pytest.CaptureFixture[str]) -> None:
    text = typed(capsys, "deal", "new", "--template", "silk-road-cloud").out
    assert [name for name in TERMS if f"# {name} = " not in text] == []
