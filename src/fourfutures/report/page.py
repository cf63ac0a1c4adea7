"""A brief: front matter, sections in their fixed order, references, footer, list of claims."""

from __future__ import annotations

import re
from collections.abc import Callable

from fourfutures.report.areas_section import areas_section, economies_section
from fourfutures.report.catalogue import LANGUAGES, catalogue
from fourfutures.report.claims import MARK, Ledger, without_marks
from fourfutures.report.counting import counted
from fourfutures.report.front_matter import front_matter
from fourfutures.report.levers_section import levers_section
from fourfutures.report.limits_section import limits_section, views_section
from fourfutures.report.moved_section import moved_section
from fourfutures.report.odds_section import cover_text, odds_section
from fourfutures.report.opening import opening, short_version, summary, title
from fourfutures.report.pen import Pen
from fourfutures.report.record import RunRecord
from fourfutures.report.standing import Standing

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


def pages(record: RunRecord) -> dict[str, str]:
    """The brief in every language, by language; the same claims in each, in that language's wording."""
    ledger, standing = Ledger(), Standing(record)
    drafts = {}
    for lang in LANGUAGES:
        pen = Pen(record, standing, catalogue(lang), ledger)
        drafts[lang] = (pen, title(pen), summary(pen), cover_text(pen), _body(pen), _end(pen))
    same = ledger.ids("en") == ledger.ids("zh")
    found = {}
    for lang, (pen, heading, short, cover, body, end) in drafts.items():
        claims = ledger.ids(lang)
        whole = f"{body}\n\n{end}"
        draft = not same or not fit(whole, pen, ledger)
        head = front_matter(pen, heading, short, cover, counted(body), len(claims), draft)
        found[lang] = f"{head}\n{whole}\n\n{ledger.block(lang)}"
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


def fit(text: str, pen: Pen, ledger: Ledger) -> bool:
    """Whether a page may go out: no brace, no banned word, every mark known, every footnote called."""
    plain = without_marks(text)
    prose = plain.split(f"## {pen.text('heading.references')}")[0]  # titles of sources are theirs
    prose = re.sub(r"^#.*$", "", prose, flags=re.MULTILINE)
    if re.search(r"[{}]", plain) or any(_stands(word, prose) for word in pen.texts.words.banned):
        return False
    marks = set(MARK.findall(text))
    if not marks <= set(ledger.ids(pen.texts.lang)):
        return False
    defined = set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    called = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    return defined == called


def _stands(word: str, text: str) -> bool:
    if word.isascii():
        text = re.sub(r"\bMay (?=\d)", "", text)  # the month
        return re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) is not None
    return word in text
