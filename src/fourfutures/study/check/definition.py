"""Definitions: dials, readings, futures and lenses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from fourfutures.errors import Problem
from fourfutures.study.errors import nearest, suggestion
from fourfutures.study.frame import DIALS, Future
from fourfutures.study.lens import PARTIES
from fourfutures.study.reading import Reading
from fourfutures.study.study import NEUTRAL, Study, override_targets


def dial_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Dials and readings outside their ranges."""
    file, dials = study.meta.files.futures, study.frame.dials
    for name in DIALS:
        if name not in dials:
            yield Problem(
                reading.place(file, ("dials",)), f"the dial {name} is missing", f"add [dials.{name}]"
            )
    values: list[tuple[tuple[str | int, ...], str, float]] = []
    for name, dial in dials.items():
        if name not in DIALS:
            yield Problem(
                reading.place(file, ("dials", name)),
                f"there is no dial called {name}",
                suggestion(name, DIALS),
            )
        values.append((("dials", name, "default"), name, dial.default))
        values += [(("dials", name, "moves"), name, value) for value in dial.moves or ()]
    for reading_id, preset in study.frame.presets.items():
        values += [(("presets", reading_id, name), name, value) for name, value in preset.dials.items()]
    for path, name, value in values:
        if name in dials and not dials[name].range[0] <= value <= dials[name].range[1]:
            low, high = dials[name].range
            yield Problem(
                reading.place(file, path), f"{value:g} is outside {low:g} to {high:g}", "give a value inside"
            )
    if not study.frame.presets:
        yield Problem(reading.place(file), "there is no reading", "add one under [presets]")


def future_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Futures that overlap or leave a cell without a name."""
    file, frame = study.meta.files.futures, study.frame
    for number, name in enumerate(frame.ids):
        if name in frame.ids[:number]:
            yield Problem(
                reading.place(file, ("futures", number)),
                f"{name} appears twice",
                "give each future its own id",
            )
    for (_, one), (number, other) in combinations(enumerate(frame.futures), 2):
        if _meet(one.compute, other.compute) and _meet(one.adoption, other.adoption):
            yield Problem(
                reading.place(file, ("futures", number)),
                f"{other.id} and {one.id} claim the same outcomes",
                "let compute or adoption differ",
            )
    yield from _empty_cells(frame.futures, reading, file)
    for axis in ("compute", "adoption"):
        if axis not in frame.axes:
            yield Problem(
                reading.place(file, ("axes",)), f"the axis {axis} has no words", f"add [axes.{axis}]"
            )
    if frame.corners is not None:
        for corner in type(frame.corners).model_fields:
            name = getattr(frame.corners, corner).future
            if name not in frame.ids:
                yield Problem(
                    reading.place(file, ("corners", corner)),
                    f"there is no future called {name}",
                    suggestion(name, frame.ids),
                )
    for number, (word, after) in enumerate(pairwise(frame.words), start=1):
        if after.start <= word.start:
            yield Problem(
                reading.place(file, ("words", number)),
                "words for odds are out of order",
                "sort them by `from`",
            )
    if frame.words and frame.words[0].start != 0.0:
        yield Problem(
            reading.place(file, ("words", 0)),
            "the first words for odds do not start at 0",
            "let them start at 0",
        )


def _empty_cells(futures: Sequence[Future], reading: Reading, file: str) -> Iterator[Problem]:
    for compute in ("us", "cn"):
        for adoption in ("us", "cn"):
            if not any(f.compute in (None, compute) and f.adoption in (None, adoption) for f in futures):
                yield Problem(
                    reading.place(file, ("futures",)),
                    f"no future covers {compute} ahead in compute with {adoption} ahead in adoption",
                    "add one, or leave an axis out of a future that should cover both sides of it",
                )


def _meet(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def lens_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Overrides, dials and weights that change nothing there is."""
    file = study.meta.files.lenses
    if study.lenses and NEUTRAL not in study.lenses:
        yield Problem(reading.place(file), "there is no neutral lens", "add [neutral] without overrides")
    for name, lens in study.lenses.items():
        if name == NEUTRAL and (lens.overrides or lens.dials):
            yield Problem(
                reading.place(file, (name,)),
                "the neutral lens changes something",
                "drop its overrides and dials",
            )
        for number, override in enumerate(lens.overrides):
            where = reading.place(file, (name, "overrides", number))
            targets = override_targets(override, study.uncertainties)
            if not targets:
                yield Problem(
                    where,
                    f"there is no uncertainty called {override.target}",
                    nearest(override.target, list(study.uncertainties)) or "correct the target",
                )
            for target in targets:
                try:
                    study.uncertainties[target].prior.moved(override.op, override.value)
                except ValueError:
                    yield Problem(
                        where,
                        f"{override.op} {override.value:g} breaks the prior of {target}",
                        "change op or value so that the centre stays where the prior allows it",
                    )
        for dial, value in lens.dials.items():
            where = reading.place(file, (name, "dials", dial))
            if dial not in study.frame.dials:
                yield Problem(
                    where, f"there is no dial called {dial}", suggestion(dial, list(study.frame.dials))
                )
            elif not study.frame.dials[dial].range[0] <= value <= study.frame.dials[dial].range[1]:
                low, high = study.frame.dials[dial].range
                yield Problem(where, f"{value:g} is outside {low:g} to {high:g}", "give a value inside")
        for party, weight in lens.party_weights.items():
            where = reading.place(file, (name, "party_weights", party))
            if party not in PARTIES:
                yield Problem(where, f"there is no party called {party}", suggestion(party, PARTIES))
            elif weight < 0.0:
                yield Problem(where, f"the weight {weight:g} is below 0", "give 0 or more")
