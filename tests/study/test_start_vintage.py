"""The two starts: the best estimate is public on its day, the vintage start knows the same less well."""

from __future__ import annotations

import calendar
from datetime import date

from fourfutures.study import Study


def last_day(text: str) -> date:
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def test_the_best_estimate_of_the_start_rests_on_nothing_published_after_its_day(study: Study) -> None:
    cited = {name for entry in study.uncertainties.values() for name in entry.source}
    cited |= {name for row in (*study.entities, *study.shares) for name in row.source_id}
    cited |= {name for deal in study.deals if deal.announced <= study.meta.origin for name in deal.source_id}
    # a bare year says little: such a source counts as of the last year before the start
    dated = {name: study.sources[name].published for name in cited}
    late = {
        name: day
        for name, day in dated.items()
        if day and len(day) > 4 and last_day(day) > study.meta.start_known_on
    }
    assert late == {}


def test_the_vintage_start_has_the_same_centres_and_no_narrower_priors(study: Study) -> None:
    early = study.as_first_known()
    wider = 0
    for name, entry in study.uncertainties.items():
        now, then = entry.prior, early.uncertainties[name].prior
        assert then.centre == now.centre
        spread = now.sigma or now.sd or 0.0
        spread_then = then.sigma or then.sd or 0.0
        assert spread_then >= spread
        wider += spread_then > spread
    assert wider >= len(study.meta.vintage)
