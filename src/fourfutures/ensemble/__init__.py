"""Many draws: a study bound to the equations, named random streams, pools of members, blocks on disk."""

from __future__ import annotations

from fourfutures.ensemble.bench import Bench
from fourfutures.ensemble.binding import Binding
from fourfutures.ensemble.chance import Chance, NamedChance
from fourfutures.ensemble.choice_path import FACTORS, Choice, choice_path
from fourfutures.ensemble.columns import Shelf
from fourfutures.ensemble.crew import Cluster, Crew, Hands, Threads
from fourfutures.ensemble.draws import Draws, Ids, Sample, quantile
from fourfutures.ensemble.early import early_adoption
from fourfutures.ensemble.errors import EnsembleError
from fourfutures.ensemble.given import GivenMembers, drawn_once, moved_with, prior_values
from fourfutures.ensemble.guide import ROUNDS, Guide
from fourfutures.ensemble.histogram import CountryFan
from fourfutures.ensemble.imposed import Imposed, impose
from fourfutures.ensemble.kernel import Accelerator, Engine, cache_folder, compiled, kernel_name
from fourfutures.ensemble.lever_path import LeverPath
from fourfutures.ensemble.mixes import mixes
from fourfutures.ensemble.normal import normal_distribution, normal_quantile
from fourfutures.ensemble.observing import Watched, watch
from fourfutures.ensemble.parameters import (
    mixture_log_weights,
    own_normals,
    parameter_normals,
    parameter_values,
)
from fourfutures.ensemble.partner_path import PartnerPath, partner_paths
from fourfutures.ensemble.partners import Partners
from fourfutures.ensemble.pool import POOL_MONTHS, Pool, Score, run_pool
from fourfutures.ensemble.probe import Probe, probed, run_probes
from fourfutures.ensemble.record import COUNTRY_VARIABLES, SERIES, Record, run_members
from fourfutures.ensemble.regions import RegionTable, regions
from fourfutures.ensemble.replay import TakenUp, replay, replay_economies, replay_path, take_up
from fourfutures.ensemble.simulation import Moment, members, ordered_sum, simulate
from fourfutures.ensemble.streams import Stream, stream_key, threefry2x32, to_uniform
from fourfutures.ensemble.survey import Sight, survey
from fourfutures.ensemble.track import GAMMAS, Track
from fourfutures.ensemble.warming import warm

__all__ = [
    "COUNTRY_VARIABLES",
    "FACTORS",
    "GAMMAS",
    "POOL_MONTHS",
    "ROUNDS",
    "SERIES",
    "Accelerator",
    "Bench",
    "Binding",
    "Chance",
    "Choice",
    "Cluster",
    "CountryFan",
    "Crew",
    "Draws",
    "Engine",
    "EnsembleError",
    "GivenMembers",
    "Guide",
    "Hands",
    "Ids",
    "Imposed",
    "LeverPath",
    "Moment",
    "NamedChance",
    "PartnerPath",
    "Partners",
    "Pool",
    "Probe",
    "Record",
    "RegionTable",
    "Sample",
    "Score",
    "Shelf",
    "Sight",
    "Stream",
    "TakenUp",
    "Threads",
    "Track",
    "Watched",
    "cache_folder",
    "choice_path",
    "compiled",
    "drawn_once",
    "early_adoption",
    "impose",
    "kernel_name",
    "members",
    "mixes",
    "mixture_log_weights",
    "moved_with",
    "normal_distribution",
    "normal_quantile",
    "ordered_sum",
    "own_normals",
    "parameter_normals",
    "parameter_values",
    "partner_paths",
    "prior_values",
    "probed",
    "quantile",
    "regions",
    "replay",
    "replay_economies",
    "replay_path",
    "run_members",
    "run_pool",
    "run_probes",
    "simulate",
    "stream_key",
    "survey",
    "take_up",
    "threefry2x32",
    "to_uniform",
    "warm",
    "watch",
]
