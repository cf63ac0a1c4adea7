"""Definitions: dials, readings, futures and lenses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from fourfutures.errors import Both, Problem, listed
from fourfutures.study.errors import nearest, suggestion
from fourfutures.study.frame import DIALS, READINGS, Future
from fourfutures.study.lens import PARTIES
from fourfutures.study.reading import Reading
from fourfutures.study.study import NEUTRAL, Study, override_targets

_INSIDE = Both("give a value inside", "请改为范围内的值")


def dial_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Dials and readings outside their ranges."""
    file, dials = study.meta.files.futures, study.frame.dials
    for name in DIALS:
        if name not in dials:
            yield Problem(
                reading.place(file, ("dials",)),
                Both(f"the dial {name} is missing", f"缺少口径项 {name}"),
                Both(f"add [dials.{name}]", f"请补上 [dials.{name}]"),
            )
    values: list[tuple[tuple[str | int, ...], str, float]] = []
    for name, dial in dials.items():
        if name not in DIALS:
            yield Problem(
                reading.place(file, ("dials", name)),
                Both(f"there is no dial called {name}", f"没有名为{name}的口径项"),
                suggestion(name, DIALS),
            )
        values.append((("dials", name, "default"), name, dial.default))
        values += [(("dials", name, "moves"), name, value) for value in dial.moves or ()]
    for reading_id, preset in study.frame.presets.items():
        values += [(("presets", reading_id, name), name, value) for name, value in preset.dials.items()]
    for path, name, value in values:
        if name in dials and not dials[name].range[0] <= value <= dials[name].range[1]:
            low, high = dials[name].range
            yield Problem(reading.place(file, path), _outside(value, low, high), _INSIDE)
    for name in READINGS:
        if name not in study.frame.presets:
            yield Problem(
                reading.place(file, ("presets",)),
                Both(
                    f"the reading {name} is missing, and a run gives all of {listed(READINGS)}",
                    f"缺少口径 {name}，而每次运行须给出{listed(READINGS).zh}",
                ),
                Both(f"add [presets.{name}]", f"请补上 [presets.{name}]"),
            )


def _outside(value: float, low: float, high: float) -> Both:
    return Both(f"{value:g} is outside {low:g} to {high:g}", f"{value:g}超出{low:g}至{high:g}")


def future_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Futures that overlap or leave a cell without a name."""
    file, frame = study.meta.files.futures, study.frame
    for number, name in enumerate(frame.ids):
        if name in frame.ids[:number]:
            yield Problem(
                reading.place(
                    file, ("futures", number, "id") if number < len(frame.futures) else ("contested", "id")
                ),
                Both(f"{name} appears twice", f"{name} 出现两次"),
                Both("give each future its own id", "每种未来须有自己的编号"),
            )
    for (_, one), (number, other) in combinations(enumerate(frame.futures), 2):
        if _meet(one.compute, other.compute) and _meet(one.adoption, other.adoption):
            yield Problem(
                reading.place(file, ("futures", number)),
                Both(
                    f"{other.id} and {one.id} claim the same outcomes",
                    f"{other.id} 与 {one.id} 所指的结果重叠",
                ),
                Both("let compute or adoption differ", "请让 compute 或 adoption 有所不同"),
            )
    yield from _empty_cells(frame.futures, reading, file)
    for axis in ("compute", "adoption"):
        if axis not in frame.axes:
            yield Problem(
                reading.place(file, ("axes",)),
                Both(f"the axis {axis} has no words", f"坐标轴 {axis} 没有说明文字"),
                Both(f"add [axes.{axis}]", f"请补上 [axes.{axis}]"),
            )
    if frame.corners is not None:
        for corner in type(frame.corners).model_fields:
            name = getattr(frame.corners, corner).future
            if name not in frame.ids:
                yield Problem(
                    reading.place(file, ("corners", corner)),
                    Both(f"there is no future called {name}", f"没有名为{name}的未来"),
                    suggestion(name, frame.ids),
                )
    for number, (word, after) in enumerate(pairwise(frame.words), start=1):
        if after.start <= word.start:
            yield Problem(
                reading.place(file, ("words", number)),
                Both("words for odds are out of order", "概率用语的次序不对"),
                Both("sort them by `from`", "请按 from 排序"),
            )
    if frame.words and frame.words[0].start != 0.0:
        yield Problem(
            reading.place(file, ("words", 0)),
            Both("the first words for odds do not start at 0", "第一组概率用语不是从0起"),
            Both("let them start at 0", "请让它从0起"),
        )


def vintage_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Widened priors that are not there, or have no width."""
    for number, widening in enumerate(study.meta.vintage):
        where = reading.place("study.toml", ("vintage", number, "target"))
        targets = [e for n, e in study.uncertainties.items() if widening.target in (n, e.table)]
        if not targets:
            yield Problem(
                where,
                Both(
                    f"there is no uncertainty called {widening.target}",
                    f"没有名为{widening.target}的不确定因素",
                ),
                nearest(widening.target, list(study.uncertainties))
                or Both("correct the target", "请更正 target"),
            )
        for entry in targets:
            if entry.prior.family in ("fixed", "bernoulli"):
                yield Problem(
                    where,
                    Both(f"the prior of {entry.id} has no width", f"{entry.id} 的先验没有宽度"),
                    Both("name a prior with a spread", "请另选有离散度的先验"),
                )


def _empty_cells(futures: Sequence[Future], reading: Reading, file: str) -> Iterator[Problem]:
    for compute in ("us", "cn"):
        for adoption in ("us", "cn"):
            if not any(f.compute in (None, compute) and f.adoption in (None, adoption) for f in futures):
                yield Problem(
                    reading.place(file, ("futures",)),
                    Both(
                        f"no future covers {compute} ahead in compute with {adoption} ahead in adoption",
                        f"没有一种未来对应“算力 {compute} 领先、采用 {adoption} 领先”",
                    ),
                    Both(
                        "add one, or leave an axis out of a future that should cover both sides of it",
                        "请补上一种；若某种未来不论该轴哪方领先都成立，可在其中不写该轴",
                    ),
                )


def _meet(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def lens_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Overrides, dials and weights that change nothing there is."""
    file = study.meta.files.lenses
    if study.lenses and NEUTRAL not in study.lenses:
        yield Problem(
            reading.place(file),
            Both("there is no neutral lens", "没有中性视角"),
            Both("add [neutral] without overrides", "请补上不含 overrides 的 [neutral]"),
        )
    for name, lens in study.lenses.items():
        if name == NEUTRAL and (lens.overrides or lens.dials):
            yield Problem(
                reading.place(file, (name,)),
                Both("the neutral lens changes something", "中性视角改动了内容"),
                Both("drop its overrides and dials", "请删去其 overrides 和 dials"),
            )
        for number, override in enumerate(lens.overrides):
            where = reading.place(file, (name, "overrides", number))
            targets = override_targets(override, study.uncertainties)
            if not targets:
                yield Problem(
                    where,
                    Both(
                        f"there is no uncertainty called {override.target}",
                        f"没有名为{override.target}的不确定因素",
                    ),
                    nearest(override.target, list(study.uncertainties))
                    or Both("correct the target", "请更正 target"),
                )
            for target in targets:
                try:
                    study.uncertainties[target].prior.moved(override.op, override.value)
                except ValueError:
                    yield Problem(
                        where,
                        Both(
                            f"{override.op} {override.value:g} breaks the prior of {target}",
                            f"{override.op} {override.value:g} 使 {target} 的先验失效",
                        ),
                        Both(
                            "change op or value so that the centre stays where the prior allows it",
                            "请更改 op 或 value，使中心仍在先验允许之处",
                        ),
                    )
        for dial, value in lens.dials.items():
            where = reading.place(file, (name, "dials", dial))
            if dial not in study.frame.dials:
                yield Problem(
                    where,
                    Both(f"there is no dial called {dial}", f"没有名为{dial}的口径项"),
                    suggestion(dial, list(study.frame.dials)),
                )
            elif not study.frame.dials[dial].range[0] <= value <= study.frame.dials[dial].range[1]:
                low, high = study.frame.dials[dial].range
                yield Problem(where, _outside(value, low, high), _INSIDE)
        for party, weight in lens.party_weights.items():
            where = reading.place(file, (name, "party_weights", party))
            if party not in PARTIES:
                yield Problem(
                    where,
                    Both(f"there is no party called {party}", f"没有名为{party}的当事方"),
                    suggestion(party, PARTIES),
                )
            elif weight < 0.0:
                yield Problem(
                    where,
                    Both(f"the weight {weight:g} is below 0", f"权重{weight:g}小于0"),
                    Both("give 0 or more", "请给出不小于0的值"),
                )
