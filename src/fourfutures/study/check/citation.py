"""Units and sources: each number has a unit from the list, and a source or a judgement flag."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fourfutures.errors import Both, Problem
from fourfutures.study.errors import nearest
from fourfutures.study.reading import Reading
from fourfutures.study.study import Study


def unit_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Units that are not on the unit list."""
    files = study.meta.files
    used: dict[tuple[str, tuple[str | int, ...]], str] = {}
    for entry in study.uncertainties.values():
        used[(files.uncertainties, (entry.table, "unit"))] = entry.unit
    for name, assumed in study.offers.ledger.items():
        used[(files.offers, ("ledger", name, "unit"))] = assumed.unit
    for name, lever in study.levers.items():
        used[(files.levers, (name, "unit"))] = lever.unit
        for number, effect in enumerate(lever.effects):
            used[(files.levers, (name, "effects", number, "unit"))] = effect.unit
    for name, dial in study.frame.dials.items():
        used[(files.futures, ("dials", name, "unit"))] = dial.unit
    for name, driver in (("compute", study.drivers.compute), ("adoption", study.drivers.adoption)):
        used[(files.drivers, (name, "unit"))] = driver.unit
    for name, indicator in study.indicators.items():
        used[(files.indicators, (name, "unit"))] = indicator.unit
    for name, covariate in study.covariates.items():
        used[(files.covariates, (name, "unit"))] = covariate.unit
    for name, measure in study.conditions.measure.items():
        used[(files.conditions, ("measure", name, "unit"))] = measure.unit
    for (file, path), unit in used.items():
        if unit not in study.units:
            near = nearest(unit, list(study.units))
            yield Problem(
                reading.place(file, path),
                Both(f"the unit {unit} is not on the unit list", f"单位 {unit} 不在单位表中"),
                Both(
                    f"{near} A new unit goes into {files.units} with its names",
                    f"{near.zh}新单位须连同中英文名称写入 {files.units}",
                ),
            )


def source_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Numbers without a source, and sources without a card."""
    files, known = study.meta.files, list(study.sources)
    cited: list[tuple[str, Sequence[str], bool]] = []
    tables = {entry.table: entry for entry in study.uncertainties.values()}
    for table, entry in tables.items():
        cited.append((reading.place(files.uncertainties, (table, "source")), entry.source, entry.judgement))
    for name, assumed in study.offers.ledger.items():
        place = reading.place(files.offers, ("ledger", name, "source"))
        cited.append((place, assumed.source, assumed.judgement))
    for number, pair in enumerate(study.correlations):
        where = reading.place(files.uncertainties, ("correlation", number))
        cited.append((where, pair.source, pair.judgement))
    for name, lever in study.levers.items():
        cited.append((reading.place(files.levers, (name, "source")), lever.source, lever.judgement))
    for name, indicator in study.indicators.items():
        cited.append((reading.place(files.indicators, (name, "source")), indicator.source, True))
    for entity in study.entities:
        cited.append((reading.row_place(files.entities, entity.code), entity.source_id, bool(entity.imputed)))
    for share in study.shares:
        cited.append((reading.row_place(files.shares, share.entity), share.source_id, share.imputed))
    for deal in study.deals:
        cited.append((reading.row_place(files.deals, deal.deal_id), deal.source_id, False))
    for event in study.events:
        cited.append((reading.row_place(files.events, event.event_id), event.source_id, False))
    for where, ids, judged in cited:
        if not ids and not judged:
            yield Problem(
                where,
                Both("a number has no source", "该数没有来源"),
                Both("add one, or flag it as judgement", "请补充来源，或标为研判"),
            )
        for source in ids:
            if source not in study.sources:
                near = nearest(source, known)
                yield Problem(
                    where,
                    Both(f"there is no source called {source}", f"没有编号为 {source} 的来源"),
                    Both(
                        f"{near} A new source needs a card in {files.sources}",
                        f"{near.zh}新来源须在 {files.sources} 中登记",
                    ),
                )
