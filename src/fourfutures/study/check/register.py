"""The register of deals: rows that overlap, setbacks without a day, figures without a source, unknown codes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from fourfutures.errors import Both, Problem
from fourfutures.study.deal import FIGURES, NOBODY, OWNERS, DealRow
from fourfutures.study.errors import nearest, suggestion
from fourfutures.study.reading import Reading
from fourfutures.study.study import Study

SUM_TOLERANCE = 1e-9


def deal_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Everything in a row of the register that contradicts the row, another row or the study."""
    rows = {deal.deal_id: deal for deal in study.deals}
    codes = {entity.code for entity in study.entities}
    for deal in study.deals:

        def fault(column: str, what: Both, remedy: Both, deal: DealRow = deal) -> Problem:
            return Problem(reading.row_place(study.meta.files.deals, deal.deal_id, column), what, remedy)

        if (deal.relation is None) != (deal.related_to is None):
            yield fault(
                "relation",
                Both("relation and related_to belong together", "relation 与 related_to 须一并填写"),
                Both("fill in both, or neither", "请两项都填，或都不填"),
            )
        if deal.related_to is not None:
            yield from _overlap(deal, rows, fault)
        if deal.setback_on is not None and deal.setback is None:
            yield fault(
                "setback",
                Both("a day, but no setback", "写了日期，却没有写受挫情形"),
                Both("fill in setback, or leave setback_on blank", "请填写 setback，或将 setback_on 留空"),
            )
        if deal.setback is not None and (deal.setback_on is None or deal.setback_on < deal.announced):
            yield fault(
                "setback_on",
                Both(
                    f"{deal.setback} on a day that is missing or before {deal.announced}",
                    f"{deal.setback} 的日期缺失，或早于{deal.announced}",
                ),
                Both("give the day it became known", "请填写公开的日期"),
            )
        if (deal.value_usd is None) != (deal.value_scope is None):
            yield fault(
                "value_scope",
                Both("value_usd and value_scope belong together", "value_usd 与 value_scope 须一并填写"),
                Both("say what the money covers", "请说明金额涵盖的范围"),
            )
        if (deal.chips is None) != (deal.chips_scope is None):
            yield fault(
                "chips_scope",
                Both("chips and chips_scope belong together", "chips 与 chips_scope 须一并填写"),
                Both("say what the number of chips covers", "请说明芯片数量涵盖的范围"),
            )
        for party in deal.ownership:
            if party not in OWNERS:
                yield fault("ownership", Both(f"there is no party called {party}", f"没有名为{party}的一方"), suggestion(party, OWNERS))  # fmt: skip
        total = math.fsum(deal.ownership.values())
        if deal.ownership and abs(total - 1.0) > SUM_TOLERANCE:
            yield fault(
                "ownership",
                Both(f"shares sum to {total:.6g}, not 1", f"各项份额合计为{total:.6g}，应为1"),
                Both("give all of them, or leave the cell blank", "请写全，或留空"),
            )
        for code in deal.supplier:
            if code != NOBODY and code not in codes:
                yield fault(
                    "supplier",
                    Both(f"{code} is not in this study", f"本研究不含{code}"),
                    nearest(code, sorted(codes))
                    or Both(f"write {NOBODY}, or leave it blank", f"请写 {NOBODY}，或留空"),
                )
        for code in deal.security:
            if code not in study.offers.security:
                yield fault(
                    "security",
                    Both(f"there is no condition of security called {code}", f"没有名为{code}的安全条件"),
                    suggestion(code, list(study.offers.security)),
                )
        yield from _sources(deal, study, fault)


def _overlap(deal: DealRow, rows: dict[str, DealRow], fault: Any) -> Iterator[Problem]:
    """A row that another row holds: the other is there, was announced no later, and only one of the two counts."""
    other = rows.get(deal.related_to or "")
    if other is None or other is deal:
        yield fault(
            "related_to",
            Both(f"there is no other row {deal.related_to}", f"没有另一行 {deal.related_to}"),
            Both("name the row that holds the same capacity or money", "请写含有同一容量或金额的那一行"),
        )
        return
    if other.announced > deal.announced:
        yield fault(
            "related_to",
            Both(f"{other.deal_id} was announced later", f"{other.deal_id} 宣布得更晚"),
            Both("put the relation on the later row", "请把这层关系写在较晚的一行"),
        )
    over = (
        other.setback_on is not None and other.setback_on <= deal.announced
    )  # it counts as set back, and no more
    if deal.counts and other.counts and not over:
        yield fault(
            "counts",
            Both(
                f"{deal.deal_id} and {other.deal_id} overlap, and both count",
                f"{deal.deal_id} 与 {other.deal_id} 重叠，却都计入",
            ),
            Both("set counts to 0 in one of the two", "请将其中一行的 counts 设为0"),
        )


def _sources(deal: DealRow, study: Study, fault: Any) -> Iterator[Problem]:
    """Sources and readings of figures that the row does not have, and sources without a card."""
    for column, names in (("figure_sources", tuple(deal.figure_sources)), ("judged", deal.judged)):
        for figure in names:
            if figure not in FIGURES:
                yield fault(column, Both(f"there is no figure called {figure}", f"没有名为{figure}的数值项"), suggestion(figure, FIGURES))  # fmt: skip
            elif getattr(deal, figure) in (None, (), {}):
                yield fault(
                    column,
                    Both(f"{figure} is blank in this row", f"本行的 {figure} 为空"),
                    Both(f"fill in {figure}, or drop it here", f"请填写 {figure}，或在此删去"),
                )
    for source in deal.cited[len(deal.source_id) :]:
        if source not in study.sources:
            near = nearest(source, list(study.sources))
            yield fault(
                "figure_sources",
                Both(f"there is no source called {source}", f"没有编号为 {source} 的来源"),
                near
                or Both(
                    f"add a card to {study.meta.files.sources}", f"请在 {study.meta.files.sources} 中登记"
                ),
            )
