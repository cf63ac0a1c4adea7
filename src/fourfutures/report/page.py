"""A brief: front matter, sections in their fixed order, references, footer, list of claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from fourfutures.errors import Both
from fourfutures.report.areas_section import areas_section, economies_section
from fourfutures.report.catalogue import LANGUAGES, catalogue
from fourfutures.report.claims import Ledger
from fourfutures.report.counting import counted
from fourfutures.report.editions import AGAIN, EDITIONS
from fourfutures.report.errors import ReportError
from fourfutures.report.front_matter import front_matter
from fourfutures.report.levers_section import levers_section
from fourfutures.report.limits_section import limits_section, views_section
from fourfutures.report.moved_section import moved_section
from fourfutures.report.odds_section import odds_section
from fourfutures.report.opening import opening, short_version, summary
from fourfutures.report.pen import Pen
from fourfutures.report.picture_texts import cover_text
from fourfutures.report.plan import Plan
from fourfutures.report.record import EDITION, RunRecord
from fourfutures.report.release import faults
from fourfutures.report.signposts_section import signposts_section
from fourfutures.report.standing import Standing
from fourfutures.report.titles import title

BRIEF = Plan(
    title,
    summary,
    cover_text,
    opening,
    (
        ("tldr", short_version),
        ("odds", odds_section),
        ("moved", moved_section),
        ("areas", areas_section),
        ("economies", economies_section),
        ("levers", levers_section),
        ("signposts", signposts_section),
        ("limits", limits_section),
        ("views", views_section),
    ),
)
PLANS: Mapping[str, Plan] = {"brief": BRIEF, **EDITIONS}


class Draft(NamedTuple):
    """What one language's pen has written, before counts and claims are known."""

    pen: Pen
    title: str
    summary: str
    cover: str
    body: str
    end: str


def pages(record: RunRecord) -> dict[str, str]:
    """The brief or edition in every language, by language; the same claims in each, in that language's wording.

    A page that lacks anything it needs to go out says `draft: true`. Raises ReportError where the record lacks what the
    page is written from.
    """
    ledger, standing, plan = Ledger(), Standing(record), PLANS[record.kind]
    drafts = {}
    for lang in LANGUAGES:
        pen = Pen(record, standing, catalogue(lang), ledger)
        try:
            drafts[lang] = Draft(
                pen, plan.title(pen), plan.summary(pen), plan.cover(pen), _body(pen, plan), _end(pen)
            )
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            if record.kind == "brief":  # its summary was checked as it was read, so this is a mistake of ours
                raise
            raise ReportError(
                where=EDITION,
                what=Both(
                    f"lacks what the page is written from ({error})", f"缺少写成该页所需的内容（{error}）"
                ),
                remedy=AGAIN,
            ) from error
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


def _body(pen: Pen, plan: Plan) -> str:
    parts = plan.opening(pen)
    for name, write in plan.sections:
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
