"""Groups and covariates: codes that are known, partitions that hold every economy once, facts with a column and a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator

from fourfutures.errors import Both, Problem
from fourfutures.study.errors import nearest, suggestion
from fourfutures.study.reading import Reading
from fourfutures.study.study import Study


def group_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Groups of unknown codes or regions, without a rule or a source; partitions that miss or repeat an economy."""
    file, partners = study.meta.files.groups, study.partners
    codes = [row.iso3 for row in study.world] or [entity.code for entity in study.entities]
    regions = list(dict.fromkeys(entity.region for entity in study.entities))
    for name, group in study.groups.group.items():
        place = ("group", name)
        if bool(group.members) == bool(group.regions):
            yield Problem(
                reading.place(file, place),
                Both("gives members and regions, or neither", "members 与 regions 须二者取一"),
                Both("give one of the two", "请只写其中一项"),
            )
        if group.members and not group.source:
            yield Problem(
                reading.place(file, place),
                Both("the list has no source", "名单没有来源"),
                Both("say who publishes it", "请写明由谁发布"),
            )
        for kind, known, given in (
            ("members", codes, group.members),
            ("without", codes, group.without),
            ("regions", regions, group.regions),
        ):
            for code in given:
                if code not in known:
                    yield _unknown(reading.place(file, (*place, kind)), code, known)
        if not study.members_of(group).entities:
            yield Problem(
                reading.place(file, place),
                Both("holds no partner economy of this study", "不含本研究的任何伙伴经济体"),
                Both("correct its lists, or take it out", "请更正名单，或删去该分组"),
            )
    for name, partition in study.groups.partition.items():
        where = reading.place(file, ("partition", name))
        unknown = [group for group in partition.groups if group not in study.groups.group]
        if unknown:
            yield Problem(
                where,
                Both(f"there is no group {unknown[0]}", f"没有名为{unknown[0]}的分组"),
                suggestion(unknown[0], list(study.groups.group)),
            )
            continue
        counts = Counter(
            code
            for group in partition.groups
            for code in study.members_of(study.groups.group[group]).entities
        )
        for entity in partners:
            if counts[entity.code] != 1:
                yield Problem(
                    where,
                    Both(
                        f"{entity.code} stands in {counts[entity.code]} of its groups, not in one",
                        f"{entity.code}出现在{counts[entity.code]}个分组中，应为一个",
                    ),
                    Both("correct the lists of its groups", "请更正各分组的名单"),
                )


def covariate_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Facts about an unknown economy or column, of a wrong kind, without a card; economies of the world left nowhere."""
    files = study.meta.files
    codes, columns = [entity.code for entity in study.entities], list(study.covariates)
    for name, covariate in study.covariates.items():
        for source in covariate.source:
            if source not in study.sources:
                yield _no_card(reading.place(files.covariates, (name, "source")), source, study)
    for row in study.covariate_values:
        column = study.covariates.get(row.covariate)
        for value, known in ((row.entity, codes), (row.covariate, columns)):
            if value not in known:
                yield _unknown(reading.row_place(files.covariate_values, row.row_id), value, known)
        if column is not None and not _fits(row.value, column.kind, column.classes):
            yield Problem(
                reading.row_place(files.covariate_values, row.row_id),
                Both(
                    f"{row.value:g} is not a {column.kind} of this column",
                    f"{row.value:g}不符合该列的类型 {column.kind}",
                ),
                Both("correct it, or name the class", "请更正，或补上该类的名称"),
            )
        for source in row.source_id:
            if source not in study.sources:
                yield _no_card(reading.row_place(files.covariate_values, row.row_id), source, study)
    for place in study.world:
        if place.entity not in codes:
            yield _unknown(reading.row_place(files.world, place.iso3), place.entity, codes)


def _unknown(where: str, value: str, known: list[str]) -> Problem:
    return Problem(
        where, Both(f"there is no {value} in this study", f"本研究不含{value}"), suggestion(value, known)
    )


def _fits(value: float, kind: str, classes: Container[str]) -> bool:
    if kind == "flag":
        return value in (0.0, 1.0)
    return kind != "class" or f"{value:g}" in classes


def _no_card(where: str, source: str, study: Study) -> Problem:
    near = nearest(source, list(study.sources))
    return Problem(
        where,
        Both(f"there is no source called {source}", f"没有编号为 {source} 的来源"),
        Both(
            f"{near} A new source needs a card in {study.meta.files.sources}",
            f"{near.zh}新来源须在 {study.meta.files.sources} 中登记",
        ),
    )
