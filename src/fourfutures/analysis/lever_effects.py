"""What each of a few levers would change: the same members with and without it."""

from __future__ import annotations

from typing import Any

import numpy as np

from fourfutures.analysis.difference import paired_change
from fourfutures.analysis.outlook import Outlook
from fourfutures.analysis.request import Request
from fourfutures.analysis.settings_block import direction
from fourfutures.ensemble import Hands, LeverPath, replay, take_up
from fourfutures.futures import classify, indices, leaders
from fourfutures.study import LeverSetting

# One lever for each actor and driver, and the two directions of the one that both sides watch most.
SHOWN = (
    ("us_permitting", 1.0),
    ("us_diffusion", 1.0),
    ("export_control", 1.0),
    ("export_control", -1.0),
    ("cn_state_push", 1.0),
    ("cn_ai_plus", 1.0),
    ("partner_sovereign", 1.0),
)


def lever_effects(request: Request, outlook: Outlook, hands: Hands) -> list[dict[str, Any]]:
    """Paired change in the odds of the chosen reading for each shown lever, from the run's lever month on.

    Members that were held at the month before are taken up from there; others are run again from the origin.
    """
    world, held = outlook.world, outlook.record.held
    study, kept = world.study, world.recorded
    dials = world.dials[request.reading]
    months, band = study.meta.months, study.frame.band
    if request.lever_month > months:
        return []
    plain = indices(world.recorded_track, months, dials, world.homes)
    before = classify(plain, study.frame)
    found = []
    for name, value in SHOWN:
        if name not in study.levers:
            continue
        setting = LeverSetting(lever=name, value=value)
        path = LeverPath(study, (setting,), request.lever_month, world.binding.partners.codes)
        if held:
            track = take_up(world.binding, held, path, world.recorded_track, None, hands.here).ends
        else:
            track = replay(world.binding, kept.ids, path, world.gammas, hands.blocks)
        moved = indices(track, months, dials, world.homes)
        weights = np.where(track.failed > 0.0, 0.0, kept.weights)  # a member that broke down says nothing
        weights = weights / weights.sum()
        changes = paired_change(weights, before, classify(moved, study.frame), len(study.frame.ids))
        axes = {}
        for axis in ("compute", "adoption"):
            sides = paired_change(
                weights, leaders(getattr(plain, axis), band), leaders(getattr(moved, axis), band), 3
            )
            axes[f"{axis}_us"], axes[f"{axis}_cn"] = sides[0], sides[2]
        found.append(
            {
                "lever": name,
                "name": study.levers[name].name.model_dump(),
                "value": value,
                "direction": direction(study, name, value),
                "from": study.month_name(request.lever_month),
                "futures": dict(zip(study.frame.ids, changes, strict=True)),
                "axes": axes,
            }
        )
    return found
