"""Uncertainties and levers: pairs drawn together, areas, strengths, channels."""

from __future__ import annotations

from collections.abc import Iterator

from fourfutures.errors import Both, Problem, listed
from fourfutures.study.channels import CHANNELS, COUNTRY_CHANNELS
from fourfutures.study.errors import nearest, suggestion
from fourfutures.study.evidence import PATH_VARIABLES
from fourfutures.study.reading import Reading
from fourfutures.study.study import Study


def area_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Areas that are not declared."""
    files, areas = study.meta.files, study.drivers.areas
    for name, area in areas.items():
        if area.driver not in ("compute", "adoption"):
            yield Problem(
                reading.place(files.drivers, ("areas", name, "driver")),
                Both(f"there is no driver called {area.driver}", f"没有名为{area.driver}的驱动因素"),
                Both("use compute or adoption", "请用 compute 或 adoption"),
            )
    seen = set()
    for entry in study.uncertainties.values():
        if entry.area not in areas and entry.table not in seen:
            seen.add(entry.table)
            yield Problem(
                reading.place(files.uncertainties, (entry.table, "area")),
                Both(f"there is no area called {entry.area}", f"没有名为{entry.area}的监测领域"),
                suggestion(entry.area, list(areas)),
            )
    numbers = {area.number for area in areas.values()}
    for name, indicator in study.indicators.items():
        if indicator.area not in numbers:
            yield Problem(
                reading.place(files.indicators, (name, "area")),
                Both(f"there is no area {indicator.area}", f"没有编号为{indicator.area}的监测领域"),
                Both(
                    f"use one of {listed(sorted(numbers))}",
                    f"请从以下编号中选用：{listed(sorted(numbers)).zh}",
                ),
            )
    for name, about in study.evidence.items():
        where = reading.place(files.evidence, (name,))
        if about.area not in numbers:
            yield Problem(
                where,
                Both(f"there is no area {about.area}", f"没有编号为{about.area}的监测领域"),
                Both(
                    f"use one of {listed(sorted(numbers))}",
                    f"请从以下编号中选用：{listed(sorted(numbers)).zh}",
                ),
            )
        for variable in (about.variable, *about.actors.values()):
            if variable is not None and variable not in PATH_VARIABLES:
                yield Problem(
                    where,
                    Both(f"a path has no variable {variable}", f"路径中没有名为{variable}的变量"),
                    suggestion(variable, list(PATH_VARIABLES)),
                )


def correlation_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Pairs that name unknown, fixed or already paired quantities."""
    used: dict[str, int] = {}
    for number, pair in enumerate(study.correlations):
        where = reading.place(study.meta.files.uncertainties, ("correlation", number))
        for name in (pair.a, pair.b):
            if name not in study.uncertainties:
                yield Problem(
                    where,
                    Both(f"there is no uncertainty called {name}", f"没有名为{name}的不确定因素"),
                    nearest(name, list(study.uncertainties)) or Both("correct it", "请更正"),
                )
            elif study.uncertainties[name].prior.family == "fixed":
                yield Problem(
                    where,
                    Both(
                        f"{name} is fixed, so nothing can move with it",
                        f"{name} 是固定值，没有可与之联动的量",
                    ),
                    Both("drop the pair or give it a spread", "请删去这一对，或给它离散度"),
                )
            elif study.uncertainties[name].per is not None:
                yield Problem(
                    where,
                    Both(f"{name} is drawn by partner", f"{name} 按伙伴经济体分别抽取"),
                    Both("correlate quantities that are drawn once a member", "只能关联每个成员抽取一次的量"),
                )
            if name in used:
                yield Problem(
                    where,
                    Both(
                        f"{name} already stands in correlation {used[name] + 1}",
                        f"{name} 已在第{used[name] + 1}组关联中",
                    ),
                    Both("keep each quantity in one pair at most", "每个量至多出现在一组关联中"),
                )
            used[name] = number


def lever_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Levers without a strength, or on channels they cannot reach."""
    file = study.meta.files.levers
    for name, lever in study.levers.items():
        low, high = lever.range
        if not low <= 0.0 <= high:
            yield Problem(
                reading.place(file, (name, "range")),
                Both(
                    f"the range {low:g} to {high:g} leaves out 0, which is policy as announced",
                    f"范围{low:g}至{high:g}不含0，而0表示按已公布政策",
                ),
                Both("widen the range to hold 0", "请放宽范围，使其包含0"),
            )
        if f"lever_strength_{name}" not in study.uncertainties:
            yield Problem(
                reading.place(file, (name,)),
                Both(
                    f"its strength is not declared: {study.meta.files.uncertainties} has no lever_strength_{name}",
                    f"未声明杠杆效力：{study.meta.files.uncertainties} 中没有 lever_strength_{name}",
                ),
                Both(f"add [lever_strength_{name}] with a prior", f"请补上 [lever_strength_{name}] 及其先验"),
            )
        for number, effect in enumerate(lever.effects):
            where = reading.place(file, (name, "effects", number, "channel"))
            if effect.channel not in CHANNELS:
                yield Problem(
                    where,
                    Both(
                        f"there is no channel called {effect.channel}", f"没有名为{effect.channel}的作用渠道"
                    ),
                    suggestion(effect.channel, list(CHANNELS)),
                )
                continue
            if effect.kind not in CHANNELS[effect.channel]:
                yield Problem(
                    reading.place(file, (name, "effects", number, "kind")),
                    Both(
                        f"{effect.channel} takes no {effect.kind}", f"{effect.channel} 不接受 {effect.kind}"
                    ),
                    Both(
                        f"use kind = {' or '.join(CHANNELS[effect.channel])}",
                        f"请用 kind = {' 或 '.join(CHANNELS[effect.channel])}",
                    ),
                )
            if lever.country and effect.channel not in COUNTRY_CHANNELS:
                yield Problem(
                    where,
                    Both(
                        f"{effect.channel} cannot differ by economy, and {name} may be set for one",
                        f"{effect.channel} 不能因经济体而异，而 {name} 可按单个经济体设定",
                    ),
                    Both(
                        f"use {', '.join(COUNTRY_CHANNELS)}, or drop country = true",
                        f"请改用 {'、'.join(COUNTRY_CHANNELS)}，或删去 country = true",
                    ),
                )
