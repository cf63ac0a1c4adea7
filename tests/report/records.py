"""Run records that say something else than the run they come from: the cases a page has a shape for."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

Summary = dict[str, Any]
Odds = tuple[float, float, float]  # p, low, high
FUTURES = ("americas_century", "us_standard", "ai_plus_world", "chinese_characteristics", "contested")


def with_odds(summary: Summary, reading: str, first: str, odds: Odds) -> None:
    """Give one future these odds under a reading; the others share the rest evenly."""
    rest = (1.0 - odds[0]) / (len(FUTURES) - 1)
    for future, entry in summary["futures"][reading].items():
        p, low, high = odds if future == first else (rest, rest / 2, rest * 1.2)
        entry.update(p=p, low=low, high=high, data_p=p)


def with_axis(summary: Summary, axis: str, side: str, p: float, low: float) -> None:
    """Give one side of an axis these odds under the strict reading."""
    rest = (1.0 - p) / 2
    for name in summary["axes"]["strict"][axis]:
        own = name == side
        summary["axes"]["strict"][axis][name] = p if own else rest
        ends = {"low": low, "high": max(p, low)} if own else {"low": 0.0, "high": rest}
        summary["axis_ranges"]["strict"][axis][name] = ends


def open_axes(summary: Summary) -> None:
    for axis in ("compute", "adoption"):
        with_axis(summary, axis, "us", 0.5, 0.3)


def flagged(summary: Summary) -> None:
    summary["diagnostics"]["ess"] = summary["members"] * 0.05


def one_future_clear(summary: Summary) -> None:
    for reading in ("source", "strict"):
        with_odds(summary, reading, "chinese_characteristics", (0.8, 0.7, 0.9))


def contested_clear(summary: Summary) -> None:
    for reading in ("source", "strict"):
        with_odds(summary, reading, "contested", (0.8, 0.7, 0.9))


def readings_differ(summary: Summary) -> None:
    open_axes(summary)
    with_odds(summary, "source", "ai_plus_world", (0.5, 0.4, 0.6))
    with_odds(summary, "strict", "us_standard", (0.5, 0.4, 0.6))


def nothing_stands_out(summary: Summary) -> None:
    open_axes(summary)
    with_odds(summary, "source", "ai_plus_world", (0.5, 0.2, 0.8))
    with_odds(summary, "strict", "us_standard", (0.5, 0.2, 0.8))


def both_wide_alike(summary: Summary) -> None:
    for reading in ("source", "strict"):
        with_odds(summary, reading, "ai_plus_world", (0.5, 0.2, 0.8))


def source_wide(summary: Summary) -> None:
    with_odds(summary, "source", "us_standard", (0.5, 0.2, 0.8))
    with_odds(summary, "strict", "ai_plus_world", (0.5, 0.4, 0.6))


def even_chances(summary: Summary) -> None:
    summary["statements"]["stock_us_larger"] = 0.5
    summary["axes"]["source"]["compute"] = {"us": 0.005, "contested": 0.965, "cn": 0.03}
    summary["axis_ranges"]["source"]["compute"]["us"] = {"low": 0.001, "high": 0.009}
    summary["axis_ranges"]["source"]["compute"]["cn"] = {"low": 0.02, "high": 0.04}


def hardly_a_chance(summary: Summary) -> None:
    summary["statements"]["stock_us_larger"] = 0.03
    summary["axes"]["source"]["compute"] = {"us": 0.5, "contested": 0.3, "cn": 0.2}
    summary["axis_ranges"]["source"]["compute"]["us"] = {"low": 0.46, "high": 0.54}


def no_chance(summary: Summary) -> None:
    summary["statements"]["stock_us_larger"] = 0.0


def data_left_the_odds(summary: Summary) -> None:
    for entry in summary["futures"]["source"].values():
        entry["prior_p"] = entry["data_p"]


def nothing_moved(summary: Summary) -> None:
    data_left_the_odds(summary)
    for item in summary["movers"]:
        item["delta"] = {future: change / 100 for future, change in item["delta"].items()}


def one_item_made_the_move(summary: Summary) -> None:
    entry = summary["futures"]["source"]
    first = max(entry, key=lambda future: entry[future]["p"])
    entry[first]["prior_p"] = entry[first]["data_p"] - 0.10
    for at, item in enumerate(summary["movers"]):
        item["delta"] = dict.fromkeys(FUTURES, 0.0) | {first: 0.07 if at == 3 else 0.03 if at == 5 else 0.0}


def one_item_went_further(summary: Summary) -> None:
    one_item_made_the_move(summary)
    summary["movers"][3]["delta"] = dict.fromkeys(FUTURES, 0.15)


def two_items_cancel(summary: Summary) -> None:
    one_item_made_the_move(summary)
    for at, size in ((3, 0.40), (1, -0.39), (5, 0.0)):
        summary["movers"][at]["delta"] = dict.fromkeys(FUTURES, size)
    data_left_the_odds(summary)


def unseen(summary: Summary) -> None:
    """No figure to come has one before it."""
    for entry in summary["due"]:
        entry["last"] = None


def nothing_to_come(summary: Summary) -> None:
    summary["due"] = []


def one_observation(summary: Summary) -> None:
    summary["movers"] = summary["movers"][:1]
    unseen(summary)
    summary["rows"]["in_force"] = 1


def no_observation(summary: Summary) -> None:
    summary["movers"] = []
    unseen(summary)
    summary["rows"] = {"in_force": 0, "latest_known_on": None, "latest_period_end": None}
    summary["notes"] = [{"code": "rows.none", "en": "No observation.", "zh": "没有观测。"}]


def no_data(summary: Summary) -> None:
    no_observation(summary)
    summary["assimilated"] = False
    summary["lever_effects"] = []
    summary["diagnostics"]["pareto_k"] = None


def no_source_with_a_link(summary: Summary) -> None:
    for card in summary["sources"].values():
        card["url"] = None


def under_levers(summary: Summary) -> None:
    summary["levers"] = {"export_control": 1.0, "partner_sovereign.IND": 0.5}
    summary["lever_names"] = {
        "export_control": {"en": "Export-control stance", "zh": "出口管制松紧"},
        "partner_sovereign.IND": {"en": "Partner's own-capacity push", "zh": "伙伴自建能力力度"},
    }
    summary["lever_starts"] = {"export_control": "2026-12", "partner_sovereign.IND": "2027-01"}
    summary["lever_directions"] = {"export_control": {"en": "loosen", "zh": "放松"}}
    summary["lever_economies"] = {"partner_sovereign.IND": {"en": "India", "zh": "印度"}}
    summary["lever_effects"] = []
    summary["difference"] = {
        "americas_century": {"p": -0.05, "low": -0.07, "high": -0.03},
        "us_standard": {"p": 0.03, "low": 0.01, "high": 0.05},
        "ai_plus_world": {"p": 0.0, "low": -0.01, "high": 0.01},
        "chinese_characteristics": {"p": 0.02, "low": 0.01, "high": 0.03},
        "contested": {"p": 0.0, "low": -0.01, "high": 0.01},
    }


def with_deals(summary: Summary) -> None:
    under_levers(summary)
    for key in ("levers", "lever_names", "lever_starts", "lever_directions", "lever_economies"):
        summary[key] = {}
    summary["deals"] = [
        {
            "id": "full_package",
            "name": {"en": "Full package", "zh": "一揽子方案"},
            "country": "IND",
            "country_name": {"en": "India", "zh": "印度"},
            "signed": "2026-12",
            "stack": "us",
            "capacity_mw": 200.0,
        }
    ]


def deals_do_nothing(summary: Summary) -> None:
    with_deals(summary)
    for change in summary["difference"].values():
        change.update(p=0.004, low=0.001, high=0.007)


def deals_under_a_lens(summary: Summary) -> None:
    with_deals(summary)
    summary["lens"] = "china"
    summary["lens_note"] = {"en": "How a reader in Beijing might see it.", "zh": "中国政策界读者可能的看法。"}


def deals_under_a_lens_do_nothing(summary: Summary) -> None:
    deals_under_a_lens(summary)
    for change in summary["difference"].values():
        change.update(p=0.004, low=0.001, high=0.007)


def under_a_lens(summary: Summary) -> None:
    under_levers(summary)
    for key in ("levers", "lever_names", "lever_starts", "lever_directions", "lever_economies"):
        summary[key] = {}
    summary["lens"] = "china"
    summary["lens_note"] = {"en": "How a reader in Beijing might see it.", "zh": "中国政策界读者可能的看法。"}


def under_both(summary: Summary) -> None:
    under_levers(summary)
    summary["lens"] = "partner"
    summary["lens_note"] = {"en": "How a third economy might see it.", "zh": "第三方经济体可能的看法。"}


def levers_do_nothing(summary: Summary) -> None:
    under_levers(summary)
    for change in summary["difference"].values():
        change.update(p=0.004, low=0.001, high=0.007)


def by_hand(summary: Summary) -> None:
    summary["dials_by_hand"] = [
        {"dial": "tau", "name": {"en": "years of pace", "zh": "近一年增速"}, "value": 0.0}
    ]
    summary["definitions"]["source"] |= {"tau": 0.0, "rho_c": 2.5}
    summary["dials"] |= {"tau": 0.0, "rho_c": 2.5}


def strict_first(summary: Summary) -> None:
    """A run whose path, movers and charts follow the strict reading, from a start as first published."""
    summary["dials"] = {"reading": "strict", **summary["definitions"]["strict"]}
    summary["start"] = "vintage"


def compute_divides(summary: Summary) -> None:
    summary["axes"]["source"]["compute"] = {"us": 0.4, "contested": 0.3, "cn": 0.3}
    summary["axes"]["source"]["adoption"] = {"us": 0.9, "contested": 0.05, "cn": 0.05}
    with_odds(summary, "source", "ai_plus_world", (0.5, 0.4, 0.6))
    with_odds(summary, "strict", "ai_plus_world", (0.5, 0.2, 0.8))


def places_of_one_name(summary: Summary) -> None:
    """The observations that moved most share a name and differ in place."""
    several = [
        at for at, item in enumerate(summary["movers"]) if item["entity"] in ("CHN", "USA", "GLOBAL_SOUTH")
    ]
    for at in several[:6]:
        summary["movers"][at]["name"] = {"en": "People who use AI tools", "zh": "使用 AI 工具的人"}
        summary["movers"][at]["delta"] = dict.fromkeys(FUTURES, 0.2)
    for at, entity in zip(several, ("CHN", "USA", "GLOBAL_SOUTH"), strict=False):
        summary["movers"][at]["entity"] = entity
        summary["movers"][at]["delta"] = dict.fromkeys(FUTURES, 0.3)


def both_do_nothing(summary: Summary) -> None:
    under_both(summary)
    for change in summary["difference"].values():
        change.update(p=0.004, low=0.001, high=0.007)


def lens_does_nothing(summary: Summary) -> None:
    under_a_lens(summary)
    for change in summary["difference"].values():
        change.update(p=0.004, low=0.001, high=0.007)


def lens_without_a_pair(summary: Summary) -> None:
    under_a_lens(summary)
    del summary["difference"]


def no_lever_effect(summary: Summary) -> None:
    for effect in summary["lever_effects"]:
        for change in effect["futures"].values():
            change.update(p=0.0, low=-0.01, high=0.01)


def imputed_economies(summary: Summary) -> None:
    for entry in summary["economies"]:
        entry["imputed"] = True


def no_economies(summary: Summary) -> None:
    summary["economies_to_watch"] = []


def contested_two_ways(summary: Summary) -> None:
    summary["contested_split"]["source"] = {"bipolar": 0.3, "multipolar": 0.2}


def failures(summary: Summary) -> None:
    summary["diagnostics"]["failed_members"] = 12
    summary["diagnostics"]["pareto_k"] = 0.9


def mostly_judged(summary: Summary) -> None:
    summary["diagnostics"]["judgement_share"] = {"index_compute": 0.31, "index_adoption": 0.62}


def judgement_unknown(summary: Summary) -> None:
    summary["diagnostics"]["judgement_share"] = {}


def with_evidence(summary: Summary) -> None:
    """Two items of analyst evidence take the leading future further than the data did."""
    summary["evidence_items"] = 2
    for name in ("first", "second"):
        item = copy.deepcopy(max(summary["movers"], key=lambda mover: abs(mover["delta"]["contested"])))
        item |= {"id": name, "kind": "evidence", "observed": 2.5, "unit": "likelihood ratio"}
        summary["movers"].append(item)
    for block in summary["futures"].values():
        first = max(block, key=lambda future: block[future]["p"])
        rest = 1.0 - block[first]["p"]
        for future, entry in block.items():
            entry["data_p"] = entry["p"]
            entry["p"] += 0.04 if future == first else -0.04 * entry["p"] / rest


def same(summary: Summary) -> None:
    """As it was run."""


CASES: dict[str, Callable[[Summary], None]] = {
    case.__name__: case
    for case in (
        same, flagged, one_future_clear, contested_clear, readings_differ, nothing_stands_out, both_wide_alike,
        source_wide, even_chances, hardly_a_chance, no_chance, data_left_the_odds, nothing_moved,
        one_item_made_the_move, one_item_went_further, two_items_cancel, nothing_to_come, one_observation, no_observation, no_data,
        no_source_with_a_link, with_deals, deals_do_nothing, deals_under_a_lens, deals_under_a_lens_do_nothing, under_levers, under_a_lens, under_both, levers_do_nothing, by_hand, imputed_economies,
        no_economies, contested_two_ways, failures, strict_first, compute_divides, places_of_one_name, both_do_nothing,
        lens_does_nothing, lens_without_a_pair, no_lever_effect, mostly_judged, judgement_unknown,
        with_evidence,
    )
}  # fmt: skip


def told(summary: Summary, *cases: Callable[[Summary], None]) -> Summary:
    """The summary as it would stand in each of these cases."""
    changed = copy.deepcopy(summary)
    for case in cases:
        case(changed)
    return changed
