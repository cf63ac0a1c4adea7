"""How the world moves: states, parameters, and the equations of one month. Arithmetic only."""

from __future__ import annotations

from fourfutures.model.capability import gap, leap, next_frontier
from fourfutures.model.chips import Capacity
from fourfutures.model.choice import Shares
from fourfutures.model.diffusion import adoption_rate
from fourfutures.model.home import next_home_adoption
from fourfutures.model.investment import Cycle, next_cycle, next_log_investment
from fourfutures.model.levers import UNTOUCHED, BlocChannels, Channels, CountryChannels, WorldChannels
from fourfutures.model.observables import Observables, PartnerSums, observe
from fourfutures.model.origin import start_blocs, start_country, start_flows
from fourfutures.model.parameters import (
    BlocParameters,
    Constants,
    CountryParameters,
    Parameters,
    WorldParameters,
)
from fourfutures.model.partner import (
    Measured,
    PartnerBounds,
    PartnerErrors,
    PartnerStart,
    partner_start,
)
from fourfutures.model.power import Floor, Grid
from fourfutures.model.programme import Deals, under_way
from fourfutures.model.regime import next_regime
from fourfutures.model.series import Series, Standing, series_of, standing_of
from fourfutures.model.state import (
    Bloc,
    BlocFlows,
    BlocShocks,
    Country,
    CountryFlows,
    Flows,
    Shocks,
    State,
    Sums,
    World,
)
from fourfutures.model.step import (
    Clock,
    Origin,
    promised,
    step_blocs,
    step_country,
    stock_a_year_ago,
    use_of,
)
from fourfutures.model.trade import next_discrepancy

__all__ = [
    "UNTOUCHED",
    "Bloc",
    "BlocChannels",
    "BlocFlows",
    "BlocParameters",
    "BlocShocks",
    "Capacity",
    "Channels",
    "Clock",
    "Constants",
    "Country",
    "CountryChannels",
    "CountryFlows",
    "CountryParameters",
    "Cycle",
    "Deals",
    "Floor",
    "Flows",
    "Grid",
    "Measured",
    "Observables",
    "Origin",
    "Parameters",
    "PartnerBounds",
    "PartnerErrors",
    "PartnerStart",
    "PartnerSums",
    "Series",
    "Shares",
    "Shocks",
    "Standing",
    "State",
    "Sums",
    "World",
    "WorldChannels",
    "WorldParameters",
    "adoption_rate",
    "gap",
    "leap",
    "next_cycle",
    "next_discrepancy",
    "next_frontier",
    "next_home_adoption",
    "next_log_investment",
    "next_regime",
    "observe",
    "partner_start",
    "promised",
    "series_of",
    "standing_of",
    "start_blocs",
    "start_country",
    "start_flows",
    "step_blocs",
    "step_country",
    "stock_a_year_ago",
    "under_way",
    "use_of",
]
