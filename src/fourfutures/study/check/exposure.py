"""Exposure: every layer and number there, with unit and source or judgement; what is downloaded cannot be withheld."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from fourfutures.errors import Both, Problem, listed
from fourfutures.study.errors import nearest
from fourfutures.study.exposure import (
    COMPONENTS,
    LAYERS,
    NUMBERS,
    SUPPLIERS,
    Assumed,
    Component,
    Exposed,
)
from fourfutures.study.reading import Reading
from fourfutures.study.study import Study

Path = tuple[str | int, ...]
# Ranges that the equations need: families and bounds that can leave them are refused.
POSITIVE = ("half_recovery", "onset", "unstated_capacity", "value_share", "spend_share", "longest_notice")
SHARES = ("local_relief", "held_weights")


def exposure_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Everything in the file of exposure that does not agree with the rest of the study, or with the test itself."""
    exposure, file = study.exposure, study.meta.files.exposure
    if not exposure.there:
        return
    parts = exposure.sovereignty
    for kind, wanted, given, what in (
        ("layer", LAYERS, exposure.layer, Both("layer", "层次")),
        ("number", NUMBERS, exposure.number, Both("number", "数值")),
        ("sovereignty", COMPONENTS, parts, Both("component", "分项")),
    ):
        yield from _names(lambda *path, kind=kind: reading.place(file, (kind, *path)), wanted, given, what)
    for path, entry in entries(study):
        if isinstance(entry, (Assumed, Exposed)) and entry.unit not in study.units:
            near = nearest(entry.unit, list(study.units))
            yield Problem(
                reading.place(file, (*path, "unit")),
                Both(f"the unit {entry.unit} is not on the unit list", f"单位 {entry.unit} 不在单位表中"),
                Both(
                    f"{near} A new unit goes into {study.meta.files.units} with its names",
                    f"{near.zh}新单位须连同中英文名称写入 {study.meta.files.units}",
                ),
            )
        yield from _sources(reading.place(file, (*path, "source")), entry, study)
        if isinstance(entry, Assumed):
            yield from _bounds(reading.place(file, (*path, "prior")), str(path[-1]), entry)
    if "weights" in exposure.layer:
        for supplier in SUPPLIERS:
            found = getattr(exposure.layer["weights"].exposure, supplier)
            if found.own > 0.0:
                yield Problem(
                    reading.place(file, ("layer", "weights", "exposure", supplier, "own")),
                    Both(
                        "own and open use runs on downloaded weights, which cannot be withheld",
                        "自建和开放使用依靠已下载的权重，不可收回",
                    ),
                    Both("write 0; updates are a layer of their own", "请写0；更新另为一层"),
                )
    if parts and sum(entry.weight for entry in parts.values()) <= 0.0:
        yield Problem(
            reading.place(file, ("sovereignty",)),
            Both("all weights of the score are 0", "评分各项权重均为0"),
            Both("give at least one component a weight above 0", "请至少给一项大于0的权重"),
        )


def entries(study: Study) -> Iterator[tuple[Path, Assumed | Exposed | Component]]:
    """Every number of the file, with its path in it."""
    for name, layer in study.exposure.layer.items():
        for supplier in SUPPLIERS:
            yield ("layer", name, "exposure", supplier), getattr(layer.exposure, supplier)
        yield ("layer", name, "half_recovery"), layer.half_recovery
        if layer.onset is not None:
            yield ("layer", name, "onset"), layer.onset
    for number, entry in study.exposure.number.items():
        yield ("number", number), entry
    for part, component in study.exposure.sovereignty.items():
        yield ("sovereignty", part), component


def _names(
    place: Callable[..., str], wanted: Collection[str], given: Collection[str], what: Both
) -> Iterator[Problem]:
    """Entries that are missing, and such as the test does not know."""
    absent = [name for name in wanted if name not in given]
    if absent:
        yield Problem(
            place(),
            Both(f"{what} {listed(absent)} is missing", f"缺少{what.zh}：{listed(absent).zh}"),
            Both("add it with its unit and its grounds", "请补上，并写明单位和依据"),
        )
    for name in (name for name in given if name not in wanted):
        yield Problem(
            place(name),
            Both(f"the test has no {what} called {name}", f"测试没有名为{name}的{what.zh}"),
            nearest(name, list(wanted)) or Both("take it out", "请删去"),
        )


def _sources(where: str, entry: Assumed | Exposed | Component, study: Study) -> Iterator[Problem]:
    if not entry.source and not entry.judgement:
        yield Problem(
            where,
            Both("a number has no source", "该数没有来源"),
            Both("add one, or flag it as judgement", "请补充来源，或标为研判"),
        )
    for source in entry.source:
        if source not in study.sources:
            near = nearest(source, list(study.sources))
            yield Problem(
                where,
                Both(f"there is no source called {source}", f"没有编号为 {source} 的来源"),
                Both(
                    f"{near} A new source needs a card in {study.meta.files.sources}",
                    f"{near.zh}新来源须在 {study.meta.files.sources} 中登记",
                ),
            )


def _bounds(where: str, name: str, entry: Assumed) -> Iterator[Problem]:
    """A number that must be above 0, or a share, and whose distribution can leave that."""
    prior = entry.prior
    fixed = prior.value if prior.family == "fixed" else None
    if name in POSITIVE:
        safe = prior.family == "lognormal" or (fixed is not None and fixed > 0.0)
        safe = safe or (prior.low is not None and prior.low > 0.0)
        wanted = Both("above 0", "恒大于0")
    elif name in SHARES:
        safe = prior.family == "logit_normal" or (fixed is not None and 0.0 <= fixed <= 1.0)
        safe = safe or (
            prior.low is not None and prior.high is not None and prior.low >= 0.0 and prior.high <= 1.0
        )
        wanted = Both("from 0 to 1", "介于0与1之间")
    else:
        return
    if not safe:
        yield Problem(
            where,
            Both(f"{name} is not always {wanted}", f"{name} 未必{wanted.zh}"),
            Both(
                "use a lognormal, a logit-normal, a fixed value or bounds that keep it there",
                "请改用对数正态、logit 正态、固定值，或加上界限",
            ),
        )
