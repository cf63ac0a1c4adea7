"""What a run is asked for, checked once, and the name it gets from that."""

from __future__ import annotations

import hashlib
import json
import operator
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal, SupportsIndex

from fourfutures.analysis.code import code_version
from fourfutures.analysis.errors import AnalysisError
from fourfutures.assimilation import Item, in_force, plain_item
from fourfutures.errors import Both, listed
from fourfutures.study import LARGEST_SEED, LEAST_MEMBERS, MOST_MEMBERS, LeverSetting, Offer, Study

Start = Literal["vintage", "best_estimate"]
FIRST_AS_OF = date(2025, 12, 4)  # the day the frame was published; earlier dates move the origin
MOST_POOL = 500_000  # unless more members are asked for
POOL_FACTOR = 25  # the pool is this many times the members kept


@dataclass(frozen=True)
class Request:
    """One run of a study. Build it with `Request.of`, which checks it."""

    study: Study  # as shipped, before lens and start
    members: int
    seed: int
    as_of: date
    assimilate: bool
    levers: tuple[LeverSetting, ...]
    lens: str
    reading: str
    dials: dict[str, float]  # overrides only
    start: Start
    evidence: bool
    items: tuple[Item, ...] = ()  # of analyst evidence, whether they count on the date or not
    guide: bool = False  # move a second pool towards the data even where enough members fit
    without: str | None = None  # a source, as if it had never been there
    deals: tuple[Offer, ...] = ()  # imposed, each with its country and month
    notes: tuple[dict[str, str], ...] = field(default=())

    @classmethod
    def of(
        cls,
        study: Study,
        members: int | None = None,
        seed: int | None = None,
        as_of: date | None = None,
        assimilate: bool = True,
        levers: tuple[LeverSetting, ...] = (),
        lens: str = "neutral",
        reading: str = "source",
        dials: dict[str, float] | None = None,
        start: Start = "best_estimate",
        evidence: bool = True,
        items: tuple[Item, ...] = (),
        guide: bool = False,
        deals: tuple[Offer, ...] = (),
    ) -> Request:
        """A checked request. Raises AnalysisError with where, what, remedy."""
        meta = study.meta
        count = meta.members if members is None else _whole(members, "--members")
        if not LEAST_MEMBERS <= count <= MOST_MEMBERS:
            raise AnalysisError(
                where="--members",
                what=Both(
                    f"{count:,} is outside {LEAST_MEMBERS} to {MOST_MEMBERS:,}",
                    f"{count}超出{LEAST_MEMBERS}至{MOST_MEMBERS}",
                ),
                remedy=Both(
                    f"give a number of members inside; {meta.members:,} is the study's own",
                    f"请改为范围内的成员数；研究的设定为{meta.members}",
                ),
            )
        number = meta.seed if seed is None else _whole(seed, "--seed")
        if not 0 <= number <= LARGEST_SEED:
            raise AnalysisError(
                where="--seed",
                what=Both(f"{number} is outside 0 to {LARGEST_SEED}", f"{number}超出0至{LARGEST_SEED}"),
                remedy=Both("give a whole number inside", "请改为范围内的整数"),
            )
        day = meta.assembled if as_of is None else as_of
        if day < FIRST_AS_OF:
            raise AnalysisError(
                where="--as-of",
                what=Both(
                    f"{day} is before {FIRST_AS_OF}; priors and start rest on what was published by then, "
                    "so odds as of an earlier day would know what nobody knew",
                    f"{day}早于{FIRST_AS_OF}；先验和起点依据截至该日的资料，更早日期的概率会用到当时无人知晓的信息",
                ),
                remedy=Both(
                    f"choose a day from {FIRST_AS_OF}, or a hindcast, which moves the origin",
                    f"请选{FIRST_AS_OF}或以后的日期，或改用回溯预测（它会移动起点）",
                ),
            )
        if day > meta.assembled:
            raise AnalysisError(
                where="--as-of",
                what=Both(
                    f"{day} is after {meta.assembled}, when the study's data were assembled",
                    f"{day}晚于研究数据的汇编日{meta.assembled}",
                ),
                remedy=Both(
                    f"choose a day up to {meta.assembled}, or refresh the study's data",
                    f"请选不晚于{meta.assembled}的日期，或更新研究数据",
                ),
            )
        if lens not in study.lenses:
            raise AnalysisError(
                where=f"--lens {lens}",
                what=Both(f"there is no lens called {lens or 'nothing'}", f"没有名为{lens or '空白'}的视角"),
                remedy=Both(
                    f"choose one of {listed(list(study.lenses))}",
                    f"请从以下各项中选用：{listed(list(study.lenses)).zh}",
                ),
            )
        chosen = _in_order(levers)
        used, notes = start, [_late(setting, study) for setting in chosen if _is_late(setting, study)]
        if start == "best_estimate" and day < meta.start_known_on:
            used = "vintage"
            notes.append(
                {
                    "code": "start.vintage",
                    "en": f"As of {day} the best estimate of the start was not yet public; the vintage start is used.",
                    "zh": f"截至{day}，起点的最佳估计尚未公布，改用当时可知的起点（vintage）。",
                }
            )
        request = cls(
            study, count, number, day, assimilate, chosen, lens, reading, dict(dials or {}), used, evidence,
            items, guide, notes=tuple(notes),
        )  # fmt: skip
        request._refuse_twice()
        return request.with_deals(deals)

    def with_levers(self, levers: Iterable[LeverSetting]) -> Request:
        """The same request under levers. Raises AnalysisError where one is set twice from a month."""
        asked = replace(self, levers=_in_order(levers))
        asked._refuse_twice()
        return asked

    def with_deals(self, deals: Iterable[Offer]) -> Request:
        """The same request with deals imposed. Raises AnalysisError for one without a country, or signed too early.

        A deal without a month is signed in the first month after the as-of date.
        """
        first, last = self.lever_month, self.study.meta.months
        dated = []
        for offer in deals:
            name = offer.name
            if offer.country is None:
                raise AnalysisError(
                    where=Both(f"deal {name.en}", f"协议 {name.zh}"),
                    what=Both("names no country", "没有写明国家"),
                    remedy=Both("name the partner it is signed with", "请写明签约的伙伴方"),
                )
            month = first if offer.signed is None else self.study.month_number(offer.signed)
            if not first <= month <= last:
                earliest, latest = self.study.month_name(min(first, last)), self.study.month_name(last)
                raise AnalysisError(
                    where=Both(f"deal {name.en}, {offer.country}", f"协议 {name.zh}，{offer.country}"),
                    what=Both(
                        f"is signed in {self.study.month_name(month)}, outside {earliest} to {latest}",
                        f"签约月份{self.study.month_name(month)}不在{earliest}至{latest}之内",
                    ),
                    remedy=Both(
                        "a deal can be put into a month after the as-of date, up to the horizon",
                        "协议的签约月份应晚于截至日期，且不晚于末月",
                    ),
                )
            code = self.study.partner(offer.country).code
            dated.append(offer.model_copy(update={"country": code, "signed": self.study.month_name(month)}))
        return replace(self, deals=tuple(dated))

    def _refuse_twice(self) -> None:
        """One lever, one economy, one month: one value. A lever without a month counts from the run's own."""
        seen: dict[tuple[str, str | None, int], LeverSetting] = {}
        for setting in self.levers:
            start = self.first_month(setting)
            other = seen.setdefault((setting.lever, setting.entity, start), setting)
            if other is not setting:
                raise AnalysisError(
                    where=f"--lever {setting}",
                    what=Both(
                        f"{setting.lever} is set twice from {self.study.month_name(start)}, also to {other.value:g}",
                        f"{setting.lever}自{self.study.month_name(start)}起设了两次，另一次为{other.value:g}",
                    ),
                    remedy=Both("drop one, or give each another month", "请删去一项，或为各项写明不同的月份"),
                )

    def refuse_levers(self, remedy: Both) -> None:
        """Where levers are tried, none is pulled already. Raises AnalysisError where one is."""
        if self.levers:
            given = listed([str(setting) for setting in self.levers])
            raise AnalysisError(
                where="levers",
                what=Both(f"{given} are pulled already", f"{given.zh}已经拉动"),
                remedy=remedy,
            )

    def require_month_left(self) -> None:
        """Raises AnalysisError where a lever could act in no month."""
        if self.lever_month > self.study.meta.months:
            raise AnalysisError(
                where="--as-of",
                what=Both(
                    "no month is left before the horizon in which a lever could act",
                    "展望期内已没有杠杆可以起作用的月份",
                ),
                remedy=Both("choose an earlier day", "请选更早的日期"),
            )

    @property
    def pool(self) -> int:
        """Members of the pool; without data the members themselves."""
        if not self.assimilate:
            return self.members
        return min(POOL_FACTOR * self.members, max(MOST_POOL, self.members))

    @property
    def pulled(self) -> frozenset[str]:
        """Levers that act: set to something, from a month of the run."""
        return frozenset(
            setting.lever
            for setting in self.levers
            if setting.value != 0.0 and self.first_month(setting) <= self.study.meta.months
        )

    @property
    def acts(self) -> bool:
        """Whether anything differs from the world as it is: a lever pulled, a deal imposed."""
        return bool(self.pulled or self.deals)

    def first_month(self, setting: LeverSetting) -> int:
        """Month number from which a setting acts."""
        return self.lever_month if setting.start is None else self.study.month_number(setting.start)

    @property
    def shows_effects(self) -> bool:
        """Whether the run shows what single levers would change: only beside what is known, and where none is pulled."""
        return self.assimilate and not self.levers and not self.deals

    @property
    def items_in_force(self) -> tuple[Item, ...]:
        """Evidence that counts: accepted by the date and not expired, in order of the day it was accepted."""
        items = tuple(item for item in self.items if self.without is None or item.source_id != self.without)
        return in_force(items, self.as_of) if self.assimilate and self.evidence else ()

    @property
    def lever_month(self) -> int:
        """Month number from which an undated lever acts."""
        if not self.assimilate:
            return 1
        return max(1, self.study.month_of(self.as_of) + 1)

    def identity(self) -> dict[str, object]:
        """Everything the result depends on; not workers, not folders, not the clock."""
        deals = [offer.model_dump(exclude={"origins", "name"}) for offer in self.deals]
        return {
            **({"deals": deals} if deals else {}),
            "study": self.study.meta.id,
            "study_hash": self.study.hash,
            "code_version": code_version(),
            "members": self.members,
            "pool": self.pool,
            "seed": self.seed,
            "as_of": self.as_of.isoformat(),
            "assimilate": self.assimilate,
            "levers": [
                [s.lever, s.value, None if s.start is None else str(s.start), s.entity] for s in self.levers
            ],
            "lens": self.lens,
            "reading": self.reading,
            "dials": dict(sorted(self.dials.items())),
            "start": self.start,
            "evidence": self.evidence,
            "evidence_items": [plain_item(item) for item in self.items_in_force],
            "guide_asked": self.guide,
        }

    @property
    def run_id(self) -> str:
        """Twelve hexadecimal digits that name the result."""
        text = json.dumps(self.identity(), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def folder(self, out: Path) -> Path:
        """Where the run folder goes."""
        return out / f"{self.study.meta.id}-{self.as_of.isoformat()}-{self.run_id}"


def _in_order(levers: Iterable[LeverSetting]) -> tuple[LeverSetting, ...]:
    return tuple(sorted(levers, key=lambda s: (s.lever, s.entity or "", s.start or "")))


def _whole(value: SupportsIndex, where: str) -> int:
    """A whole number as `int`. Raises AnalysisError for text, fractions and truth values."""
    try:
        if isinstance(value, bool):
            raise TypeError
        return operator.index(value)
    except TypeError:
        raise AnalysisError(
            where=where,
            what=Both(f"{value} is not a whole number", f"{value}不是整数"),
            remedy=Both("give a whole number such as 20000", "请给出20000这样的整数"),
        ) from None


def _is_late(setting: LeverSetting, study: Study) -> bool:
    return setting.start is not None and study.month_number(setting.start) > study.meta.months


def _late(setting: LeverSetting, study: Study) -> dict[str, str]:
    end = study.month_name(study.meta.months)
    return {
        "code": "lever.late",
        "en": f"{setting} starts after the last month, {end}, and changes nothing.",
        "zh": f"{setting} 的起始月份晚于末月{end}，不起任何作用。",
    }
