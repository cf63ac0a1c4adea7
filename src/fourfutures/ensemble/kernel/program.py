"""Members as one program for JAX: draws, the origin, then a scan over months, on whatever processor JAX finds.

The passes are those that the compiled kernel is written from, the streams those of every other reading. Numbers of a
member have shape (members,), those of its partners (partners, members). Priors are drawn in double precision, all else
is single. This module imports JAX, so nothing may import it before members are to run on it.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from jax.scipy.special import ndtr, ndtri

from fourfutures.ensemble.kernel import lanes
from fourfutures.ensemble.kernel.arrays import evaluate
from fourfutures.ensemble.kernel.emission import Pass
from fourfutures.ensemble.kernel.layout import (
    CHANNELS,
    CONSTANTS,
    COUNTRY,
    COUNTRY_CHANNELS,
    ERRORS,
    MEMORY,
    MONTHLY,
    PARAMETERS,
    REGIONS,
    SHOCKS,
    SUMS,
    TABLE,
)
from fourfutures.ensemble.kernel.passes import passes

Array: TypeAlias = Any  # of JAX
Named: TypeAlias = dict[str, Array]
F = np.float32
YEAR = 12
KEPT = tuple(
    f"{region}.{name}"
    for region, names in (("state", REGIONS["state"]), ("country", COUNTRY), ("memory", MEMORY))
    for name in names
)  # from month to month
_ROTATIONS = ((13, 15, 26, 6), (17, 29, 16, 24))
_PARITY = np.uint32(0x1BD11BDA)
_CENTRAL = tuple(getattr(lanes, f"G{power}") for power in range(9))
_OUTER = tuple(getattr(lanes, f"T{power}") for power in range(9))


def _members(e: Named, ids: Array, moved: Array, end_months: tuple[int, ...], fans: bool) -> Named:
    """Run members `ids`; returns the arrays of `Part`, from those of an experiment by name.

    `moved` is 1 for a member that a guide moves, else 0.
    """
    values = _priors(e, ids, moved)
    fixed = {**_known(e), **_parameters(e, values)}
    start = _origin(e, fixed, ids)
    fixed |= {name: number for name, number in start.items() if name.startswith("partner.")}
    shape = {"country": (e["table"].shape[0], ids.shape[0])}
    now = {name: _wide(start[name], shape.get(name.partition(".")[0], ids.shape)) for name in KEPT}
    first = _leave(e, start, ids, fans)
    stocks = jnp.broadcast_to(_stocks(start), (YEAR, 2, ids.shape[0]))

    def month(before: tuple[Named, Array], at: Named) -> tuple[tuple[Named, Array], Named]:
        kept, year = before
        clock = dict(zip(("clock.years", "clock.dt", "clock.back"), at["clock"], strict=True))
        given = {**fixed, **kept, **clock, **_chance(e, ids, moved, at), **_levers(e, at, values)}
        given |= {"year_ago.us": year[0, 0], "year_ago.cn": year[0, 1]}
        given |= _run("month_of_blocs", given)
        given |= _run("month_of_country", given)
        given |= _run("reading", given)
        after = {name: _wide(given[name], number.shape) for name, number in kept.items()}
        return (after, jnp.concatenate([year[1:], _stocks(given)[None]])), _leave(e, given, ids, fans)

    months = {"month": jnp.arange(1, e["clocks"].shape[0], dtype=jnp.uint32), "clock": e["clocks"][1:]}
    months |= {name: e[name][1:] for name in ("pulls", "country_pulls", "nudges") if e[name].shape[0]}
    _, rest = lax.scan(month, (now, stocks), months)
    whole = {name: jnp.concatenate([first[name][None], rest[name]]) for name in first}
    ends = whole.pop("ends")[np.array(end_months, dtype=np.int64)]
    return {**whole, "ends": ends, "values": values}


members = jax.jit(_members, static_argnames=("end_months", "fans"))


def words(key: Array, member: Array, step: Array) -> tuple[Array, Array]:
    """Twenty rounds of threefry2x32 (Salmon et al. 2011): two random words a member, from keys of shape (..., 2)."""
    keys = (key[..., :1], key[..., 1:], key[..., :1] ^ key[..., 1:] ^ _PARITY)
    x, y = member + keys[0], step + keys[1]
    for group in range(5):
        for rotation in _ROTATIONS[group % 2]:
            x = x + y
            y = ((y << np.uint32(rotation)) | (y >> np.uint32(32 - rotation))) ^ x
        x, y = x + keys[(group + 1) % 3], y + keys[(group + 2) % 3] + np.uint32(group + 1)
    return x, y


def uniform(word: Array) -> Array:
    """Uniform in (0, 1): the middle of one of 2^23 equal cells, exact in single precision."""
    return (word >> np.uint32(9)).astype(F) * F(2.0**-23) + F(2.0**-24)


def normal(u: Array) -> Array:
    """Standard normal value with distribution function u, by the lanes' approximation.

    The library's own inverse error function squares before it subtracts, which costs a tail three digits.
    """
    x = F(2.0) * u - F(1.0)
    w = -jnp.log((F(1.0) - x) * (F(1.0) + x))
    central, outer = w - F(2.5), jnp.sqrt(jnp.maximum(w, F(0.0))) - F(3.0)
    slope = jnp.where(w < F(5.0), _polynomial(_CENTRAL, central), _polynomial(_OUTER, outer))
    return F(np.sqrt(2.0)) * x * slope


def _polynomial(coefficients: tuple[F, ...], x: Array) -> Array:
    return functools.reduce(lambda total, coefficient: total * x + coefficient, coefficients, F(0.0))


@functools.cache
def _passes() -> Mapping[str, Pass]:
    return {plan.name: plan for plan in passes()[0]}


def _run(name: str, given: Named) -> Named:
    return evaluate(_passes()[name], given, jnp, F)


def _priors(e: Named, ids: Array, moved: Array) -> Array:
    """Every prior of each member, (priors, members), in double precision."""
    u = uniform(words(e["prior_keys"], ids, np.uint32(0))[0]).astype(np.float64)
    shift = e["prior_shifts"][:, None] * moved if e["prior_shifts"].shape[0] else None
    kind = e["prior_kind"][:, None]
    centre, spread, bottom, top, mate, rho = (column[:, None] for column in e["prior_numbers"].T)
    z = ndtri(u)
    if shift is not None:
        z = z + shift
        u = jnp.where(shift != 0.0, ndtr(z), u)
    score = jnp.where((bottom > 0.0) | (top < 1.0), ndtri(bottom + (top - bottom) * u), z)
    mates = z[jnp.maximum(mate[:, 0], 0.0).astype(np.int64)]
    score = jnp.where(mate >= 0.0, rho * mates + jnp.sqrt(1.0 - rho * rho) * z, score)
    value = centre + spread * score
    return jnp.select(
        [kind == 1, kind == 2, kind == 3],
        [jnp.exp(value), 1.0 / (1.0 + jnp.exp(-value)), (u > 1.0 - centre).astype(np.float64)],
        value,
    )


def _parameters(e: Named, values: Array) -> Named:
    source, number = e["field_prior"], e["field_numbers"][:, None]
    drawn = jnp.where(source[:, None] < 0, number, number * values[jnp.maximum(source, 0)]).astype(F)
    return {f"parameters.{name}": drawn[k] for k, name in enumerate(PARAMETERS)}


def _known(e: Named) -> Named:
    """What all members share: constants, people, the partners' table."""
    return {
        **{f"constant.{name}": e["constants"][k] for k, name in enumerate(CONSTANTS)},
        **{f"table.{name}": e["table"][:, k, None] for k, name in enumerate(TABLE)},
        "people_north": e["groups"][0],
        "people_south": e["groups"][1],
    }


def _origin(e: Named, fixed: Named, ids: Array) -> Named:
    """Both blocs, every partner and the sums over partners at the origin."""
    given = {**fixed, **{f"{region}.{name}": F(0.0) for region, names in (("sums", SUMS), ("memory", MEMORY)) for name in names}}  # fmt: skip
    given |= _run("start", given)
    given |= _building(e, given, ids)
    draws = normal(uniform(words(e["error_keys"], ids, np.uint32(0))[0]))
    for k, name in enumerate(ERRORS):
        given[f"errors.{name}"] = e["error_numbers"][k, 0] + e["error_numbers"][k, 1] * draws[k]
    given |= _run("partner_at_origin", given)
    given |= _run("reading", given)
    return given | {f"memory.origin_{name}": given[f"memory.{name}"] for name in ("use_us", "use_cn")}


def _building(e: Named, fixed: Named, ids: Array) -> Named:
    """What deals of before the origin have under construction, added up in the order of the study."""
    deals = {"gigawatt": e["deal_numbers"][:, :1], "age": e["deal_numbers"][:, 1:]}
    stages = _run("deal_under_way", {**fixed, **deals, "building.us_1": F(0.0), "building.us_2": F(0.0)})

    def add(held: Array, deal: tuple[Array, Array, Array]) -> tuple[Array, None]:
        (partner, stage), one, two = deal
        return held.at[stage, partner].add(one).at[stage + 1, partner].add(two), None

    empty = jnp.zeros((4, e["table"].shape[0], ids.shape[0]), F)
    held, _ = lax.scan(add, empty, (e["deal_rows"], stages["building.us_1"], stages["building.us_2"]))
    return {f"building.{name}": held[k] for k, name in enumerate(REGIONS["building"])}


def _chance(e: Named, ids: Array, moved: Array, at: Named) -> Named:
    """Shocks of one month; one call of the generator serves an even month and the odd one after it."""
    month = at["month"]

    def drawn(keys: Array) -> Array:
        one, two = words(keys, ids, month // np.uint32(2))
        return uniform(jnp.where(month % np.uint32(2) == 1, two, one))

    scale = e["shock_normal"][:, None]
    shocks = drawn(e["shock_keys"])
    shocks = jnp.where(scale > 0.0, normal(shocks) * scale, shocks)
    if "nudges" in at:
        shocks = shocks + (at["nudges"][:, None] * moved).astype(F)
    return {
        "deal.uniform": drawn(e["deal_keys"]),
        **{f"shocks.{name}": shocks[k] for k, name in enumerate(SHOCKS)},
    }


def _levers(e: Named, at: Named, values: Array) -> Named:
    """What levers let through each channel in one month: the sum of pulls times each lever's strength."""
    found: Named = {}
    for region, names, pulls in (
        ("channels", CHANNELS, at.get("pulls")),
        ("country_channels", COUNTRY_CHANNELS, at.get("country_pulls")),
    ):
        total = jnp.zeros(len(names), F)
        if pulls is not None:
            priors = (e["pull_prior"][s] for s in range(pulls.shape[-1]))
            times = (jnp.where(prior < 0, 1.0, values[prior]) for prior in priors)
            levers = (pulls[..., s, None] * by for s, by in enumerate(times))
            total = functools.reduce(jnp.add, (lever.astype(F) for lever in levers))
        found |= {f"{region}.{name}": total[k] for k, name in enumerate(names)}
    return found


def _leave(e: Named, given: Named, ids: Array, fans: bool) -> Named:
    """What a month leaves: its reading, use under each weighing of economies, each partner's use and shares."""
    used = _run("weighted_use", {**given, "weight": e["weights"][:, :, None]})
    left = {
        "monthly": jnp.stack([_wide(given[f"monthly.{name}"], ids.shape) for name in MONTHLY]),
        "ends": jnp.stack([used[f"weighted.{option}"] for option in ("us", "cn", "own")], axis=1),
    }
    if fans:
        names = ("adoption", "shares.us", "shares.cn", "shares.own")
        left["fans"] = jnp.stack([given[f"country.{name}"] for name in names])
    return left


def _stocks(given: Named) -> Array:
    return jnp.stack([given["monthly.standing.log_stock_us"], given["monthly.standing.log_stock_cn"]])


def _wide(number: Array, shape: tuple[int, ...]) -> Array:
    return jnp.broadcast_to(jnp.asarray(number, F), shape)
