"""The HTML file of a brief: head, text, charts, notes with their way back, list of claims; no request leaves it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from importlib.resources import files
from typing import Any

from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.claims import written
from fourfutures.report.html.rendering import Rendering, anchor
from fourfutures.report.markup import NOTE
from fourfutures.report.record import RunRecord
from fourfutures.report.release import taken_apart

LANG = {"en": "en", "zh": "zh-Hans"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
# Roles that the drawing library gives to parts of a picture: the picture as a whole has its text, its parts have none.
PARTS = re.compile(r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*")')
ID = re.compile(r'(?<=id=")(?=[^"])|(?<=href="#)|(?<=url\(#)')


def html_page(page: str, record: RunRecord, texts: Catalogue) -> str:
    """A brief's Markdown as one HTML file, with the charts of the run folder in it.

    The same page and charts give the same bytes. Raises ReportError where a chart is missing.
    """
    parts = taken_apart(page, texts)
    rendering = Rendering(parts.claims, lambda src, alt: chart(record, src), texts.text("html.table"))
    body = rendering.blocks(parts.body)
    notes, _, footer = parts.references.partition("\n---\n")
    end = rendering.blocks(footer.strip())
    heading = escape(texts.text("heading.references"))
    return "\n".join(
        [
            *_head(parts.head, texts),
            "<body>",
            "<main>",
            *_header(parts.head, record, texts),
            body.rstrip("\n"),
            '<section data-aside="notes" role="doc-endnotes" aria-labelledby="references">',
            f'<h2 id="references">{heading}</h2>',
            "<ol>",
            *(_note(number, text, rendering, texts) for number, text in NOTE.findall(notes)),
            "</ol>",
            "</section>",
            "<footer>",
            end.rstrip("\n"),
            "</footer>",
            "</main>",
            '<script type="application/json" id="fourfutures-claims">[',
            ",\n".join(written(claim).replace("<", "\\u003c") for claim in parts.claims),
            "]</script>",
            "</body>",
            "</html>",
        ]
    ) + "\n"  # fmt: skip


def chart(record: RunRecord, address: str) -> str:
    """A chart as it stands in a page: names inside it made its own, since a page holds several."""
    picture = PARTS.sub("", record.picture(address))
    return ID.sub(f"{address.rpartition('/')[2].partition('.')[0]}-", picture)


def _head(head: Mapping[str, Any], texts: Catalogue) -> list[str]:
    sheet = (files("fourfutures.report.html") / "sheet.css").read_text(encoding="utf-8").strip()
    return [
        "<!doctype html>",
        f'<html lang="{LANG[texts.lang]}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{escape(str(head['title']))}</title>",
        f'<meta name="description" content="{escape(str(head["summary"]))}">',
        f'<meta name="author" content="{escape(str(head["author"]))}">',
        "<style>",
        sheet,
        "</style>",
        "</head>",
    ]


def _header(head: Mapping[str, Any], record: RunRecord, texts: Catalogue) -> list[str]:
    """Kind of page, title, summary, day and length; the page's own counts and the record's settings."""
    as_of = str(record.summary["as_of"])
    category = texts.text(record.category)
    day = f'<time datetime="{as_of}">{numerals.date(as_of, texts.lang)}</time>'
    facts = texts.text(
        "html.facts", date=day, minutes=head["reading_time"], run_id=escape(str(record.summary["run_id"]))
    )
    return [
        '<header data-aside="header">',
        f'<p class="kind">{escape(category)} · {escape(texts.text("author"))}</p>',
        f"<h1>{escape(str(head['title']))}</h1>",
        f'<p class="summary">{escape(str(head["summary"]))}</p>',
        f'<p class="facts">{facts}</p>',
        "</header>",
    ]


def _note(number: str, text: str, rendering: Rendering, texts: Catalogue) -> str:
    """A footnote with a link to every place that calls it."""
    back = texts.text("html.back")
    links = [
        f'<a href="#{anchor(number, time)}" role="doc-backlink" aria-label="{escape(back)}">↩</a>'
        for time in range(1, rendering.calls.get(number, 0) + 1)
    ]
    return f'<li id="note-{number}">{rendering.line(text)} {" ".join(links)}</li>'
