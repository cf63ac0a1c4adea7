"""What `discover` says of the shipped study: figures that the bounds give again, and reasons judged by what they are."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import jsonschema
import numpy as np
import pytest
from numpy.testing import assert_allclose

from fourfutures.analysis import Discovery, Pools, Request, discover, discover_schema
from fourfutures.analysis.discovery.box import Aim
from fourfutures.analysis.discovery.covering import Search
from fourfutures.analysis.discovery.document import Ground, of_future
from fourfutures.analysis.discovery.inputs import Column, Inputs
from fourfutures.analysis.discovery.measuring import described, measured, observables_of
from fourfutures.analysis.discovery.reasons import reasons
from fourfutures.analysis.discovery.sentence import amount
from fourfutures.analysis.weighing import World, weigh
from fourfutures.ensemble import Hands, Shelf, Stream
from fourfutures.ensemble import watch as see
from fourfutures.study import Study, check_study

Document = dict[str, Any]
HAN = r"[\u4e00-\u9fff]"


@pytest.fixture(scope="module")
def pools() -> Pools:
    return Pools(Shelf(None))


@pytest.fixture(scope="module")
def found(study: Study, pools: Pools) -> Callable[..., Document]:
    def make(workers: int = 2, samples: int = 3, **options: Any) -> Document:
        asked = Request.of(study, members=400, seed=7)
        what = Discovery(study.frame.ids, samples=samples)._replace(**options)
        return discover(asked, what, Hands.of(workers), pools, lambda *_: None)

    return make


@pytest.fixture(scope="module")
def document(found: Callable[..., Document]) -> Document:
    return found()


@pytest.fixture(scope="module")
def world(study: Study, pools: Pools) -> World:
    return weigh(Request.of(study, members=400, seed=7), "neutral", Hands.of(2), pools, lambda *_: None)


def test_it_is_what_its_schema_says(document: Document) -> None:
    jsonschema.validate(json.loads(json.dumps(document, allow_nan=False)), discover_schema())
    assert document["rows"]


def test_the_futures_are_those_of_the_run(document: Document, world: World) -> None:
    codes = world.kept_codes("source")
    for number, future in enumerate(document["futures"].values()):
        assert_allclose(future["p"], world.kept.weights[codes == number].sum(), atol=1e-12)
        assert_allclose(future["p"], world.posterior.mass[world.codes["source"] == number].sum(), atol=1e-9)


def test_figures_of_a_box_are_those_of_the_members_within_its_bounds(
    document: Document, world: World, study: Study
) -> None:
    """Counted again from the study's own draws and paths, boxes of a future one after another."""
    weights, codes = world.kept.weights, world.kept_codes("source")
    paths = see(world.binding, world.kept.ids, observables_of(study), 0.0, Hands.of(1).blocks).observables
    values = {**world.binding.values(world.kept.ids), **measured(study, paths)}
    left: dict[str, Any] = {}
    for row in document["rows"]:
        hit = codes == study.frame.ids.index(row["future"])
        inside = np.ones(weights.shape[0], dtype=bool)
        for bound in row["box"]:
            x = values[bound["name"]]
            inside &= (x >= (-np.inf if bound["low"] is None else bound["low"])) & (
                x <= (np.inf if bound["high"] is None else bound["high"])
            )
            assert bound["quasi_p"] <= 0.05
        rest = left.setdefault(row["future"], np.ones_like(inside))
        for part, flags in ((row, inside & rest), (row["alone"], inside)):
            assert_allclose(part["mass"], weights[flags].sum(), atol=1e-12)
            assert_allclose(part["density"], weights[flags & hit].sum() / weights[flags].sum(), atol=1e-12)
            assert_allclose(part["coverage"], weights[flags & hit].sum() / weights[hit].sum(), atol=1e-12)
        assert row["density_low"] <= row["density"] <= row["density_high"]
        assert row["density"] > row["base"]
        left[row["future"]] = rest & ~inside
    for future, rest in left.items():
        hit = codes == study.frame.ids.index(future)
        covered = weights[hit & ~rest].sum() / weights[hit].sum()
        assert_allclose(document["futures"][future]["coverage"], covered, atol=1e-12)


def test_leaves_of_a_tree_share_out_members_and_future(document: Document) -> None:
    for future, tree in document["trees"].items():
        assert 1 <= len(tree["leaves"]) <= 8
        assert_allclose(sum(leaf["mass"] for leaf in tree["leaves"]), 1.0, atol=1e-9)
        mean = sum(leaf["mass"] * leaf["density"] for leaf in tree["leaves"])
        assert_allclose(mean, document["futures"][future]["p"], atol=1e-9)


def test_threads_change_no_digit(found: Callable[..., Document], document: Document) -> None:
    assert found(workers=1) == document


@pytest.mark.parametrize(("speaking", "kind"), [("uncertainties", "uncertainty"), ("path", "measure")])
def test_boxes_speak_of_what_they_may_and_never_of_what_defines_a_future(
    found: Callable[..., Document], study: Study, speaking: Any, kind: str
) -> None:
    document = found(speaking=speaking, samples=0)
    assert {entry["kind"] for entry in document["inputs"]} == {kind}
    names = {entry["name"] for entry in document["inputs"]}
    assert not {name for name, m in study.conditions.measure.items() if not m.boxes} & names
    assert not {name for name in names if name.startswith("lever_strength_")}
    assert {bound["name"] for row in document["rows"] for bound in row["box"]} <= names


def test_sentences_are_of_their_language_and_carry_the_figures_of_their_row(document: Document) -> None:
    for row in document["rows"]:
        english, chinese = row["sentence"]["en"], row["sentence"]["zh"]
        assert not re.search(HAN, english)
        assert not re.search(r"\b(the|of|at least)\b", chinese)
        for text in (english, chinese):
            assert f"{100 * row['density']:.0f}%" in text
        for bound in row["box"]:
            assert bound["label"]["en"][1:] in english
            assert bound["label"]["zh"] in chinese
    texts = [entry["sentence"] for entry in document["futures"].values()]
    texts += [entry["sentence"] for entry in document["reasons"]["futures"].values()]
    for text in texts:
        assert not re.search(HAN, text["en"])
        assert re.search(HAN, text["zh"])


def test_relabelling_futures_permutes_what_is_found(study: Study) -> None:
    ids = np.arange(600, dtype=np.int64)
    draws = Stream(3, [("case", str(number)) for number in range(4)]).uniform(ids)
    weights = np.full(600, 1.0 / 600)
    columns = [Column(n, draws[k]) for k, n in enumerate(["beta_f", "model_lead", "months_open"])]
    inputs = Inputs.of(columns, weights)
    ground = Ground(study, inputs, inputs, weights, (), described(study, inputs.names))
    hit = draws[3] < np.where((draws[0] > 0.5) & (draws[1] > 0.3), 0.8, 0.1)

    def bare(future: str) -> str:
        """All figures under another name, sentences apart."""
        part = of_future(ground, future, hit, Search(Aim()))
        assert part["rows"]
        for entry in (*part["rows"], *part["ways"]):
            assert entry.pop("future") == future
            entry.pop("sentence", None)
        part["future"] = {k: v for k, v in part["future"].items() if k not in ("name", "sentence")}
        return json.dumps(part)

    assert bare("us_standard") == bare("ai_plus_world") == bare("contested")


@pytest.mark.parametrize(("unit", "value", "en", "zh"), [
    ("log/yr", 0.4, "49% a year", "每年49%"), ("share", 0.25, "25%", "25%"), ("months", 8.0, "8 months", "8个月"),
    ("GW/yr", 14.46, "14 GW a year", "每年14吉瓦"), ("yr", -0.23, "−0.23 years", "−0.23年"),
    ("US$bn/yr", 400.0, "US$400 billion a year", "每年4000亿美元"), ("logit", 0.35, "0.35 log odds", "0.35（对数几率）"),
])  # fmt: skip
def test_figures_are_told_in_their_units(study: Study, unit: str, value: float, en: str, zh: str) -> None:
    told = amount(value, unit, study)
    assert (str(told), told.zh) == (en, zh)


# ---------------------------------------------------------------- reasons


@pytest.mark.parametrize(
    ("make", "verdict"),
    [
        (lambda hit, noise: hit + 0.1 * noise, "necessary"),
        (lambda hit, noise: 0.3 * hit + noise, "typical"),
        (lambda hit, noise: 0.12 * hit + noise, "weak"),
        (lambda hit, noise: noise, "none"),
        (lambda hit, noise: noise - 0.5 * hit, "opposite"),
    ],
)
def test_a_stated_reason_is_judged_by_the_members_of_its_future(
    study: Study, make: Callable[..., Any], verdict: str
) -> None:
    ids = np.arange(4000, dtype=np.int64)
    draws = Stream(5, [("case", str(number)) for number in range(3)]).uniform(ids)
    hit = draws[0] < 0.2
    codes = np.where(hit, study.frame.ids.index("americas_century"), len(study.frame.ids) - 1)
    weights = np.full(4000, 1.0 / 4000)
    values = dict.fromkeys(study.conditions.measure, draws[2]) | {
        "model_lead": make(hit.astype(float), draws[1])
    }
    values |= dict.fromkeys(("momentum_us", "custom_cn"), draws[2])
    judged = reasons(study, codes, weights, values, ["americas_century"])
    item = next(c for c in judged["conditions"] if c["id"] == "lead_in_models")
    assert item["verdict"] == verdict
    assert item["fails"] == (verdict not in ("necessary", "typical"))
    assert_allclose(
        item["met"] * 0.0 + item["p_if_met"] * item["met_all"], item["met"] * hit.mean(), atol=1e-12
    )
    kinds = {c["id"]: c["verdict"] for c in judged["conditions"]}
    assert kinds["lead_in_adoption"] == "definition"


def test_every_named_future_has_its_reasons_checked(document: Document, study: Study) -> None:
    futures = [future.id for future in study.frame.futures]
    assert list(document["reasons"]["futures"]) == futures
    tested = [c for c in document["reasons"]["conditions"] if c["kind"] == "measured"]
    assert len(tested) >= 15
    for condition in tested:
        assert condition["low"] <= condition["effect"] <= condition["high"]
        assert (condition["effect"] > 0.0) == (
            (condition["mean"] > condition["mean_all"]) == (condition["side"] == "above")
        )


def test_triggers_are_those_that_the_text_states_together(document: Document, study: Study) -> None:
    stated = {c.future for c in study.conditions.condition.values() if c.trigger}
    assert stated == {"chinese_characteristics"}
    for future, together in document["reasons"]["futures"].items():
        block = together["triggers"]
        assert (block is not None) == (future in stated)
        if block is None:
            continue
        for item in block["each"]:
            for way in ("alone", "last", "average"):
                assert item[way]["low"] <= item[way]["value"] <= item[way]["high"]
        assert not re.search(HAN, block["sentence"]["en"])
        assert re.search(HAN, block["sentence"]["zh"])
        if block["each"]:
            total = sum(item["average"]["value"] for item in block["each"])
            assert_allclose(total, block["all"]["p"] - block["p"], atol=1e-12)


@pytest.mark.parametrize(
    ("kind", "name", "change", "words"),
    [
        ("measure", "us_power", {"observable": "power_aded_us"}, "power_added_us"),
        ("condition", "us_momentum", {"measure": "momentum_usa"}, "momentum_us"),
        ("condition", "us_momentum", {"future": "us_standart"}, "us_standard"),
        ("condition", "us_momentum", {"side": None}, "side"),
    ],
)
def test_a_condition_on_nothing_is_refused_with_what_there_is(
    study: Study, kind: str, name: str, change: dict[str, Any], words: str
) -> None:
    entries = dict(getattr(study.conditions, kind))
    entries[name] = entries[name].model_copy(update=change)
    broken = study.model_copy(update={"conditions": study.conditions.model_copy(update={kind: entries})})
    problems = check_study(broken)
    assert len(problems) == 1
    assert words in problems[0].remedy
    assert "conditions.toml" in problems[0].where
