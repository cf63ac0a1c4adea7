"""`evidence add` as a user types it: documents in, defects and proposals out, in both languages and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from model_server import ModelServer, answer, model_server, refusal
from terminal import typed

HAN = re.compile(r"[\u4e00-\u9fff]")
ROOT = Path(__file__).resolve().parents[2]
CLAIM = "Ohio regulators blocked the permit of a 900-megawatt data center on March 3, 2026."


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    lines = [
        {
            "id": "a",
            "text": f"{CLAIM} Why?",
            "title": "A permit",
            "published": "2026-03-05",
            "publisher": "Example",
        },
        {
            "id": "b",
            "text": "Nothing much was said.",
            "title": "A day",
            "published": "2026-03-06",
            "publisher": "Example",
        },
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def test_the_document_is_as_its_schema_says_and_names_its_proposals_by_document(
    rows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = typed(capsys, "evidence", "add", str(rows), "--dry-run", "--json")
    assert answer.status == 0
    document = json.loads(answer.out)
    schema = json.loads((ROOT / "schemas" / "evidence-add.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(document, schema)
    assert [one["id"] for one in document["documents"]] == ["a", "b"]
    (proposal,) = document["proposals"]
    assert proposal["document_id"] == "a"
    assert proposal["sentence"] == CLAIM
    assert (proposal["indicator"], proposal["actor"], proposal["direction"]) == (
        "us_power_permitting",
        "USA",
        "CN",
    )
    assert (proposal["quantity"], proposal["date"]) == ("900", "2026-03-03")


def test_the_screen_speaks_each_language_and_quotes_the_source_in_its_own(
    rows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    english = typed(capsys, "evidence", "add", str(rows), "--dry-run").out
    chinese = typed(capsys, "--lang", "zh", "evidence", "add", str(rows), "--dry-run").out
    assert not HAN.search(english)
    assert "US power and permits; USA; favours China" in english
    assert "试运行" in chinese
    assert "900-megawatt" in chinese.replace("\n", " ")


def test_a_bad_item_is_a_word_and_status_1_and_nothing_readable_is_status_2(
    rows: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.md").write_text("", encoding="utf-8")
    some = typed(capsys, "--lang", "zh", "evidence", "add", str(tmp_path), "--dry-run")
    assert some.status == 1
    assert "empty.md：是空的" in some.err
    assert "A permit" in some.out
    none = typed(
        capsys, "evidence", "add", str(tmp_path / "empty.md"), str(tmp_path / "gone.md"), "--dry-run"
    )
    assert none.status == 2
    assert none.err.count("\n") == 2
    assert "Traceback" not in none.err


def test_wrong_use_is_one_message(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    missing = typed(capsys, "evidence", "add")
    assert missing.status == 2
    assert missing.err
    terms = typed(
        capsys, "evidence", "add", str(tmp_path), "--dry-run", "--terms", str(tmp_path / "none.toml")
    )
    assert terms.status == 2
    assert "none.toml" in terms.err


def test_markup_of_a_document_is_shown_as_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = "Ohio regulators [bold]blocked[/bold] the permit of a 900-megawatt data center <script>alert(1)</script> in March."
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"id": "x", "text": claim, "title": "[red]Title[/red]"}), encoding="utf-8")
    shown = " ".join(typed(capsys, "evidence", "add", str(path), "--dry-run").out.split())
    assert "[bold]blocked[/bold]" in shown
    assert "[red]Title[/red]" in shown
    assert "<script>alert(1)</script>" in shown


@pytest.fixture
def endpoint() -> Iterator[ModelServer]:
    with model_server() as server:
        server.speak = lambda question: answer(
            [
                {
                    "n": 2, "quote": "Why?", "indicator": "us_ai_clusters", "actor": "USA", "direction": "US", "strength": 1,
                    "quantity": "7", "unit": None, "date": None, "confidence": 0.3,
                },
                {"n": 1, "quote": "It was made up."},
            ]
        )  # fmt: skip
        yield server


def test_a_model_is_asked_only_on_request_and_its_share_is_said_in_each_language(
    rows: Path, endpoint: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = typed(capsys, "evidence", "add", str(rows), "--dry-run", "--json")
    assert json.loads(plain.out)["model"] is None
    assert not endpoint.questions
    asked = ("evidence", "add", str(rows), "--dry-run", "--llm", endpoint.url, "--llm-model", "tester")
    answered = typed(capsys, *asked, "--json")
    assert answered.status == 0
    document = json.loads(answered.out)
    schema = json.loads((ROOT / "schemas" / "evidence-add.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(document, schema)
    assert document["model"]["dropped"] == {"quote": 3, "figure": 1}  # the second document has one sentence
    english = " ".join(typed(capsys, *asked).out.split())
    assert "proposed by a model (tester), unreviewed" in english
    assert "quotes that do not stand in their sentence: 3" in english
    chinese = typed(capsys, "--lang", "zh", *asked).out
    assert "由模型（tester）提议，未经审核" in chinese
    assert "引文不在原句中3项" in chinese


def test_an_endpoint_that_refuses_is_status_1_and_the_rules_go_on(
    rows: Path, endpoint: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    endpoint.speak = lambda question: refusal(401)
    asked = ("evidence", "add", str(rows), "--dry-run", "--llm", endpoint.url, "--llm-model", "tester")
    some = typed(capsys, "--lang", "zh", *asked)
    assert some.status == 1
    assert "需要密钥（401）" in some.err
    assert "2篇文档中有2篇未能问完" in some.err
    assert "900-megawatt" in some.out.replace("\n", " ")


def test_a_key_typed_for_the_name_of_its_variable_is_refused_and_not_repeated(
    rows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = typed(
        capsys, "evidence", "add", str(rows), "--dry-run", "--llm", "https://llm.example.org/v1", "--llm-model", "m",
        "--llm-key-env", "sk-secret",
    )  # fmt: skip
    assert wrong.status == 2
    assert "--llm-key-env" in wrong.err
    assert "sk-secret" not in wrong.err + wrong.out
