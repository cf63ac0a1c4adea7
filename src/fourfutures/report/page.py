"""A brief: front matter, sections in their fixed order, references, footer, list of claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from fourfutures.report.areas_section import areas_section, economies_section
from fourfutures.report.catalogue import LANGUAGES, catalogue
from fourfutures.report.claims import Ledger
from fourfutures.report.counting import counted
from fourfutures.report.front_matter import front_matter
from fourfutures.report.levers_section import levers_section
from fourfutures.report.limits_section import limits_section, views_section
from fourfutures.report.moved_section import moved_section
from fourfutures.report.odds_section import odds_section
from fourfutures.report.opening import opening, short_version, summary
from fourfutures.report.pen import Pen
from fourfutures.report.picture_texts import cover_text
from fourfutures.report.record import RunRecord
from fourfutures.report.release import faults
from fourfutures.report.standing import Standing
from fourfutures.report.titles import title

SECTIONS: tuple[tuple[str, Callable[[Pen], list[str]]], ...] = (
    ("tldr", short_version),
    ("odds", odds_section),
    ("moved", moved_section),
    ("areas", areas_section),
    ("economies", economies_section),
    ("levers", levers_section),
    ("signposts", lambda pen: [pen.text("signposts.none")]),
    ("limits", limits_section),
    ("views", views_section),
)


class Draft(NamedTuple):
    """What one language's pen has written, before counts and claims are known."""

    pen: Pen
    title: str
    summary: str
    cover: str
    body: str
    end: str


def pages(record: RunRecord) -> dict[str, str]:
    """The brief in every language, by language; the same claims in each, in that language's wording.

    A page that lacks anything it needs to go out says `draft: true`.
    """
    ledger, standing = Ledger(), Standing(record)
    drafts = {}
    for lang in LANGUAGES:
        pen = Pen(record, standing, catalogue(lang), ledger)
        drafts[lang] = Draft(pen, title(pen), summary(pen), cover_text(pen), _body(pen), _end(pen))
    final = _whole(drafts, ledger, dict.fromkeys(LANGUAGES, False))
    found = faults(final, record)
    return _whole(drafts, ledger, {lang: bool(problems) for lang, problems in found.items()})


def _whole(drafts: Mapping[str, Draft], ledger: Ledger, unfit: Mapping[str, bool]) -> dict[str, str]:
    found = {}
    for lang, made in drafts.items():
        claims = len(ledger.ids(lang))
        head = front_matter(
            made.pen, made.title, made.summary, made.cover, counted(made.body), claims, unfit[lang]
        )
        found[lang] = f"{head}\n{made.body}\n\n{made.end}\n\n{ledger.block(lang)}"
    return found


def _body(pen: Pen) -> str:
    parts = opening(pen)
    for name, write in SECTIONS:
        parts += [f"## {pen.text(f'heading.{name}')}", *write(pen)]
    return "\n\n".join(part for part in parts if part)


def _end(pen: Pen) -> str:
    footer = pen.text(
        "footer.line",
        run_id=pen.value("plain", "run_id"),
        version=pen.value("plain", "code_version"),
        n=pen.value("count", "evidence_items"),
    )
    return "\n\n".join(
        [f"## {pen.text('heading.references')}", "\n".join(pen.footnotes.lines()), f"---\n\n{footer}"]
    )
