"""The run's own settings in words and numbers: levers, deals, definitions in use, the lens's note."""

from __future__ import annotations

from typing import Any

from fourfutures.analysis.request import Request
from fourfutures.analysis.weighing import World
from fourfutures.study import LeverSetting, Study


def setting_names(request: Request, study: Study) -> list[tuple[str, str, LeverSetting]]:
    """Name, first month and setting: NAME or NAME.ISO3, with the month where one is set twice."""
    plain = [f"{s.lever}.{s.entity}" if s.entity else s.lever for s in request.levers]
    starts = [
        s.start or study.month_name(min(request.lever_month, study.meta.months + 1)) for s in request.levers
    ]
    return [
        (f"{name}@{start}" if plain.count(name) > 1 else name, start, setting)
        for name, start, setting in zip(plain, starts, request.levers, strict=True)
    ]


def direction(study: Study, lever: str, value: float) -> dict[str, str]:
    """What a pull in this direction means, in both languages."""
    ends = study.levers[lever].direction
    return (ends.low if value < 0.0 else ends.high).model_dump()


def settings_block(request: Request, world: World) -> dict[str, Any]:
    """Settings of the run for pages to quote: levers in words, dials of every reading and those set by hand, the lens."""
    study = world.study
    names = {entity.code: {"en": entity.name_en, "zh": entity.name_zh} for entity in study.entities}
    named = setting_names(request, study)
    return {
        "levers": {name: s.value for name, _, s in named},
        "lever_names": {name: study.levers[s.lever].name.model_dump() for name, _, s in named},
        "lever_starts": {name: start for name, start, _ in named},
        "lever_directions": {
            name: direction(study, s.lever, s.value) for name, _, s in named if s.value != 0.0
        },
        "lever_economies": {name: names[s.entity] for name, _, s in named if s.entity},
        "deals": [
            {
                "id": offer.id,
                "name": offer.name.model_dump(),
                "country": offer.country,
                "country_name": names[str(offer.country)],
                "signed": offer.signed,
                "stack": offer.stack,
                "capacity_mw": offer.capacity_mw,
            }
            for offer in request.deals
        ],
        "definitions": {name: dials._asdict() for name, dials in world.dials.items()},
        "dials_by_hand": [
            {"dial": name, "name": study.frame.dials[name].name.model_dump(), "value": value}
            for name, value in sorted(request.dials.items())
        ],
        "lens_note": study.lenses[request.lens].note.model_dump(),
    }
