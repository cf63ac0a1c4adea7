"""How the world moves: states, parameters, and the equations of one month. Arithmetic only."""

from __future__ import annotations

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
from fourfutures.model.step import Clock, Origin, promised, step_blocs, step_country, use_of

__all__ = [
    "UNTOUCHED",
    "Bloc",
    "BlocChannels",
    "BlocFlows",
    "BlocParameters",
    "BlocShocks",
    "Channels",
    "Clock",
    "Constants",
    "Country",
    "CountryChannels",
    "CountryFlows",
    "CountryParameters",
    "Flows",
    "Observables",
    "Origin",
    "Parameters",
    "PartnerSums",
    "Shocks",
    "State",
    "Sums",
    "World",
    "WorldChannels",
    "WorldParameters",
    "observe",
    "promised",
    "start_blocs",
    "start_country",
    "start_flows",
    "step_blocs",
    "step_country",
    "use_of",
]
