"""Explanations and watch lists that say something else than the ones they come from: the cases a screen has words for."""

from __future__ import annotations

import copy
from typing import Any

Document = dict[str, Any]


def explanations(document: Document) -> list[Document]:
    """As it is; nothing moved, one start; without a source of some rows, of none; sources that are not known or dated."""
    still = {**copy.deepcopy(document), "contributions": [], "starts": {"from": "vintage", "to": "vintage"}}
    still["notes"] = []
    zero = {end: dict.fromkeys(document["from"], 0.01) for end in ("from", "to")}
    part = {**zero, "change": zero}
    without = {"source_id": "boards_2026_09_28", "rows": ["a", "b"], **part}
    without["readings"] = dict.fromkeys(document["readings"], part)
    left = {**copy.deepcopy(document), "without": without}
    none = {**copy.deepcopy(document), "without": {**without, "rows": []}}
    bare = copy.deepcopy(document)
    for at, item in enumerate(bare["contributions"]):
        if at % 2:
            item["source_ids"] = []
    for item, (kind, status) in zip(
        bare["contributions"],
        [("evidence", "accepted"), ("evidence", "expired"), ("evidence", "weighed anew"), ("guard", None)],
        strict=False,
    ):
        large = dict.fromkeys(item["delta"], 0.5)  # so that it is shown
        item |= {"kind": kind, "status": status, "observed": 2.5, "delta": large, "source_ids": ["wire-1"]}
        item["reasons"] = [{"en": "A reason.", "zh": "理由。"}]
    for card in bare["sources"].values():
        card["published"] = None
    return [document, still, left, none, bare]


def side_by_side(document: Document) -> list[Document]:
    """As it is; lenses that cannot be told apart; a lens that moves a prior of own use."""
    alike = copy.deepcopy(document)
    for entry in alike["disagreement"].values():
        entry["low"] = 0.0
    own = copy.deepcopy(document)
    for entry in own["lenses"]:
        for prior in entry["priors"]:
            prior["side"] = "own"
    return [document, alike, own]


def watch_lists(document: Document) -> list[Document]:
    """As it is; nothing to see; lines of every kind; figures told as multiples; futures that no member is in."""
    empty = copy.deepcopy(document)
    empty |= {
        "alarms": [],
        "signposts": [],
        "unmeasured": [],
        "notes": [{"code": "n", "en": "A note.", "zh": "提示。"}],
    }
    for entry in empty["read_next"]:
        entry |= {"observations": [], "ten_points": False}
    other = copy.deepcopy(document)
    ahead = [signpost for signpost in other["signposts"] if signpost["crossed"] is None]
    lines = [
        ("category", 0.0, "below"),
        ("category", 1.0, "below"),
        ("category", 1.0, "above"),
        ("category", 2.0, "above"),
    ]
    for signpost, (unit, threshold, direction) in zip(ahead[:4], lines, strict=True):
        signpost |= {
            "unit": unit,
            "threshold": threshold,
            "direction": direction,
            "last": None,
            "area": "compute",
        }
        signpost |= {"voi_low": 0.01, "p_crossed": dict.fromkeys(signpost["p_crossed"])}
    for signpost in ahead[4:]:
        signpost |= {
            "basis": "change",
            "threshold": 1.2,
            "unit": "ratio",
            "voi_low": 0.01,
            "area": "market_share",
        }
    other["unmeasured"] = [{**item, "voi_low": 0.01} for item in other["unmeasured"]]
    for at, alarm in enumerate(other["alarms"]):
        alarm["tells"] = bool(at % 2)
    for at, entry in enumerate(other["read_next"]):
        entry["ten_points"] = bool(at % 2)
    return [document, empty, other]


def deals(document: Document) -> list[Document]:
    """As it is; a Chinese one; one that loses, with every entry; one in which nothing passes; accounts that do not close."""
    chinese = copy.deepcopy(document)
    chinese["offer"]["stack"] = "cn"
    for block in chinese["counterfactuals"].values():
        if block is not None and block["name"] is not None:
            block["name"] = {"en": "Another", "zh": "另一方案"}
    hard = copy.deepcopy(document)
    hard["gains_and_losses"] = {"gains": 1.2, "loses": 0.2}
    moves = hard["verdict"]["decides"]
    for move, (flips, governments) in zip(moves, [(True, True), (False, True), (False, False)], strict=False):
        move |= {"flips": flips, "flips_governments": governments, "unit": "1/yr"}
    hard["verdict"] |= {"holds": True, "leader": "us_government"}
    moves[0]["leader"] = None
    moves[1]["unit"] = "US$/person/yr"
    hard["verdict"]["thresholds"][0] |= {"value": 0.5, "value_of_governments": None}
    for entry, loses in zip(hard["break_evens"], ["always", "never", "below", "above"] * 9, strict=False):
        entry |= {"loses": loses, "value": 0.5 if loses in ("below", "above") else None}
    hard["break_evens"][0]["side"] = "third_party"
    hard["division"]["cash"]["third_party"] = {"mean": 5.0, "q05": -3.0, "q95": 9.0}
    terms = hard["offer"]
    terms["key_custody"]["value"], terms["weights_in_country"]["value"] = "joint", False
    terms["subsidy_usd"] |= {"value": 2e7, "origin": "sheet"}
    terms["chip_fee"] |= {"judgement": False, "source_ids": []}
    hard["notes"] = [{"code": "a", "en": "A note.", "zh": "提示。"}]
    idle = copy.deepcopy(document)
    idle["full_year"] = {"lines": {}, "totals": dict.fromkeys(document["parties"], 0.0), "created": 0.0}
    idle["break_evens"], idle["verdict"]["decides"], idle["verdict"]["thresholds"] = [], [], []
    for term in ("capacity_mw", "exclusivity"):
        idle["offer"][term] |= {"origin": "open", "value": 0.0}
    for spread in idle["division"]["cash"].values():
        spread |= dict.fromkeys(spread, 0.0)
    idle["partner"]["share_of_gdp"] = None
    still = {"p": 0.0, "low": 0.0, "high": 0.0}
    idle["futures_effect"] = {"source": dict.fromkeys(document["futures_effect"]["source"], still)}
    moved = {"p": 0.02, "low": -0.01, "high": 0.03}
    hard["futures_effect"] = {"source": dict.fromkeys(document["futures_effect"]["source"], moved)}
    open_ = {**copy.deepcopy(document), "closure_error": 1e-3, "country_effect": None, "futures_effect": None}
    return [document, chinese, hard, idle, open_]


def supply_cases(made: dict[str, Document]) -> list[Document]:
    """As they are; one in which nothing is lost; one whose capacity is stated and whose shares are imputed; a note."""
    silent = copy.deepcopy(made["one"])
    silent["notes"] = [{"code": "n", "en": "A note.", "zh": "提示。"}]
    for item in silent["countries"].values():
        item |= {"weeks_to_half": None, "imputed": True, "on_site": {**item["on_site"], "basis": "stated"}}
        item["ranges"] = {**item["ranges"], "weeks_to_half": None}
    none = copy.deepcopy(made["all"])
    for item in none["countries"].values():
        item["weeks_to_half"] = None
    return [*made.values(), silent, none]


def levers_documents(document: Document) -> list[Document]:
    """As it is; nothing moves anything, no economy either, and nobody is helped; pairs of which none does more; halves that differ."""
    still = copy.deepcopy(document)
    for row in still["rows"]:
        row |= {"change": 0.0, "low": -0.1, "high": 0.1}
    for pull in still["pulls"]:
        pull |= {"flips": 0.0, "turned": [], "most_flipped": []}
    for entry in still["portfolios"]:
        entry |= {"settings": [], "total": None}
    still["notes"] = [{"code": "n", "en": "A note.", "zh": "提示。"}]
    bent = copy.deepcopy(document)
    for row in bent["rows"]:
        if row["unit"] == "log" and row["kind"] in ("alone", "bend"):
            sign = -1.0 if row["kind"] == "bend" and row["lever"] == "cn_ai_plus" else 1.0
            row |= {"change": sign * 0.1, "low": sign * 0.1 - 0.01, "high": sign * 0.1 + 0.01}
    for row in bent["rows"]:
        if row["kind"] == "interaction" and row["unit"] == "probability":
            row |= {"change": 0.02, "low": 0.01, "high": 0.03}
    alone = {
        **document,
        "rows": [row for row in document["rows"] if row["kind"] not in ("pair", "interaction", "start")],
    }
    turned = {"economy": "IND", "name": {"en": "India", "zh": "印度"}, "p_from": 0.4, "p_to": 0.5}
    for pull in bent["pulls"]:
        pull |= {"flips": 1.0, "turned": [{**turned, "from": "mixed", "to": "us"}]}
        pull["most_flipped"] = [{"economy": "IND", "name": turned["name"], "p": 0.1, "to": "own"}]
    for entry, aim in zip(bent["portfolios"], ("lead_us", "lead_cn", "own_share"), strict=True):
        step = {"change": 0.1, "low": 0.05, "high": 0.15}
        pull = bent["pulls"][0]
        entry |= {"aim": aim, "total": step}
        entry["settings"] = [
            {"lever": pull["lever"], "value": pull["value"], "direction": pull["direction"], "gain": step}
        ]
    return [document, still, bent, alone]


def sensitivity_documents(document: Document) -> list[Document]:
    """As it is; nothing stands out; enough and not enough of everything; one outcome that never varies."""
    flat = copy.deepcopy(document)
    for row in flat["rows"]:
        row |= {"value": 0.0, "low": -0.1, "high": 0.1}
    flat["notes"] = [{"code": "n", "en": "A note.", "zh": "提示。"}]
    for entry in flat["meters"]:
        entry |= {"verdict": "enough", "factor": 1, "widest": 0.01}
    more = copy.deepcopy(document)
    for entry in more["meters"]:
        entry |= {"verdict": "run 4x more", "factor": 4, "widest": None}
    for row in more["rows"]:
        if row["measure"] == "first_after_data":
            row |= {"low": 0.1, "value": 0.2, "high": 0.3}
        if row["measure"] == "split_first":
            value = 0.5 if row["input"] == "definitions" else 0.1
            row |= {"low": value - 0.01, "value": value, "high": value + 0.01}
    bare = {**document, "rows": [row for row in document["rows"] if row["outcome"] != "compute"]}
    return [document, flat, more, bare]


def held_documents(document: Document) -> list[Document]:
    """The document, without what was not asked for, and with a plan that pays."""
    bare = {**document, "adversary": None, "plan": None, "search": None}
    paying = copy.deepcopy(document)
    for number, plan in enumerate(paying["plan"]["plans"]):
        plan["clear"], plan["pull"] = True, ("if_crossed", "if_not")[number % 2]
    paying["plan"]["clear"] = paying["plan"]["tried"]
    telling = copy.deepcopy(document)
    for plan in telling["plan"]["plans"]:
        plan["clear"], plan["worth_clear"] = False, True
    telling["plan"]["clear"] = 0
    one = copy.deepcopy(document)
    one["notes"] = [{"code": "n", "en": "A note.", "zh": "提示。"}]
    for winner in one["winners"]:
        winner["policy"] = "cn_ai_plus=1"
    for entry in one["adversary"]["orders"]:
        entry["firm"] = 0.5
    for entry in one["policies"]:
        for setting in entry["settings"]:
            setting["economy"] = "IND"
    for state in one["states"]:
        state |= {"regime": "tight", "trust": "low", "compute": "low"}
    for state, regime in zip(one["states"], ("tight", "partial", "open"), strict=False):
        state["regime"] = regime
    return [document, bare, paying, telling, one]


def negotiations(document: Document) -> list[Document]:
    """As it is; another option holds up than the best; room, none for each reason; nothing feasible; a warning less."""
    other = copy.deepcopy(document)
    best = max(other["options"], key=lambda entry: entry["utility"]["now"]["mean"])["option"]
    other["robust"]["least_regret"] = next(
        row["option"] for row in other["robust"]["rows"] if row["option"] != best
    )
    other["notes"] = []
    found = [document, other]
    for limit in (None, "provider", "partner", "both"):
        case = copy.deepcopy(document)
        for side in case["sides"].values():
            side["room"]["limit"] = limit
            side["room"]["provider"] = [1.0, 250.0] if limit is None else None
            for offer in ("for_partner", "for_provider"):
                side[offer] = copy.deepcopy(side["usual"]) if limit is None else None
            for term in side["terms"]:
                term["agreed"] = [term["values"][0], term["values"][-1]] if limit is None else None
        found.append(case)
    return found
