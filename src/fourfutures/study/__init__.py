"""What is asked: drivers, uncertainties, levers, indicators, futures and lenses, read from a folder of files."""

from fourfutures.errors import Problem
from fourfutures.study.blank_sheet import blank_sheet
from fourfutures.study.channels import CHANNELS
from fourfutures.study.coherence import Discord, discords, value_fault
from fourfutures.study.condition import Condition, Conditions, Measure
from fourfutures.study.connector import Connector
from fourfutures.study.covariate import Covariate, CovariateRow, WorldRow
from fourfutures.study.deal import FIGURES, OWN_MONEY, DealRow
from fourfutures.study.entry import Names
from fourfutures.study.errors import StudyError, suggestion
from fourfutures.study.evidence import PATH_VARIABLES, EvidenceIndicator
from fourfutures.study.exposure import COMPONENTS, LAYERS, SUPPLIERS, Assumed, Exposed, ExposedLayer, Exposure
from fourfutures.study.folder import find_folder, known_studies
from fourfutures.study.frame import Alignment, Dial, Driver, Drivers, Frame, Future, Preset
from fourfutures.study.group import Group, Groups, Membership, Partition
from fourfutures.study.hindcast import Hindcast, HindcastTarget, RegimeChange
from fourfutures.study.indicator import OBSERVABLES, PARTNER_OBSERVABLES, Indicator
from fourfutures.study.ladder import Rung, Setback, standing
from fourfutures.study.lens import PARTIES, Lens, LensOverride
from fourfutures.study.lever import Lever, LeverEffect
from fourfutures.study.loading import check_study, load_study
from fourfutures.study.meta import FILES, LARGEST_SEED, LEAST_MEMBERS, MOST_MEMBERS, StudyMeta
from fourfutures.study.offer import (
    TERMS,
    Negotiable,
    Offer,
    Offers,
    SecurityTerm,
    Stack,
    Template,
    Term,
    TermOrigin,
    TermValue,
    as_offer,
)
from fourfutures.study.other_frame import CELLS, OtherFrame, Outcome
from fourfutures.study.prior import Correlation, Prior, Uncertainty
from fourfutures.study.proposal import resolve_offer
from fourfutures.study.recorded_offer import recorded_offer
from fourfutures.study.release import Release
from fourfutures.study.row import Entity, EventRow, OutcomeRow, RegimeMonth, ShareRow, SourceCard
from fourfutures.study.schema import json_schemas
from fourfutures.study.setting import DialSetting, LeverSetting, lever_settings, parse_dials, parse_lever
from fourfutures.study.study import AppliedOverride, Study, Unit
from fourfutures.study.term_sheet import offer_of, read_term_sheet

__all__ = [
    "CELLS",
    "CHANNELS",
    "COMPONENTS",
    "FIGURES",
    "FILES",
    "LARGEST_SEED",
    "LAYERS",
    "LEAST_MEMBERS",
    "MOST_MEMBERS",
    "OBSERVABLES",
    "OWN_MONEY",
    "PARTIES",
    "PARTNER_OBSERVABLES",
    "PATH_VARIABLES",
    "SUPPLIERS",
    "TERMS",
    "Alignment",
    "AppliedOverride",
    "Assumed",
    "Condition",
    "Conditions",
    "Connector",
    "Correlation",
    "Covariate",
    "CovariateRow",
    "DealRow",
    "Dial",
    "DialSetting",
    "Discord",
    "Driver",
    "Drivers",
    "Entity",
    "EventRow",
    "EvidenceIndicator",
    "Exposed",
    "ExposedLayer",
    "Exposure",
    "Frame",
    "Future",
    "Group",
    "Groups",
    "Hindcast",
    "HindcastTarget",
    "Indicator",
    "Lens",
    "LensOverride",
    "Lever",
    "LeverEffect",
    "LeverSetting",
    "Measure",
    "Membership",
    "Names",
    "Negotiable",
    "Offer",
    "Offers",
    "OtherFrame",
    "Outcome",
    "OutcomeRow",
    "Partition",
    "Preset",
    "Prior",
    "Problem",
    "RegimeChange",
    "RegimeMonth",
    "Release",
    "Rung",
    "SecurityTerm",
    "Setback",
    "ShareRow",
    "SourceCard",
    "Stack",
    "Study",
    "StudyError",
    "StudyMeta",
    "Template",
    "Term",
    "TermOrigin",
    "TermValue",
    "Uncertainty",
    "Unit",
    "WorldRow",
    "as_offer",
    "blank_sheet",
    "check_study",
    "discords",
    "find_folder",
    "json_schemas",
    "known_studies",
    "lever_settings",
    "load_study",
    "offer_of",
    "parse_dials",
    "parse_lever",
    "read_term_sheet",
    "recorded_offer",
    "resolve_offer",
    "standing",
    "suggestion",
    "value_fault",
]
