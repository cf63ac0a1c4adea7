"""Where a deal stands in one year after signing: how much of its capacity runs, what is added, what falls due."""

from __future__ import annotations

from typing import NamedTuple

from fourfutures.model.arithmetic import Number, exp, maximum, minimum, where


class Phase(NamedTuple):
    """One year of a deal. Shares are of the whole year, or of the whole capacity."""

    active: Number  # share of the year that lies inside the term
    running: Number  # share of the capacity that runs, on average over the year
    added: Number  # share of the capacity that goes into service in the year
    closing: Number  # in the year in which the term ends, the share of the capacity that stands; else 0
    signing: Number  # 1 in the year of signing, else 0
    fund_due: Number  # 1 in the year in which the fund returns, else 0


FULL_YEAR = Phase(active=1.0, running=1.0, added=0.0, closing=0.0, signing=0.0, fund_due=0.0)


def built_share(age: Number, build_years: Number) -> Number:
    """Share of the capacity in service `age` years after signing: an Erlang-2 delay of mean `build_years`.

    Two stages, as for deals of the monthly model: nothing runs on the first day, and some of it always comes late.
    """
    rate = 2.0 / build_years
    return 1.0 - exp(-rate * age) * (1.0 + rate * age)


def service_years(age: Number, build_years: Number) -> Number:
    """Years of full service given up to `age`: the integral of `built_share`."""
    rate = 2.0 / build_years
    return age + exp(-rate * age) * (age + 2.0 / rate) - 2.0 / rate


def phase(build_years: Number, term_years: Number, fund_years: Number, year: Number) -> Phase:
    """Year number `year` after signing, from 0. What is not in service by the end of the term is not built.

    The fund returns after `fund_years` whether or not the term has ended: it is the founders', not the site's.
    """
    begins = minimum(year, term_years)
    ends = minimum(year + 1.0, term_years)
    last = where(year < term_years, where(year + 1.0 >= term_years, 1.0, 0.0), 0.0)
    running = service_years(ends, build_years) - service_years(begins, build_years)
    return Phase(
        active=ends - begins,
        running=maximum(0.0, running),  # a difference of near equals in the first days
        added=built_share(ends, build_years) - built_share(begins, build_years),
        closing=last * built_share(term_years, build_years),
        signing=where(year < 1.0, 1.0, 0.0),
        fund_due=where(year <= fund_years, where(year + 1.0 > fund_years, 1.0, 0.0), 0.0),
    )
