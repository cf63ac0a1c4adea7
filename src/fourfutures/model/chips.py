"""Accelerator output of a bloc: a logic limb, a memory limb, breakthroughs."""

from __future__ import annotations

from typing import NamedTuple

from fourfutures.model.arithmetic import Number, exp, minimum, where


class Capacity(NamedTuple):
    """Output capacity relative to the origin."""

    log_logic_capacity: Number  # log index, 0 at the start
    log_memory_capacity: Number  # log index, 0 at the start
    breakthrough_backlog: Number  # log points still to be phased in


def next_capacity(
    capacity: Capacity,
    uniform: Number,
    growth_logic: Number,
    growth_memory: Number,
    breakthrough_hazard: Number,
    breakthrough_size: Number,
    breakthrough_release: float,
    logic_share: float,
    lever_growth: Number,
    lever_hazard: Number,
    dt: float,
) -> Capacity:
    """Grow both limbs; a breakthrough is phased in at `breakthrough_release` per year, half as much on logic."""
    jumps = where(uniform < 1.0 - exp(-breakthrough_hazard * exp(lever_hazard) * dt), breakthrough_size, 0.0)
    backlog = capacity.breakthrough_backlog + jumps
    released = backlog * (1.0 - exp(-breakthrough_release * dt))
    return Capacity(
        capacity.log_logic_capacity + (growth_logic + lever_growth) * dt + logic_share * released,
        capacity.log_memory_capacity + (growth_memory + lever_growth) * dt + released,
        backlog - released,
    )


def own_supply(
    capacity: Capacity, chip_output: Number, supply_shock: Number, taiwan_exposure: Number
) -> Number:
    """Accelerators a bloc can make, million H100e per year.

    A Leontief minimum: an accelerator needs logic dies and memory stacks, and analysts disagree which limb binds
    China, so either may. A cut of supply through the Taiwan Strait removes the exposed share.
    """
    limb = minimum(capacity.log_logic_capacity, capacity.log_memory_capacity)
    return chip_output * exp(limb) * (1.0 - taiwan_exposure * supply_shock)
