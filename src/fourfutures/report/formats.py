"""How a claimed value reads: one named format each, the same for the writer of a page and for its check."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fourfutures.errors import Both
from fourfutures.report import numerals
from fourfutures.report.catalogue import Catalogue
from fourfutures.report.errors import ReportError
from fourfutures.report.literal import literal
from fourfutures.report.terms import term_value
from fourfutures.report.wording import band

NUMBERS: Mapping[str, Callable[[float, str], str]] = {
    "percent": numerals.percent,
    "percent/5": lambda value, lang: numerals.percent(value, lang, coarse=True),
    "points": lambda value, lang: numerals.points(value, lang),
    "points.fine": numerals.points_fine,
    "points.bare": lambda value, lang: numerals.points_bare(value),
    "error": lambda value, lang: numerals.points_fine(value, lang).removeprefix("+"),
    "count": numerals.count,
    "stock": numerals.stock,
    "stock.short": numerals.stock_short,
    "lead": numerals.lead,
    "ratio": numerals.ratio,
    "ratio.even": numerals.even_ratio,
    "index": numerals.log_ratio,
    "decimal": numerals.decimal,
    "power": numerals.power,
    "weeks": numerals.weeks,
    "dollars": lambda value, lang: numerals.dollars(value / 1e9, lang),
    "money": lambda value, lang: numerals.dollars(value / 1e3, lang),  # from millions, as deals count
    "setting": lambda value, lang: ("+" if value > 0 else "") + numerals.decimal(value, lang),
}
PAIRS: Mapping[str, Callable[[float, float, str], str]] = {
    "range": numerals.percent_range,
    "range/5": lambda low, high, lang: numerals.percent_range(low, high, lang, coarse=True),
    "points.range": numerals.points_range,
    "points.fine.range": numerals.points_fine_range,
    "ratio.range": numerals.ratio_range,
    "lead.range": numerals.lead_range,
    "money.range": lambda low, high, lang: numerals.dollars_range(low / 1e3, high / 1e3, lang),
    "dollars.range": lambda low, high, lang: numerals.dollars_range(low / 1e9, high / 1e9, lang),
    "weeks.range": numerals.weeks_range,
}

KINDS = ("axis", "alignment", "standing", "party")  # names of sides and parties, by their id
CATEGORIES = ("regime", "offer")  # observations that are decisions, not measurements
FORMS = {"category": CATEGORIES[0], "1 for a US offer": CATEGORIES[1]}  # by the unit they are given in


def wording(
    form: str,
    value: Any,
    texts: Catalogue,
    *,
    unit: str = "",
    names: Mapping[str, Mapping[str, str]] | None = None,
) -> str:
    """The text of a value. `names` are the study's own names of futures, for those the catalogue has no prose form of."""
    if form in NUMBERS:
        return NUMBERS[form](float(value), texts.lang)
    if form in PAIRS:
        low, high = value
        return PAIRS[form](float(low), float(high), texts.lang)
    if form == "term":
        return term_value(texts, float(value), unit)
    if form == "quantity":
        return numerals.quantity(float(value), unit, texts.lang)
    if form == "plain":
        return str(value)
    if form == "year":
        return numerals.date(str(value)[:4], texts.lang)
    if form == "band":
        return band(float(value), texts.words)
    if form == "text":
        return texts.name(value)
    if form == "cited":
        return literal(str(value))
    if form == "future":
        return prose_name(str(value), texts, names or {})
    if form == "future.title":
        return texts.text("future.title", name=texts.name((names or {})[value]))
    if form in CATEGORIES:
        return texts.text(f"{form}.{float(value):.0f}")
    if form.startswith("compare."):
        return texts.text(form)
    if form in KINDS:
        return texts.text(f"{form}.{value}")
    raise ReportError(
        where=Both(f"format {form!r}", f"格式 {form}"),
        what=Both("there is no such format", "没有这种格式"),
        remedy=Both("write the brief again with this version", "请用本版本重写简报"),
    )


def prose_name(future: str, texts: Catalogue, names: Mapping[str, Mapping[str, str]]) -> str:
    """A future's name inside a sentence: the short form where there is one, else the study's name in quotation marks."""
    if texts.has(f"future.{future}"):
        return texts.text(f"future.{future}")
    return texts.text("future.other", name=texts.name(names[future]))


def listed(items: Sequence[str], texts: Catalogue) -> str:
    """Items in a row, as the language joins them."""
    if len(items) < 2:
        return "".join(items)
    return texts.text("list.comma").join(items[:-1]) + texts.text("list.and") + items[-1]
