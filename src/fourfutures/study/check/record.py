"""The record at the origin: dates, economies, shares, deals, the export regime."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fourfutures.errors import Both, Problem
from fourfutures.study.errors import nearest
from fourfutures.study.meta import MONTHS
from fourfutures.study.month import count, month_end, month_name, parse_month
from fourfutures.study.reading import Reading
from fourfutures.study.study import Study

SUM_TOLERANCE = 1e-6
BLOC_CODES = ("USA", "CHN")


def date_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Dates out of order."""
    meta, main = study.meta, "study.toml"
    if meta.horizon <= meta.origin:
        yield Problem(
            reading.place(main, ("horizon",)),
            Both(
                f"the horizon {meta.horizon} is not after the origin {meta.origin}",
                f"展望期末{meta.horizon}不晚于起点{meta.origin}",
            ),
            Both("give a later horizon", "请改为更晚的日期"),
        )
    elif meta.months != MONTHS:
        yield Problem(
            reading.place(main, ("horizon",)),
            Both(
                f"the horizon is month {meta.months} after the origin, and this version runs to month {MONTHS}",
                f"展望期末为起点后第{meta.months}个月，本版本只支持第{MONTHS}个月",
            ),
            Both(
                f"write {month_end(count(meta.origin) + MONTHS)}",
                f"请写{month_end(count(meta.origin) + MONTHS)}",
            ),
        )
    for key in ("origin", "horizon"):
        day = getattr(meta, key)
        if day != month_end(count(day)):
            yield Problem(
                reading.place(main, (key,)),
                Both(f"{day} is not the last day of its month", f"{day}不是当月最后一天"),
                Both(f"write {month_end(count(day))}", f"请写{month_end(count(day))}"),
            )
    if meta.assembled < meta.origin:
        yield Problem(
            reading.place(main, ("assembled",)),
            Both(
                f"the data were assembled on {meta.assembled}, before the origin {meta.origin}",
                f"数据汇编日{meta.assembled}早于起点{meta.origin}",
            ),
            Both("correct one of the two dates", "请更正其中一个日期"),
        )


def economy_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Blocs, shares and deals that do not fit the list of economies."""
    files = study.meta.files
    blocs = [entity.code for entity in study.entities if entity.kind == "bloc"]
    if sorted(blocs) != sorted(BLOC_CODES):
        yield Problem(
            reading.place(files.entities),
            Both(
                f"the blocs are {', '.join(blocs) or 'none'}", f"标为 bloc 的有：{'、'.join(blocs) or '无'}"
            ),
            Both(
                "mark USA and CHN, and no other economy, with kind bloc",
                "请把 USA 和 CHN 的 kind 标为 bloc，其他经济体都不标",
            ),
        )
    partners = [entity.code for entity in study.partners]
    rows = [row.entity for row in study.shares]
    for code in partners:
        if code not in rows:
            yield Problem(
                reading.place(files.shares),
                Both(f"{code} has no shares at the origin", f"缺少{code}的起点份额"),
                Both("add its row, or the rule that fills it", "请补上该行，或补上填补它的规则"),
            )
    for row in study.shares:
        where = reading.row_place(files.shares, row.entity)
        if row.entity not in partners:
            yield Problem(
                where,
                Both(f"{row.entity} is not a partner of this study", f"{row.entity}不是本研究的伙伴经济体"),
                nearest(row.entity, partners) or Both("drop it", "请删去此行"),
            )
        total = row.share_us + row.share_cn + row.share_own
        if abs(total - 1.0) > SUM_TOLERANCE:
            yield Problem(
                where,
                Both(f"shares sum to {total:.6g}, not 1", f"各项份额合计为{total:.6g}，应为1"),
                Both("correct one of them", "请更正"),
            )
    codes = [entity.code for entity in study.entities]
    for deal in study.deals:
        near = nearest(deal.country, codes)
        if deal.country not in codes and deal.counts:
            yield Problem(
                reading.row_place(files.deals, deal.deal_id),
                Both(f"{deal.country} is not in this study", f"本研究不含{deal.country}"),
                Both(
                    f"{near} Set counts to 0 for a deal outside it",
                    f"{near.zh}协议不在本研究之内的，请将 counts 设为0",
                ),
            )


def regime_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Months of the export regime that do not follow one another."""
    file = study.meta.files.regime_history
    events = {event.event_id for event in study.events}
    months = [parse_month(row.month, row.month) for row in study.regime_history]
    for row, (before, month) in zip(study.regime_history[1:], pairwise(months), strict=True):
        if month != before + 1:
            yield Problem(
                reading.row_place(file, row.month),
                Both(
                    f"follows {month_name(before)}, so the months are not one after the other",
                    f"排在{month_name(before)}之后，月份不连续",
                ),
                Both(
                    f"add or move a row: {month_name(before + 1)} comes next",
                    f"请增补或移动行：下一个应为{month_name(before + 1)}",
                ),
            )
    for row in study.regime_history:
        for event in row.event_ids:
            if event not in events:
                yield Problem(
                    reading.row_place(file, row.month),
                    Both(f"there is no event {event}", f"没有编号为 {event} 的事件"),
                    Both(
                        f"correct it, or add it to {study.meta.files.events}",
                        f"请更正，或将其补入 {study.meta.files.events}",
                    ),
                )
