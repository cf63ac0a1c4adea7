"""The head of a page as static-site generators read it: YAML, counts true, nothing from the clock."""

from __future__ import annotations

import json
from typing import Any

from fourfutures.report.counting import Count
from fourfutures.report.pen import Pen

BRIEF = "fourfutures/brief/1"


def front_matter(
    pen: Pen, title: str, summary: str, cover: str, count: Count, claims: int, draft: bool
) -> str:
    """YAML between two fences; empty optional fields are left out. Texts are JSON strings, which YAML reads as they are."""
    record, lang = pen.record.summary, pen.texts.lang
    identity = (record["study"], record["as_of"], record["lens"])
    kind, about = ("", "") if pen.record.kind == "brief" else (pen.record.kind, pen.record.about)
    fields: dict[str, Any] = {
        "title": title,
        "date": f"{record['as_of']}T00:00:00.000Z",
        "draft": draft,
        "tags": list(record.get("tags", {}).get(lang, [])),
        "categories": [pen.text(pen.record.category)],
        "author": pen.text("author"),
        "summary": summary,
        "cover": {"image": f"charts/{pen.record.cover}.{lang}.svg", "alt": cover} if pen.record.cover else "",
        "source_url": record["home"],
        "word_count": count.of(lang),
        "reading_time": count.minutes,
        "translationKey": "-".join(part for part in (*identity, kind, about) if part),
        "fourfutures": {
            "schema": BRIEF,
            "run_id": record["run_id"],
            "study": record["study"],
            "study_hash": record["study_hash"],
            "data_vintage": record["data_vintage"],
            "as_of": record["as_of"],
            "previous_as_of": record.get("previous"),
            "horizon": record["horizon"],
            "lens": record["lens"],
            "members": record["members"],
            "seed": record["seed"],
            "claims": claims,
            "count_unit": "word" if lang == "en" else "character",
            "edition": kind,
            "about": about,
        },
    }
    if lang == "zh":
        fields["isCJKLanguage"] = True
    lines = [f"{name}: {_yaml(value)}" for name, value in fields.items() if value not in (None, "", [])]
    return "\n".join(["---", *lines, "---"]) + "\n"


def _yaml(value: Any) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{name}: {_yaml(part)}" for name, part in value.items() if part not in (None, ""))
        return "{ " + inner + " }"
    if isinstance(value, str) and value.endswith(".000Z"):
        return value  # a date, not a text
    return json.dumps(value, ensure_ascii=False)
