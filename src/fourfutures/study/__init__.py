"""What is asked: drivers, uncertainties, levers, indicators, futures and lenses, read from a folder of files."""

from fourfutures.errors import Problem
from fourfutures.study.channels import CHANNELS
from fourfutures.study.connector import Connector
from fourfutures.study.entry import Names
from fourfutures.study.errors import StudyError, suggestion
from fourfutures.study.evidence import PATH_VARIABLES, EvidenceIndicator
from fourfutures.study.folder import find_folder, known_studies
from fourfutures.study.frame import Alignment, Dial, Driver, Drivers, Frame, Future, Preset
from fourfutures.study.hindcast import Hindcast, HindcastTarget, RegimeChange
from fourfutures.study.indicator import OBSERVABLES, PARTNER_OBSERVABLES, Indicator
from fourfutures.study.lens import PARTIES, Lens, LensOverride
from fourfutures.study.lever import Lever, LeverEffect
from fourfutures.study.loading import check_study, load_study
from fourfutures.study.meta import FILES, LARGEST_SEED, LEAST_MEMBERS, MOST_MEMBERS, StudyMeta
from fourfutures.study.offer import TERMS, Offer, Offers, Template, Term, TermOrigin, TermValue, as_offer
from fourfutures.study.prior import Correlation, Prior, Uncertainty
from fourfutures.study.release import Release
from fourfutures.study.row import DealRow, Entity, EventRow, OutcomeRow, RegimeMonth, ShareRow, SourceCard
from fourfutures.study.schema import json_schemas
from fourfutures.study.setting import DialSetting, LeverSetting, lever_settings, parse_dials, parse_lever
from fourfutures.study.study import AppliedOverride, Study, Unit

__all__ = [
    "CHANNELS",
    "FILES",
    "LARGEST_SEED",
    "LEAST_MEMBERS",
    "MOST_MEMBERS",
    "OBSERVABLES",
    "PARTIES",
    "PARTNER_OBSERVABLES",
    "PATH_VARIABLES",
    "TERMS",
    "Alignment",
    "AppliedOverride",
    "Connector",
    "Correlation",
    "DealRow",
    "Dial",
    "DialSetting",
    "Driver",
    "Drivers",
    "Entity",
    "EventRow",
    "EvidenceIndicator",
    "Frame",
    "Future",
    "Hindcast",
    "HindcastTarget",
    "Indicator",
    "Lens",
    "LensOverride",
    "Lever",
    "LeverEffect",
    "LeverSetting",
    "Names",
    "Offer",
    "Offers",
    "OutcomeRow",
    "Preset",
    "Prior",
    "Problem",
    "RegimeChange",
    "RegimeMonth",
    "Release",
    "ShareRow",
    "SourceCard",
    "Study",
    "StudyError",
    "StudyMeta",
    "Template",
    "Term",
    "TermOrigin",
    "TermValue",
    "Uncertainty",
    "Unit",
    "as_offer",
    "check_study",
    "find_folder",
    "json_schemas",
    "known_studies",
    "lever_settings",
    "load_study",
    "parse_dials",
    "parse_lever",
    "suggestion",
]
