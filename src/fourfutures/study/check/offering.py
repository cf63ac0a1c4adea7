"""Offers: terms declared as they are used, templates complete and coherent, each value with its source or flag."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Sequence

from fourfutures.errors import Both, Problem, listed
from fourfutures.study.coherence import discords, value_fault
from fourfutures.study.errors import nearest, suggestion
from fourfutures.study.offer import TERMS, Custody, Template, as_offer, plain_id
from fourfutures.study.reading import Reading
from fourfutures.study.study import Study

CHOICES = {"key_custody": typing.get_args(Custody)}
Path = tuple[str | int, ...]


def offer_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Everything in the file of offers that does not agree with itself or with the study."""
    offers = study.offers
    if not (offers.term or offers.template or offers.ledger):
        return
    yield from _terms(study, reading)
    taken: dict[str, str] = {}
    for name, template in offers.template.items():
        for own in (name, *template.aliases):
            if taken.setdefault(plain_id(own), name) != name:
                yield Problem(
                    _place(study, reading, ("template", name, "aliases")),
                    Both(
                        f"{own} is also a name of {taken[plain_id(own)]}",
                        f"{own} 也是 {taken[plain_id(own)]} 的名称",
                    ),
                    Both("keep it in one of the two", "请只留一处"),
                )
        yield from _template(template, study, reading)
    for name, condition in offers.security.items():
        for term, value in condition.sets.items():
            yield from _value(study, reading, ("security", name, "sets", term), term, value)
    for side, terms in offers.negotiable.items():
        for name, open_term in terms.items():
            at: Path = ("negotiable", side, name)
            for value in open_term.values:
                yield from _value(study, reading, at, name, value)
            yield from _sources(study, reading, at, open_term.source, open_term.judgement)
    for name, entry in offers.ledger.items():
        yield from _unit(study, reading, ("ledger", name, "unit"), entry.unit)
        yield from _sources(study, reading, ("ledger", name), entry.source, entry.judgement)


def _terms(study: Study, reading: Reading) -> Iterator[Problem]:
    """Terms that offers do not have, that are not declared, or that say too little of themselves."""
    declared = study.offers.term
    for name in TERMS:
        if name not in declared:
            yield Problem(
                _place(study, reading, ("term",)),
                Both(f"the term {name} is not declared", f"没有声明条款 {name}"),
                Both(f"add [term.{name}]", f"请补上 [term.{name}]"),
            )
    for name, term in declared.items():
        at: Path = ("term", name)
        if name not in TERMS:
            yield Problem(
                _place(study, reading, at),
                Both(f"an offer has no term {name}", f"合作方案没有 {name} 这一条款"),
                nearest(name, TERMS) or Both("drop it", "请删去"),
            )
        yield from _unit(study, reading, (*at, "unit"), term.unit)
        if term.kind == "number" and (term.range is None or not term.range[0] < term.range[1]):
            yield Problem(
                _place(study, reading, (*at, "range")),
                Both("a number needs a range, its lower end first", "数值条款须有 range，较小的一端在前"),
                Both("write range = [low, high]", "请写 range = [下限, 上限]"),
            )
        choices = CHOICES.get(name, term.choices)
        if term.kind == "choice" and (not choices or set(term.choices) != set(choices)):
            yield Problem(
                _place(study, reading, (*at, "choices")),
                Both("the choices are not those of this term", "可选项与该条款不符"),
                Both(f"write {listed(choices) or 'choices'}", f"请写{listed(choices).zh or 'choices'}"),
            )
        priors = [*study.uncertainties, *study.offers.ledger]
        if term.drawn is not None and term.drawn not in priors:
            yield Problem(
                _place(study, reading, (*at, "drawn")),
                Both(f"there is no uncertainty called {term.drawn}", f"没有名为{term.drawn}的不确定因素"),
                nearest(term.drawn, priors) or Both("correct it", "请更正"),
            )


def _template(template: Template, study: Study, reading: Reading) -> Iterator[Problem]:
    at: Path = ("template", template.id, "terms")
    faults = []
    for name, given in template.terms.items():
        faults += list(_value(study, reading, (*at, name), name, given.value))
        yield from _sources(study, reading, (*at, name), given.source, given.judgement)
    yield from faults
    if not faults and set(TERMS) <= set(study.offers.term):
        for discord in discords(as_offer(template)):
            yield Problem(_place(study, reading, (*at, discord.term)), discord.what, discord.remedy)


def _value(study: Study, reading: Reading, at: Path, name: str, value: object) -> Iterator[Problem]:
    """A value of a term that there is, of the right kind and within its bounds."""
    term = study.offers.term.get(name)
    if name not in TERMS or term is None:
        yield Problem(
            _place(study, reading, at),
            Both(f"there is no term called {name}", f"没有名为{name}的条款"),
            suggestion(name, TERMS),
        )
        return
    fault = value_fault(term, value)
    if fault is not None:
        yield Problem(_place(study, reading, at), fault.what, fault.remedy)


def _unit(study: Study, reading: Reading, at: Path, unit: str) -> Iterator[Problem]:
    if unit not in study.units:
        yield Problem(
            _place(study, reading, at),
            Both(f"the unit {unit} is not on the unit list", f"单位 {unit} 不在单位表中"),
            nearest(unit, list(study.units))
            or Both(
                f"add it to {study.meta.files.units} with its names",
                f"请连同中英文名称写入 {study.meta.files.units}",
            ),
        )


def _sources(
    study: Study, reading: Reading, at: Path, sources: Sequence[str], judgement: bool
) -> Iterator[Problem]:
    if not sources and not judgement:
        yield Problem(
            _place(study, reading, at),
            Both("a number has no source", "该数没有来源"),
            Both("add one, or flag it as judgement", "请补充来源，或标为研判"),
        )
    for source in sources:
        if source not in study.sources:
            near = nearest(source, list(study.sources))
            yield Problem(
                _place(study, reading, at),
                Both(f"there is no source called {source}", f"没有编号为 {source} 的来源"),
                Both(
                    f"{near} A new source needs a card in {study.meta.files.sources}",
                    f"{near.zh}新来源须在 {study.meta.files.sources} 中登记",
                ),
            )


def _place(study: Study, reading: Reading, path: Path) -> str:
    return reading.place(study.meta.files.offers, path)
