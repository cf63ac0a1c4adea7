"""Editions as a user asks for them, and runs made again: written, moved away, forged, found out."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from terminal import typed

Capture = pytest.CaptureFixture[str]
SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
ASKED = {
    "country-BRA": ("--country", "bra"),
    "change-2026-01-31": ("--from", "2026-01-31"),
    "deal-full_package-BRA": ("--deal", "full-package", "--country", "BRA"),
    "lens-china": ("--lens", "china"),
}


@pytest.fixture(scope="module")
def desk(run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every edition of the run in both formats."""
    import fourfutures

    out = tmp_path_factory.mktemp("editions")
    asked: tuple[dict[str, Any], ...] = (
        {"country": "BRA"},
        {"from_date": "2026-01-31"},
        {"deal": "full-package", "country": "BRA"},
        {"lens": "china"},
    )
    for options in asked:
        fourfutures.brief(run, formats=("md", "html"), out=out, **options)
    return out


@pytest.fixture
def copy(desk: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(desk, tmp_path / "desk"))


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found


def sealed(record: dict[str, Any]) -> str:
    """A record with its digest made anew, as a forger would."""
    held = {key: value for key, value in record.items() if key != "digest"}
    text = json.dumps(held, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return json.dumps({**held, "digest": hashlib.sha256(text.encode()).hexdigest()}, ensure_ascii=False)


def test_every_edition_goes_out_with_its_record_and_passes_away_from_its_run(
    capsys: Capture, run: Path, desk: Path
) -> None:
    names = {path.name for path in desk.iterdir()}
    for stem in ASKED:
        assert {f"{stem}.en.md", f"{stem}.zh.md", f"{stem}.en.html", f"{stem}.record.json"} <= names
        record = json.loads((desk / f"{stem}.record.json").read_bytes())
        jsonschema.validate(record, schema("edition"))
        assert record["seed"] == 7
        assert "draft: false" in (desk / f"{stem}.zh.md").read_text(encoding="utf-8")
    said = typed(capsys, "verify", str(desk), "--run", str(run), "--json")
    document = json.loads(said.out)
    jsonschema.validate(document, schema("verify"))
    assert (said.status, document["problems"]) == (0, [])
    assert len(document["pages"]) == 4 * len(ASKED)


def test_the_same_edition_gives_the_same_bytes(
    capsys: Capture, run: Path, desk: Path, tmp_path: Path
) -> None:
    said = typed(capsys, "brief", str(run), *ASKED["country-BRA"], "--out", str(tmp_path), "--json")
    document = json.loads(said.out)
    jsonschema.validate(document, schema("brief-files"))
    assert document["edition"] == "country"
    for path in map(Path, document["files"]):
        assert path.read_bytes() == (desk / path.relative_to(tmp_path)).read_bytes()


def test_a_bundle_of_an_edition_is_a_folder_that_passes(capsys: Capture, run: Path, tmp_path: Path) -> None:
    said = typed(capsys, "brief", str(run), *ASKED["country-BRA"], "--bundle", "--out", str(tmp_path))
    assert said.status == 0
    bundle = tmp_path / "2026-03-31-ai-2027-neutral-country-BRA"
    assert {path.name for path in bundle.iterdir()} == {"index.en.md", "index.zh.md", "record.json", "charts"}
    assert typed(capsys, "verify", str(bundle), "--run", str(run)).status == 0
    chart = bundle / "charts" / "country-BRA.en.csv"
    chart.write_text(chart.read_text(encoding="utf-8").replace("0.", "1.", 1), encoding="utf-8")
    said = typed(capsys, "verify", str(bundle), "--run", str(run))
    assert (said.status, "country-BRA.en.csv" in said.out) == (1, True)


@pytest.mark.parametrize("stem", ASKED)
def test_one_digit_of_an_edition_is_named(capsys: Capture, run: Path, copy: Path, stem: str) -> None:
    page = copy / f"{stem}.zh.md"
    text = page.read_text(encoding="utf-8")
    at = next(at for at in range(text.index("\n| "), len(text)) if text[at].isdigit())
    page.write_text(text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :], encoding="utf-8")
    said = typed(capsys, "verify", str(page), "--run", str(run))
    assert said.status == 1
    assert f"line {text.count(chr(10), 0, at) + 1}" in said.out


def test_a_record_that_was_altered_is_named_by_its_digest(capsys: Capture, run: Path, copy: Path) -> None:
    path = copy / "country-BRA.record.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"months": 3', '"months": 4', 1), encoding="utf-8"
    )
    said = typed(capsys, "verify", str(copy / "country-BRA.en.md"), "--run", str(run))
    assert said.status == 1
    assert "its digest differs" in said.out
    path.unlink()
    said = typed(capsys, "verify", str(copy / "country-BRA.en.md"), "--run", str(run))
    assert (said.status, "cannot be read" in said.out) == (1, True)


def test_a_forged_record_passes_until_it_is_worked_out_again(
    capsys: Capture, run: Path, copy: Path, tmp_path: Path
) -> None:
    """Page, record and digest changed together agree with each other, but not with the run made again."""
    from fourfutures.report import EditionRecord, RunRecord
    from fourfutures.report.page import pages

    path = copy / "country-BRA.record.json"
    record = json.loads(path.read_bytes())
    record["document"]["flip"]["p"] = 0.77
    path.write_text(sealed(record), encoding="utf-8")
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copy(path, alone)
    forged = EditionRecord(RunRecord.read(run), record)
    (alone / "country-BRA.en.md").write_text(pages(forged)["en"], encoding="utf-8")
    assert typed(capsys, "verify", str(alone), "--run", str(run)).status == 0
    said = typed(capsys, "verify", str(alone), "--run", str(run), "--simulate", "--json")
    (problem,) = json.loads(said.out)["problems"]  # and no other: the run itself is the same once more
    assert problem["where"].endswith("document/flip/p")
    assert problem["what"].startswith("the file says 0.77")
    assert said.status == 1


def test_a_forged_summary_is_found_out_by_making_the_run_again(
    capsys: Capture, run: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(run, tmp_path / "run"))
    summary = json.loads((folder / "summary.json").read_bytes())
    summary["statements"]["stock_us_larger"] = 0.5
    manifest = json.loads((folder / "manifest.json").read_bytes())
    text = json.dumps(summary, ensure_ascii=False, indent=1) + "\n"
    (folder / "summary.json").write_text(text, encoding="utf-8")
    manifest["files"]["summary.json"] = hashlib.sha256(text.encode()).hexdigest()
    (folder / "manifest.json").write_text(
        json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    for page in folder.glob("brief.*"):
        page.unlink()
        manifest["files"].pop(page.name)
    (folder / "manifest.json").write_text(
        json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    assert typed(capsys, "verify", str(folder)).status == 0
    said = typed(capsys, "verify", str(folder), "--simulate", "--json")
    found = json.loads(said.out)
    assert (said.status, found["simulated"], len(found["problems"])) == (1, True, 1)
    assert found["problems"][0]["where"].endswith("summary.json#/statements/stock_us_larger")
    assert "the file says 0.5" in found["problems"][0]["what"]


def test_a_forged_member_is_named_by_row_and_column(run: Path, tmp_path: Path) -> None:
    import pandas as pd

    from fourfutures.public.resimulating import unlike_cells

    table = pd.read_parquet(run / "members.parquet")
    table.loc[3, "compute_stock_cn"] *= 2
    table.to_parquet(tmp_path / "members.parquet")
    (found,) = unlike_cells(tmp_path / "members.parquet", run / "members.parquet")
    assert found.told("zh").startswith(f"{tmp_path / 'members.parquet'}，第3行，compute_stock_cn")
    table.drop(columns="compute_stock_cn").to_parquet(tmp_path / "members.parquet")
    (found,) = unlike_cells(tmp_path / "members.parquet", run / "members.parquet")
    assert "columns" in found.told()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", "2026-01-31", "--lens", "us"), "asks for two editions at once"),
        (("--country", "BRA", "--lens", "us"), "asks for two editions at once"),
        (("--to", "2026-03-31"), "has no day to start from"),
        (("--from", "soon"), "cannot read soon as a date"),
        (("--country", "CHN"), "home market"),
        (("--country", "XYZ"), "XYZ"),
        (("--deal", "full-package"), "names no country"),
        (("--deal", "no-such-offer", "--country", "BRA"), "no-such-offer"),
        (("--lens", "neutral"), "is no viewpoint"),
        (("--lens", "martian"), "is no lens of the study"),
        (("--country", "BRA", "--study", "nowhere"), "nowhere"),
    ],
)
def test_a_mistake_is_one_message_and_exit_code_2(
    capsys: Capture, run: Path, arguments: tuple[str, ...], said: str
) -> None:
    for lang in ("en", "zh"):
        answer = typed(capsys, "--lang", lang, "brief", str(run), *arguments)
        assert answer.status == 2
        assert "Traceback" not in answer.err
        if lang == "en":
            assert said in answer.err
