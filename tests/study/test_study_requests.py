"""What users ask of a study: levers, dials, lenses, months."""

from __future__ import annotations

import math
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfutures.study import LeverSetting, Prior, Study, StudyError, lever_settings, parse_dials, parse_lever

months = st.integers(1, 600).map(lambda number: f"{2026 + (number - 1) // 12}-{(number - 1) % 12 + 1:02d}")


def test_a_lever_setting_is_read(small: Study) -> None:
    assert parse_lever("export_control=0.5@2027-01", small) == LeverSetting(
        lever="export_control", value=0.5, start="2027-01", entity=None
    )
    assert parse_lever("export_control=-1", small).start is None
    assert parse_lever("partner_sovereign.IND=1", small).entity == "IND"


@given(value=st.floats(-1.0, 1.0), month=st.none() | months)
def test_a_lever_setting_written_is_the_one_read(small: Study, value: float, month: str | None) -> None:
    text = f"export_control={value!r}" + (f"@{month}" if month else "")
    setting = parse_lever(text, small)
    assert (setting.value, setting.start) == (value, month)
    name = "export_control" + (f"@{month}" if month else "")
    assert lever_settings({name: value}, small) == (setting,)


@given(value=st.floats().filter(lambda value: not -1.0 <= value <= 1.0))
def test_a_value_out_of_range_is_refused(small: Study, value: float) -> None:
    with pytest.raises(StudyError):
        parse_lever(f"export_control={value!r}", small)


@given(text=st.text(max_size=40))
def test_no_text_breaks_the_reader_of_levers_or_dials(small: Study, text: str) -> None:
    for read in (parse_lever, parse_dials):
        with suppress(StudyError):  # nothing else may come out
            read(text, small)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("export_controll=0.5", "did you mean export_control?"),
        ("export_control=2", "2 is outside -1 to 1"),
        ("export_control=much", "much is not a number"),
        ("export_control=nan", "nan is not a number"),
        ("export_control", "cannot be read as a lever setting"),
        ("export_control=0.5@2027-13", "cannot read 2027-13 as a month"),
        ("export_control=0.5@soon", "cannot read soon as a month"),
        ("export_control=0.5@2024-06", "2024-06 is before the first month, 2026-01"),
        ("export_control=0.5@2025-12", "is before the first month"),
        ("export_control.IND=0.5", "cannot be set for one economy"),
        ("partner_sovereign.INA=0.5", "INA is not in this study"),
        ("partner_sovereign.ind=0.5", "did you mean IND?"),
        ("partner_sovereign.USA=0.5", "USA is not a partner"),
    ],
)
def test_a_lever_setting_that_cannot_be_is_refused(small: Study, text: str, words: str) -> None:
    with pytest.raises(StudyError) as caught:
        parse_lever(text, small)
    assert words.lower() in str(caught.value).lower()
    assert caught.value.where == f"--lever {text}"


def test_one_lever_may_be_set_for_several_months_but_not_twice_for_one(small: Study) -> None:
    both = lever_settings(["export_control=0.5@2026-03", "export_control=-0.5@2027-01"], small)
    assert [setting.value for setting in both] == [0.5, -0.5]
    with pytest.raises(StudyError, match="set twice"):
        lever_settings(["export_control=0.5", "export_control=0.4"], small)


def test_zero_has_one_text(small: Study) -> None:
    assert str(parse_lever("export_control=-0.0", small)) == "export_control=0"


def test_a_reading_and_dials_are_read(small: Study) -> None:
    setting = parse_dials("strict, gamma=0.4", small)
    assert (setting.reading, setting.overrides) == ("strict", {"gamma": 0.4})
    assert parse_dials("gamma=0.4", small).reading == "source"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sourc", "did you mean source?"),
        ("gamma", "write gamma=VALUE"),
        ("source,strict", "gives two readings"),
        ("source,gama=0.4", "did you mean gamma?"),
        ("source,gamma=1.4", "1.4 is outside 0 to 1"),
        ("source,gamma=x", "x is not a number"),
        ("source,gamma=0.1,gamma=0.2", "set twice"),
        ("source,,gamma=0.1", "an entry is empty"),
        ("", "an entry is empty"),
    ],
)
def test_dials_that_cannot_be_are_refused(small: Study, text: str, words: str) -> None:
    with pytest.raises(StudyError) as caught:
        parse_dials(text, small)
    assert words.lower() in str(caught.value).lower()


def test_dials_by_hand_beat_the_reading_and_the_reading_beats_defaults(small: Study) -> None:
    assert small.dial_values("strict") == {"tau": 0.0, "rho_c": 1.0, "gamma": 0.5, "psi": 0.5, "theta": 0.5}
    assert small.dial_values()["tau"] == 2.0
    assert small.dial_values("strict", {"tau": 1.0, "gamma": 0.3})["tau"] == 1.0
    assert small.with_dials({"gamma": 0.3}).dial_values("strict")["gamma"] == 0.3
    with pytest.raises(StudyError, match="no dial called alpha"):
        small.with_dials({"alpha": 0.3})
    with pytest.raises(StudyError, match="no reading called strickt"):
        small.dial_values("strickt")


def test_a_lens_moves_where_priors_lie_and_nothing_else(small: Study) -> None:
    under = small.under("china")
    assert under.uncertainties["incident_size_cn"].prior.median == pytest.approx(0.11)
    assert under.uncertainties["incident_size_cn"].prior.sigma == 0.4
    assert under.uncertainties["growth_us"].prior.mean == pytest.approx(0.5)
    assert under.uncertainties["growth_cn"].prior.mean == pytest.approx(0.6)
    assert under.uncertainties["trust_decay"].prior.value == 1.5
    assert under.dial_values("source")["theta"] == 0.8
    assert under.lens_id == "china"
    assert [change.target for change in under.applied_overrides] == [
        "incident_size_cn",
        "growth_us",
        "growth_cn",
        "trust_decay",
    ]
    moved = {"uncertainties", "frame", "lens_id", "applied_overrides"}
    for name in set(Study.model_fields) - moved:
        assert getattr(under, name) == getattr(small, name)
    untouched = set(small.uncertainties) - {change.target for change in under.applied_overrides}
    assert all(under.uncertainties[name] == small.uncertainties[name] for name in untouched)


def test_a_lens_leaves_the_study_it_came_from_alone(small: Study) -> None:
    before = small.model_dump()
    small.under("china")
    assert small.model_dump() == before


def test_the_neutral_lens_is_the_study_itself(small: Study) -> None:
    assert small.under("neutral") == small


def test_lenses_do_not_pile_up(small: Study) -> None:
    with pytest.raises(StudyError, match="already stands under lens china"):
        small.under("china").under("neutral")
    with pytest.raises(StudyError, match="no lens called chinese"):
        small.under("chinese")


def test_a_lens_may_move_one_prior_twice(small: Study) -> None:
    lens = small.lenses["china"]
    twice = lens.model_copy(update={"overrides": (lens.overrides[0], lens.overrides[0])})
    study = small.model_copy(update={"lenses": {"twice": twice}}).under("twice")
    assert study.uncertainties["incident_size_cn"].prior.median == pytest.approx(0.22 / 4)
    steps = [value for change in study.applied_overrides for value in (change.before, change.after)]
    assert steps == pytest.approx([0.22, 0.11, 0.11, 0.055])


positive = st.floats(1e-3, 1e3)


@given(median=positive, sigma=positive, factor=positive)
def test_scaling_a_prior_back_restores_it(median: float, sigma: float, factor: float) -> None:
    prior = Prior(family="lognormal", median=median, sigma=sigma)
    there = prior.moved("scale", factor)
    assert there.sigma == sigma
    assert math.isclose(there.moved("scale", 1.0 / factor).centre, median, rel_tol=1e-12)


def test_a_logit_mean_is_shifted_and_not_scaled() -> None:
    prior = Prior(family="logit_normal", mean=-1.1, sd=0.3)
    assert prior.moved("shift", 0.1).mean == pytest.approx(-1.0)
    with pytest.raises(ValueError, match="cannot be scaled"):
        prior.moved("scale", 2.0)


def test_months_count_from_the_origin(small: Study) -> None:
    assert small.month_of(date(2025, 12, 31)) == 0
    assert small.month_of(date(2026, 1, 1)) == 1
    assert small.month_of(date(2025, 11, 30)) == -1
    assert small.month_number("2027-12") == 24 == small.meta.months
    assert small.month_end(24) == small.meta.horizon
    assert small.month_end(0) == small.meta.origin
    assert small.months()[0] == "2026-01" == small.meta.first_month
    assert len(small.months()) == 24


@given(number=st.integers(-240, 240))
def test_a_month_and_its_number_are_each_other_s_inverse(small: Study, number: int) -> None:
    assert small.month_number(small.month_name(number)) == number
    end = small.month_end(number)
    assert small.month_of(end) == number
    assert small.month_of(end + timedelta(days=1)) == number + 1


def test_an_unknown_economy_is_refused(small: Study) -> None:
    assert small.entity("IND").name("zh") == "印度"
    with pytest.raises(StudyError, match=r"INA is not in this study\. Did you mean IND"):
        small.entity("INA")
