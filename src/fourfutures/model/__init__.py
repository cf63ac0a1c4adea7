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
from fourfutures.model.programme import (
    FULL_YEAR,
    Book,
    Conditions,
    Deals,
    Division,
    Parties,
    Phase,
    Sheet,
    Worth,
    book,
    created,
    list_price,
    phase,
    present_value,
    shapley,
    totals,
    under_way,
)
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
    "FULL_YEAR",
    "UNTOUCHED",
    "Bloc",
    "BlocChannels",
    "BlocFlows",
    "BlocParameters",
    "BlocShocks",
    "Book",
    "Capacity",
    "Channels",
    "Clock",
    "Conditions",
    "Constants",
    "Country",
    "CountryChannels",
    "CountryFlows",
    "CountryParameters",
    "Cycle",
    "Deals",
    "Division",
    "Floor",
    "Flows",
    "Grid",
    "Measured",
    "Observables",
    "Origin",
    "Parameters",
    "Parties",
    "PartnerBounds",
    "PartnerErrors",
    "PartnerStart",
    "PartnerSums",
    "Phase",
    "Series",
    "Shares",
    "Sheet",
    "Shocks",
    "Standing",
    "State",
    "Sums",
    "World",
    "WorldChannels",
    "WorldParameters",
    "Worth",
    "adoption_rate",
    "book",
    "created",
    "gap",
    "leap",
    "list_price",
    "next_cycle",
    "next_discrepancy",
    "next_frontier",
    "next_home_adoption",
    "next_log_investment",
    "next_regime",
    "observe",
    "partner_start",
    "phase",
    "present_value",
    "promised",
    "series_of",
    "shapley",
    "standing_of",
    "start_blocs",
    "start_country",
    "start_flows",
    "step_blocs",
    "step_country",
    "stock_a_year_ago",
    "totals",
    "under_way",
    "use_of",
]
