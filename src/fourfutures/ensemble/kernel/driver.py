"""The loops of a kernel: tiles of members, months, partners. Copied into the generated module, where the names below are.

Arrays: `out` rows have the members last. A tile is LANES members side by side; every pass runs over its lanes, and sums
over partners are added in the study's order, so a member's numbers never depend on its neighbours.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from fourfutures.ensemble.kernel.lanes import (
    long_distribution,
    long_exp,
    long_normal,
    normal,
    select,
    uniform,
    words,
)

F: Any = np.float32
LANES: int = 0
YEAR: int = 0
ROWS: int = 0
PARAMETERS: int = 0
CHANNELS: int = 0
COUNTRY_CHANNELS: int = 0
SHOCKS: int = 0
YEAR_AGO: int = 0
MEMORY: int = 0
SUMS: int = 0
MONTHLY: int = 0
BUILDING: int = 0
ERRORS: int = 0
DEAL: int = 0
WEIGHTED: int = 0
N_CHANNELS: int = 0
N_COUNTRY_CHANNELS: int = 0
N_COUNTRY: int = 0
N_PARTNER: int = 0
N_SUMS: int = 0
N_MEMORY: int = 0
N_SHOCKS: int = 0
N_ERRORS: int = 0
N_MONTHLY: int = 0
LOG_STOCK_US: int = 0
LOG_STOCK_CN: int = 0
USE_US: int = 0
USE_CN: int = 0
ORIGIN_USE_US: int = 0
ORIGIN_USE_CN: int = 0
start: Any = None
deal_under_way: Any = None
partner_at_origin: Any = None
month_of_blocs: Any = None
before_month_of_country: Any = None
month_of_country: Any = None
reading: Any = None
weighted_use: Any = None
# --- copied from here


def draw_parameters(
    member: Any, moved: Any, prior_keys: Any, prior_kind: Any, prior_numbers: Any, prior_shifts: Any,
    field_prior: Any, field_numbers: Any, z: Any, drawn: Any, strength: Any, tile: Any, values: Any, column: Any,
) -> None:  # fmt: skip
    """Parameters of a tile from their priors, or as given in `values` from `column` on where the kind is 4.

    `prior_numbers` holds centre, spread, the distribution function at both ends, the number of the correlated prior (or
    -1) and the correlation; `prior_shifts` (priors or 0,) what a guide adds to the normals of the members that it moves;
    `field_numbers` the value of a fixed field, or the factor on its draw.
    """
    for k in range(prior_kind.shape[0]):
        for lane in range(LANES):
            first, _ = words(prior_keys[k, 0], prior_keys[k, 1], member[lane], np.uint32(0))
            drawn[k, lane] = np.float64(uniform(first))
        for lane in range(LANES):
            z[k, lane] = long_normal(drawn[k, lane])
        if prior_shifts.shape[0] > 0 and prior_shifts[k] != 0.0:
            for lane in range(LANES):
                z[k, lane] += prior_shifts[k] * moved[lane]
                drawn[k, lane] = select(moved[lane] > 0.0, long_distribution(z[k, lane]), drawn[k, lane])
    for k in range(prior_kind.shape[0]):
        centre, spread = prior_numbers[k, 0], prior_numbers[k, 1]
        bottom, top = prior_numbers[k, 2], prior_numbers[k, 3]
        mate, rho = int(prior_numbers[k, 4]), prior_numbers[k, 5]
        kind = prior_kind[k]
        rest = np.sqrt(1.0 - rho * rho)
        for lane in range(LANES):
            score = z[k, lane]
            if mate >= 0:
                score = rho * z[mate, lane] + rest * z[k, lane]
            elif bottom > 0.0 or top < 1.0:
                score = long_normal(bottom + (top - bottom) * drawn[k, lane])
            value = centre + spread * score
            if kind == 1:
                value = long_exp(value)
            elif kind == 2:
                value = 1.0 / (1.0 + long_exp(-value))
            elif kind == 3:
                value = select(drawn[k, lane] > 1.0 - centre, 1.0, 0.0)
            strength[k, lane] = value
        if kind == 4:
            for lane in range(LANES):
                strength[k, lane] = values[k, column + lane]
    for k in range(field_prior.shape[0]):
        source = field_prior[k]
        at = (PARAMETERS + k) * LANES
        for lane in range(LANES):
            if source < 0:
                tile[at + lane] = F(field_numbers[k])
            else:
                tile[at + lane] = F(field_numbers[k] * strength[source, lane])


def clear(tile: Any, row: int, count: int) -> None:
    """Set rows of the tile to zero."""
    for i in range(row * LANES, (row + count) * LANES):
        tile[i] = F(0.0)


def run_members(
    members: Any, moved: Any, prior_keys: Any, prior_kind: Any, prior_numbers: Any, prior_shifts: Any,
    field_prior: Any, field_numbers: Any, constants: Any, groups: Any, table: Any, weights: Any, error_keys: Any,
    error_numbers: Any, deal_rows: Any, deal_numbers: Any, shock_keys: Any, shock_normal: Any, nudges: Any,
    deal_keys: Any, clocks: Any, pull_prior: Any, pulls: Any, country_pulls: Any, end_months: Any, monthly: Any,
    ends: Any, fans: Any, values: Any, held_month: int, resume: int, held: Any, held_strength: Any,
) -> None:  # fmt: skip
    """Run members, a whole number of tiles of them, and write what they leave.

    `monthly` (months + 1, quantities, members), `ends` (months kept, weighings, 3 options, members), `fans` (months + 1
    or 0, adoption and 3 shares, partners, members), `values` (priors or 0, members) as drawn, or as given. `moved` (members,) is 1 for
    a member that a guide moves, `nudges` (months + 1 or 0, shocks) what it adds to each month's normal shocks.

    All that a tile carries from one month to the next is put into its row of `held` and `held_strength` at the end of
    month `held_month`, if that is not negative; with `resume` 1 members are taken up from there, and only later months
    are run and written.
    """
    partners, months, priors = table.shape[0], clocks.shape[0] - 1, prior_kind.shape[0]
    z = np.empty((priors, LANES))
    drawn = np.empty((priors, LANES))
    strength = np.empty((priors, LANES))
    tile = np.zeros(ROWS * LANES, F)
    countries = np.zeros((partners, N_COUNTRY * LANES), F)
    own = np.zeros((partners, N_PARTNER * LANES), F)
    later = np.zeros(N_SHOCKS * LANES, F)  # uniforms of the odd step after an even one
    later_deal = np.zeros(partners * LANES, F)
    for number in range(members.shape[0] // LANES):
        first = number * LANES
        member = members[first : first + LANES]
        guided = moved[first : first + LANES]
        begin = 1
        if resume == 1:
            carry(held[number], held_strength[number], tile, countries, own, later, later_deal, strength, 0)
            begin = held_month + 1
            for m in range(max(0, begin - YEAR), begin):
                past = 2 * (m % YEAR) * LANES
                for lane in range(LANES):
                    monthly[m, LOG_STOCK_US, first + lane] = held[number, past + lane]
                    monthly[m, LOG_STOCK_CN, first + lane] = held[number, past + LANES + lane]
        else:
            draw_parameters(
                member, guided, prior_keys, prior_kind, prior_numbers, prior_shifts,
                field_prior, field_numbers, z, drawn, strength, tile, values, first,
            )  # fmt: skip
            if values.shape[0] > 0:
                for k in range(priors):
                    for lane in range(LANES):
                        values[k, first + lane] = strength[k, lane]
            clear(tile, CHANNELS, N_CHANNELS)
            clear(tile, COUNTRY_CHANNELS, N_COUNTRY_CHANNELS)
            clear(tile, SUMS, N_SUMS)
            clear(tile, MEMORY, N_MEMORY)
            start(constants, tile)
            for c in range(partners):
                begin_building(deal_rows, deal_numbers, c, tile)
                for k in range(N_ERRORS):
                    centre, spread = error_numbers[k, 0], error_numbers[k, 1]
                    for lane in range(LANES):
                        word, _ = words(error_keys[k, c, 0], error_keys[k, c, 1], member[lane], np.uint32(0))
                        tile[(ERRORS + k) * LANES + lane] = centre + spread * normal(uniform(word))
                partner_at_origin(table, c, own[c], countries[c], tile)
            reading(constants, groups, tile)
            for lane in range(LANES):
                tile[ORIGIN_USE_US * LANES + lane] = tile[USE_US * LANES + lane]
                tile[ORIGIN_USE_CN * LANES + lane] = tile[USE_CN * LANES + lane]
            leave(tile, countries, partners, weights, end_months, 0, first, monthly, ends, fans)
        for m in range(begin, months + 1):
            half = np.uint32(m // 2)
            fresh = m % 2 == 0 or m == 1  # one call serves an even step and the odd one after it
            for k in range(N_SHOCKS):
                draw(
                    shock_keys[k, 0], shock_keys[k, 1], member, half, fresh, m % 2, tile, SHOCKS + k, later, k
                )
                if shock_normal[k] > F(0.0):
                    at, root = (SHOCKS + k) * LANES, shock_normal[k]
                    for lane in range(LANES):
                        tile[at + lane] = normal(tile[at + lane]) * root
                    if nudges.shape[0] > 0 and nudges[m, k] != F(0.0):
                        for lane in range(LANES):
                            tile[at + lane] += F(nudges[m, k] * guided[lane])
            if pulls.shape[0] > 0:
                for k in range(N_CHANNELS):
                    pull(pulls[m, k], pull_prior, strength, tile, CHANNELS + k)
            before = max(0, m - YEAR)
            for lane in range(LANES):
                tile[YEAR_AGO * LANES + lane] = monthly[before, LOG_STOCK_US, first + lane]
                tile[(YEAR_AGO + 1) * LANES + lane] = monthly[before, LOG_STOCK_CN, first + lane]
            month_of_blocs(constants, clocks[m], tile)
            before_month_of_country(constants, clocks[m], tile)
            clear(tile, SUMS, N_SUMS)
            for c in range(partners):
                draw(deal_keys[c, 0], deal_keys[c, 1], member, half, fresh, m % 2, tile, DEAL, later_deal, c)
                if country_pulls.shape[0] > 0:
                    for k in range(N_COUNTRY_CHANNELS):
                        pull(country_pulls[m, k, c], pull_prior, strength, tile, COUNTRY_CHANNELS + k)
                month_of_country(constants, clocks[m], table, c, own[c], countries[c], tile)
            reading(constants, groups, tile)
            leave(tile, countries, partners, weights, end_months, m, first, monthly, ends, fans)
            if resume == 0 and m == held_month:
                carry(
                    held[number], held_strength[number], tile, countries, own, later, later_deal, strength, 1
                )
                for k in range(max(0, m + 1 - YEAR), m + 1):
                    past = 2 * (k % YEAR) * LANES
                    for lane in range(LANES):
                        held[number, past + lane] = monthly[k, LOG_STOCK_US, first + lane]
                        held[number, past + LANES + lane] = monthly[k, LOG_STOCK_CN, first + lane]


def carry(
    held: Any, held_strength: Any, tile: Any, countries: Any, own: Any, later: Any, later_deal: Any,
    strength: Any, away: int,
) -> None:  # fmt: skip
    """Copy all that a tile carries between months: away into `held`, or back from there."""
    at = copy(held, 2 * YEAR * LANES, tile, away)  # before it the stocks of a year
    for c in range(countries.shape[0]):
        at = copy(held, at, countries[c], away)
        at = copy(held, at, own[c], away)
    at = copy(held, at, later, away)
    copy(held, at, later_deal, away)
    for k in range(strength.shape[0]):
        for lane in range(LANES):
            if away == 1:
                held_strength[k, lane] = strength[k, lane]
            else:
                strength[k, lane] = held_strength[k, lane]


def copy(held: Any, at: Any, row: Any, away: int) -> Any:
    """Copy one array to or from a place of `held`; the place after it."""
    for i in range(row.shape[0]):
        if away == 1:
            held[at + i] = row[i]
        else:
            row[i] = held[at + i]
    return at + row.shape[0]


def begin_building(deal_rows: Any, deal_numbers: Any, c: int, tile: Any) -> None:
    """What partner c has under construction from deals of before the origin, in the rows of both blocs."""
    held = np.zeros(4 * LANES, F)
    for d in range(deal_rows.shape[0]):
        if deal_rows[d, 0] == c:
            deal_under_way(deal_numbers[d, 0], deal_numbers[d, 1], tile)
            at = deal_rows[d, 1] * LANES
            for i in range(2 * LANES):
                held[at + i] += tile[BUILDING * LANES + i]
    for i in range(4 * LANES):
        tile[BUILDING * LANES + i] = held[i]


def draw(
    key_0: Any,
    key_1: Any,
    member: Any,
    half: Any,
    fresh: Any,
    odd: int,
    tile: Any,
    row: int,
    later: Any,
    k: int,
) -> None:
    """Uniforms of one stream and one step, in a row of the tile."""
    if fresh:
        for lane in range(LANES):
            one, two = words(key_0, key_1, member[lane], half)
            tile[row * LANES + lane] = uniform(one)
            later[k * LANES + lane] = uniform(two)
    if odd == 1:
        for lane in range(LANES):
            tile[row * LANES + lane] = later[k * LANES + lane]


def pull(pulls: Any, pull_prior: Any, strength: Any, tile: Any, row: int) -> None:
    """What is let through one channel: the sum of pulls, each times its prior, or as it is at -1."""
    for lane in range(LANES):
        tile[row * LANES + lane] = F(0.0)
    for s in range(pull_prior.shape[0]):
        if pulls[s] != 0.0:
            for lane in range(LANES):
                times = strength[pull_prior[s], lane] if pull_prior[s] >= 0 else 1.0
                tile[row * LANES + lane] += F(pulls[s] * times)


def leave(
    tile: Any, countries: Any, partners: int, weights: Any, end_months: Any, m: int, first: int, monthly: Any,
    ends: Any, fans: Any,
) -> None:  # fmt: skip
    """Write a month down: its reading, sums over partners under each weighing, each partner's use and shares."""
    for k in range(N_MONTHLY):
        for lane in range(LANES):
            monthly[m, k, first + lane] = tile[(MONTHLY + k) * LANES + lane]
    for e in range(end_months.shape[0]):
        if end_months[e] == m:
            for g in range(weights.shape[0]):
                clear(tile, WEIGHTED, 3)
                for c in range(partners):
                    weighted_use(weights[g, c], countries[c], tile)
                for k in range(3):
                    for lane in range(LANES):
                        ends[e, g, k, first + lane] = tile[(WEIGHTED + k) * LANES + lane]
    if fans.shape[0] > 0:
        for v in range(4):
            for c in range(partners):
                for lane in range(LANES):
                    fans[m, v, c, first + lane] = countries[c, v * LANES + lane]


def parameters(
    members: Any, moved: Any, prior_keys: Any, prior_kind: Any, prior_numbers: Any, prior_shifts: Any,
    field_prior: Any, field_numbers: Any, values: Any,
) -> None:  # fmt: skip
    """The priors of members as drawn, (priors, members), without running them."""
    priors = prior_kind.shape[0]
    z = np.empty((priors, LANES))
    drawn = np.empty((priors, LANES))
    strength = np.empty((priors, LANES))
    tile = np.zeros(ROWS * LANES, F)
    for number in range(members.shape[0] // LANES):
        first = number * LANES
        member = members[first : first + LANES]
        draw_parameters(
            member, moved[first : first + LANES], prior_keys, prior_kind, prior_numbers, prior_shifts,
            field_prior, field_numbers, z, drawn, strength, tile, values, first,
        )  # fmt: skip
        for k in range(priors):
            for lane in range(LANES):
                values[k, first + lane] = strength[k, lane]


def normals(keys: Any, members: Any, z: Any) -> None:
    """Standard normals of streams without steps, (streams, members), as parameters are drawn from them."""
    for k in range(keys.shape[0]):
        for i in range(members.shape[0]):
            word, _ = words(keys[k, 0], keys[k, 1], members[i], np.uint32(0))
            z[k, i] = long_normal(np.float64(uniform(word)))


def sums(keys: Any, members: Any, months: int, total: Any) -> None:
    """Standard normals of streams added up over steps 1 .. months, (streams, members)."""
    for k in range(keys.shape[0]):
        for i in range(members.shape[0]):
            total[k, i] = 0.0
            for half in range(months // 2 + 1):
                one, two = words(keys[k, 0], keys[k, 1], members[i], np.uint32(half))
                if half > 0:  # step 0 is not a month
                    total[k, i] += long_normal(np.float64(uniform(one)))
                if 2 * half + 1 <= months:
                    total[k, i] += long_normal(np.float64(uniform(two)))


def count(values: Any, units: Any, counts: Any, sums: Any) -> None:
    """Add members to weighted histograms of numbers in (0, 1), and to their weighted sums, in whole units.

    `units` (partners, members) are the members' weights; what is not finite is left out.
    """
    cells = counts.shape[3]
    for m in range(values.shape[0]):
        for v in range(values.shape[1]):
            for c in range(values.shape[2]):
                total = 0
                for i in range(values.shape[3]):
                    value = np.float64(values[m, v, c, i])
                    if not np.isfinite(value):
                        continue
                    cell = min(max(int(value * cells), 0), cells - 1)
                    counts[m, v, c, cell] += units[c, i]
                    total += units[c, i] * int(np.rint(value * 1048576.0))
                sums[m, v, c] += total
