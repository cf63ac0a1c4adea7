"""Figures still to come as of a day: their periods, the months they cover, the day they are due."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from fourfutures.analysis.forecasts.figures import Figure, figures, short, unscaled
from fourfutures.study import Indicator, Release, Study


class Due(NamedTuple):
    """One figure to come."""

    release: Release
    indicator: Indicator
    start: date
    end: date
    months: tuple[int, ...]  # after the origin, which the figure covers
    on: date  # when it is expected to be known

    @property
    def id(self) -> str:
        """What the log calls it."""
        return f"{self.release.id}:{self.end}"

    @property
    def change(self) -> bool:
        """Whether it is read as a change since the origin."""
        return (self.release.mode or self.indicator.mode) == "change"

    @property
    def observable(self) -> str:
        """What of the model it measures."""
        return self.indicator.observables.get(self.release.entity) or str(self.indicator.observable)

    def figure(self, place: float) -> float:
        """The figure at a place on the transformed scale, as it is frozen."""
        value = unscaled(place, self.indicator.transform)
        return short(value if self.release.least is None else max(value, self.release.least))


def later(day: date, months: float) -> date:
    """A day some months later; the last day of a month stays the last day."""
    count = day.year * 12 + day.month - 1 + int(months // 1)
    year, month = count // 12, count % 12 + 1
    length = calendar.monthrange(year, month)[1]
    closes = day.day == calendar.monthrange(day.year, day.month)[1]
    whole = date(year, month, length if closes else min(day.day, length))
    return whole + timedelta(days=round(months % 1 * 30))


def expected(study: Study, as_of: date) -> list[Due]:
    """Figures whose period ends by the horizon and that are due after the day, in order of release and period.

    One that is already known is not forecast, and neither is one that is overdue: it may be out and not yet collected.
    """
    found = []
    for release in study.releases.values():
        indicator = study.indicators[release.indicator]
        known = [figure.end for figure in figures(study, release, as_of)]
        for end in _ends(release, study):
            on = later(end, indicator.lag_months)
            first = later(end, 1 - release.covers).replace(day=1)
            months = tuple(
                number
                for number in range(study.month_of(first), study.month_of(end) + 1)
                if 1 <= number <= study.meta.months
            )
            out = any(matches(release, end, day) for day in known)
            if on > as_of and months and not out:
                found.append(Due(release, indicator, first, end, months, on))
    return found


def matches(release: Release, end: date, day: date) -> bool:
    """Whether a figure whose period ends on a day is the one for the period that ends on `end`."""
    return end - timedelta(days=release.window_days) <= day <= end


def resolving(found: list[Figure], release: Release, end: date) -> Figure | None:
    """The figure that settles a period: the latest period in the window, and of that the first published."""
    fitting = [figure for figure in found if matches(release, end, figure.end)]
    if not fitting:
        return None
    last = max(figure.end for figure in fitting)
    return min((f for f in fitting if f.end == last), key=lambda f: (f.known_on, f.source_id))


def _ends(release: Release, study: Study) -> list[date]:
    """Ends of periods after the origin and up to the horizon."""
    back = 0
    while later(release.ends, -(back + 1) * release.every) > study.meta.origin:
        back += 1
    ends, step = [], -back
    while (end := later(release.ends, step * release.every)) <= study.meta.horizon:
        if end > study.meta.origin:
            ends.append(end)
        step += 1
    return ends
