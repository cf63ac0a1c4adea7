"""A term sheet becomes the offer it says, or is refused with file, line and remedy; nothing in it is guessed."""

from __future__ import annotations

import math
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fourfutures.study import (
    TERMS,
    Offer,
    Problem,
    Study,
    StudyError,
    as_offer,
    blank_sheet,
    discords,
    load_study,
    read_term_sheet,
    resolve_offer,
    value_fault,
)

HAN = re.compile(r"[\u4e00-\u9fff]")
CAPITAL = ("partner_share", "provider_share", "third_party_share")
OWNERSHIP = ("own_partner", "own_partner_firms", "own_provider", "own_third_party")
BARE = 'stack = "us"\n[terms]\n'
FULL = 'template = "full_package"\n[terms]\n'
SITE = "capacity_mw = 100\npartner_share = 1\n"


@pytest.fixture(scope="module")
def study() -> Study:
    return load_study("ai-2027")


def sheet(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path, study: Study, text: str) -> StudyError:
    with pytest.raises(StudyError) as caught:
        read_term_sheet(sheet(folder, text), study)
    return caught.value


def outcome(path: Path, study: Study) -> tuple[Offer | None, tuple[Problem, ...]]:
    """The offer of a sheet, or what is wrong with it; anything else that is raised is a fault."""
    try:
        return read_term_sheet(path, study), ()
    except StudyError as error:
        return None, error.problems


def test_terms_of_a_sheet_stand_and_the_others_stay_as_in_its_template(tmp_path: Path, study: Study) -> None:
    text = (
        'template = "full-package"\nname = "Ours"\ncountry = "ken"\nsigned = "2027-01"\n'
        '[terms]\ncapacity_mw = 300\nprice_discount = 0.2\n[sources]\ncapacity_mw = "prn-stargate-norway"\n'
        '[notes]\nprice_discount = "asked for"\n'
    )
    offer = read_term_sheet(sheet(tmp_path, text), study)
    usual = as_offer(study.offers.template["full_package"])
    assert (offer.capacity_mw, offer.price_discount, offer.country, offer.signed) == (
        300.0,
        0.2,
        "KEN",
        "2027-01",
    )
    for name in set(TERMS) - {"capacity_mw", "price_discount"}:
        assert getattr(offer, name) == getattr(usual, name), name
        assert offer.origins[name] == usual.origins[name], name
    sourced, judged = offer.origins["capacity_mw"], offer.origins["price_discount"]
    assert (sourced.kind, sourced.judgement, sourced.source) == ("sheet", False, ("prn-stargate-norway",))
    assert (judged.kind, judged.judgement, judged.note) == ("sheet", True, "asked for")


def test_the_sheet_to_start_from_says_what_its_template_says(tmp_path: Path, study: Study) -> None:
    for lang in ("en", "zh"):
        for template in study.offers.template.values():
            text = blank_sheet(study, lang, template=template.id, country="KEN")
            offer = read_term_sheet(sheet(tmp_path, text), study)
            usual = as_offer(template)
            assert {name: getattr(offer, name) for name in TERMS} == {
                name: getattr(usual, name) for name in TERMS
            }
            assert offer.origins == usual.origins


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_sheet_to_start_from_explains_every_term_in_its_language(study: Study, lang: str) -> None:
    text = blank_sheet(study, lang)
    for name in TERMS:
        assert re.search(rf"^# {name} = ", text, re.MULTILINE), name
        assert study.offers.term[name].what.text(lang) in text
    comments = [line for line in text.splitlines() if line.startswith("# ") and " = " not in line]
    assert [bool(HAN.search(line)) for line in comments] == [lang == "zh"] * len(comments)


def test_every_line_of_a_sheet_to_start_from_can_be_switched_on(tmp_path: Path, study: Study) -> None:
    """With every # before a term taken away, the sheet gives each value as its own and still reads."""
    for template in ("full_package", "in_country", "silk_road_cloud", "open_sovereign"):
        text = blank_sheet(study, "en", template=template)
        terms = "|".join(name for name in TERMS if not name.startswith("own_"))
        switched = re.sub(rf"^# ((?:{terms}) = (?!\"http|\"…))", r"\1", text, flags=re.MULTILINE)
        if "fund" not in template and template != "full_package":
            switched = re.sub(r"^(fund_equity\w+) = .*$", r"\1 = 0", switched, flags=re.MULTILINE)
        offer = read_term_sheet(sheet(tmp_path, switched), study)
        assert {offer.origins[name].kind for name in TERMS if not name.startswith("own_")} == {"sheet"}


def test_ownership_follows_the_capital_unless_a_sheet_says_otherwise(tmp_path: Path, study: Study) -> None:
    follows = read_term_sheet(sheet(tmp_path, FULL + "partner_share = 0.5\nprovider_share = 0.5\n"), study)
    assert (follows.own_partner, follows.own_provider) == (0.5, 0.5)
    said = read_term_sheet(sheet(tmp_path, FULL + "own_partner_firms = 1\n"), study)
    assert [getattr(said, name) for name in OWNERSHIP] == [0.0, 1.0, 0.0, 0.0]


def test_an_offer_that_builds_nothing_has_no_terms_of_a_site(tmp_path: Path, study: Study) -> None:
    """So that a sheet with 0 MW speaks of nothing that shares capital; the rest of its template stands."""
    offer = read_term_sheet(sheet(tmp_path, FULL + "capacity_mw = 0\n"), study)
    for name in (*CAPITAL, *OWNERSHIP, "offtake_share", "reciprocal_ratio", "chip_fee"):
        assert getattr(offer, name) == 0.0
        assert offer.origins[name].kind == "open"
    assert offer.access_users > 0


# What a sheet says, and words of the refusal.
WRONG = [
    ("shares that do not sum", FULL + "partner_share = 0.5\nprovider_share = 0.4\n", "capital sum to 0.9, not 1", 3),
    ("one share alone", BARE + "capacity_mw = 10\npartner_share = 0.5\nprovider_share = 0.2\n", "Write third_party_share = 0.3 to complete them", 4),
    ("a share beyond the whole", FULL + "partner_share = 1.5\n", "1.5 is outside 0 to 1 share", 3),
    ("less than nothing", FULL + "capacity_mw = -5\n", "-5 is outside 0 to 20,000 MW", 3),
    ("a world's power", FULL + "capacity_mw = 1_000_000_000\n", "is outside 0 to 20,000 MW", 3),
    ("a number of 5000 digits", FULL + "capacity_mw = 1" + "0" * 5000 + "\n", "too many digits", None),
    ("a number beyond floats", FULL + "capacity_mw = 1" + "0" * 400 + "\n", "is outside 0 to 20,000 MW", 3),
    ("no number", FULL + "capacity_mw = nan\n", "nan is not a finite number", 3),
    ("without end", FULL + "capacity_mw = inf\n", "inf is not a finite number", 3),
    ("text for a number", FULL + 'capacity_mw = "200"\n', '"200" is not a number', 3),
    ("a list for a number", FULL + "capacity_mw = [1, 2]\n", "is not a number", 3),
    ("truth for a number", FULL + "capacity_mw = true\n", "true is not a number", 3),
    ("a number for a flag", FULL + "weights_in_country = 1\n", "1 is not true or false", 3),
    ("a keeper nobody knows", FULL + 'key_custody = "partners"\n', "Did you mean partner?", 3),
    ("a term nobody knows", FULL + "capacity = 5\n", "Did you mean capacity_mw?", 3),
    ("a country nobody knows", 'template = "full_package"\ncountry = "XYZ"\n', "XYZ is not in this study", 2),
    ("a home market", 'template = "full_package"\ncountry = "CHN"\n', "China is a home market", 2),
    ("a month gone by", 'template = "full_package"\nsigned = "2026-11"\n', "2026-11 is in the past: 2026-12 is the first", 2),
    ("a month too far", 'template = "full_package"\nsigned = "2028-01"\n', "2028-01 is after the horizon, 2027-12-31", 2),
    ("no month", 'template = "full_package"\nsigned = "soon"\n', "cannot read soon as a month", 2),
    ("a day for a month", 'template = "full_package"\nsigned = 2027-03-01\n', 'Write signed = "2027-03"', 2),
    ("equity above the whole", FULL + "fund_equity_partner = 0.8\nfund_equity_provider = 0.4\n", "equity of the fund sums to 1.2", 3),
    ("equity of no fund", BARE + SITE + "weights_in_country = true\nfund_equity_partner = 0.5\n", "equity of a fund without money", 6),
    ("ownership in part", FULL + "own_partner = 0.6\n", "ownership is given only in part", 3),
    ("ownership beyond the whole", FULL + "own_partner = 0.6\nown_partner_firms = 0.6\nown_provider = 0\nown_third_party = 0\n", "ownership sum to 1.2", 3),
    ("shares of nothing", FULL + "capacity_mw = 0\npartner_share = 1\n", "nothing is built", 4),
    ("an own stack with a provider", 'stack = "own"\n[terms]\ncapacity_mw = 10\npartner_share = 0.5\nprovider_share = 0.5\n', "has no provider", 5),
    ("a provider's keys to an own stack", 'template = "open_sovereign"\n[terms]\nkey_custody = "joint"\n', "has no provider", 3),
    ("a US fee on Chinese chips", 'template = "silk_road_cloud"\n[terms]\nchip_fee = 0.1\n', "belongs to US offers", 3),
    ("keys without control", FULL + "remote_control = 0\n", "the provider holds the keys, yet its remote_control is 0", 3),
    ("control without keys", FULL + 'key_custody = "partner"\nremote_control = 0.8\n', "the partner holds the keys, yet", 3),
    ("keys to weights elsewhere", FULL + 'key_custody = "partner"\nremote_control = 0.2\nweights_in_country = false\n', "the weights are not in the country", 5),
    ("weights elsewhere, no control", FULL + 'key_custody = "joint"\nremote_control = 0\nweights_in_country = false\n', "yet remote_control is 0", 4),
    ("more people than there are", 'template = "fund"\ncountry = "ARE"\n[terms]\naccess_users = 1e9\nweights_in_country = true\n', "people are more than live in United Arab Emirates", 4),
    ("notice beyond the term", FULL + "exit_months = 100\nterm_years = 5\n", "longer than the term", 3),
    ("a template nobody knows", 'template = "full_pakage"\n', "Did you mean full_package?", 1),
    ("another stack than the template's", 'template = "full_package"\nstack = "cn"\n', 'but the template full_package is "us"', 2),
    ("neither template nor stack", "[terms]\ncapacity_mw = 10\n", "neither template nor stack is given", None),
    ("a stack nobody knows", 'stack = "eu"\n', "is not allowed", 1),
    ("a key nobody knows", 'template = "full_package"\ncountri = "KEN"\n', "Did you mean country?", 2),
    ("a source of nothing", FULL + "capacity_mw = 10\n[sources]\nterm_years = \"a-source\"\n", "the sheet gives no term", 5),
    ("a source nobody knows", FULL + 'capacity_mw = 10\n[sources]\ncapacity_mw = "prn-stargate-norwy"\n', "Did you mean prn-stargate-norway?", 5),
    ("no name", 'template = "full_package"\nname = ""\n', "is not a name", 2),
    ("half a name", 'template = "full_package"\nname = { en = "Ours" }\n', "is not a name", 2),
    ("nothing", "", "is empty", None),
    ("comments alone", "# nothing\n\n", "is empty", None),
    ("no TOML", "template = full_package\n", "not valid TOML: the value cannot be read", 1),
    ("brackets without end", FULL + "capacity_mw = " + "[" * 3000 + "]" * 3000 + "\n", "nested too deeply", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "line"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG]
)
def test_what_a_sheet_may_not_say_is_refused_on_its_line(
    tmp_path: Path, study: Study, text: str, words: str, line: int | None
) -> None:
    error = refusal(tmp_path, study, text)
    told = "\n".join(str(problem) for problem in error.problems)
    assert words in told
    problem = next(problem for problem in error.problems if words in str(problem))
    assert "mine.toml" in problem.where
    assert line is None or re.search(rf"mine\.toml:{line}\b", problem.where)
    assert HAN.search(problem.what.zh)
    assert HAN.search(problem.remedy.zh)
    assert len(str(problem)) < 700


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path, study: Study) -> None:
    error = refusal(tmp_path, study, FULL + 'capacity = 5\nterm_years = 0\nexit_months = "x"\n')
    assert len(error.problems) == 3
    for problem in error.problems[1:]:
        assert problem.where in error.remedy
        assert problem.where in error.remedy.zh


def test_what_is_no_file_of_terms_is_refused(tmp_path: Path, study: Study) -> None:
    (tmp_path / "big.toml").write_bytes(b"#" * 70_000)
    (tmp_path / "latin.toml").write_bytes('name = "\u00e9"\n'.encode("latin-1"))
    cases = {
        tmp_path: "is a folder",
        tmp_path / "none.toml": "there is no such file",
        tmp_path / "big.toml": "more than the 65,536 of a term sheet",
        tmp_path / "latin.toml": "is not UTF-8 text",
        tmp_path / ("n" * 300 + ".toml"): "",
        tmp_path / "a\0b.toml": "there is no such file",
    }
    for path, words in cases.items():
        with pytest.raises(StudyError) as caught:
            read_term_sheet(path, study)
        assert words in str(caught.value)
        assert HAN.search(caught.value.told("zh"))


def test_an_offer_is_found_by_template_deal_or_path(tmp_path: Path, study: Study) -> None:
    for name in ("full-package", "full_package", "Full Package", "package"):
        assert resolve_offer(name, study) == as_offer(study.offers.template["full_package"])
    assert resolve_offer("in-country-centre", study).template == "in_country"
    assert resolve_offer("start-up-fund", study).template == "fund"
    assert resolve_offer("d001", study).id == "D001"
    path = sheet(tmp_path, 'template = "fund"\ncountry = "KEN"\n')
    assert resolve_offer(str(path), study) == resolve_offer(path, study) == read_term_sheet(path, study)


def test_country_and_month_asked_for_stand_before_those_written(tmp_path: Path, study: Study) -> None:
    path = sheet(tmp_path, 'template = "fund"\ncountry = "KEN"\nsigned = "2027-01"\n')
    offer = resolve_offer(path, study, country="bra", signed="2027-05")
    assert (offer.country, offer.signed) == ("BRA", "2027-05")
    deal = resolve_offer("D001", study)
    assert (deal.country, deal.signed) == ("ARE", "2025-05")  # as announced
    assert (resolve_offer("D001", study, country="KEN").country, resolve_offer("D001", study, country="KEN").signed) == ("KEN", None)  # fmt: skip


@pytest.mark.parametrize(
    ("named", "asked", "words"),
    [
        ("full-pakage", {}, "Did you mean full_package?"),
        ("nonsense", {}, "is neither a template, nor a deal on record, nor a file"),
        ("", {}, "is neither a template"),
        ("D999", {}, "the register has no such deal"),
        ("full-package", {"country": "XYZ"}, "XYZ is not in this study"),
        ("full-package", {"country": "USA"}, "is a home market"),
        ("full-package", {"signed": "2026-01"}, "is in the past"),
        ("full-package", {"signed": "2028-01"}, "is after the horizon"),
        ("full-package", {"signed": "2026-06", "earliest": "2026-07"}, "2026-07 is the first month"),
        ("nowhere/mine.toml", {}, "there is no such file"),
        ("\0.toml", {}, "there is no such file"),
    ],
)
def test_what_is_no_offer_is_refused(study: Study, named: str, asked: dict[str, str], words: str) -> None:
    with pytest.raises(StudyError) as caught:
        resolve_offer(named, study, **asked)
    assert words in str(caught.value)
    assert HAN.search(caught.value.told("zh"))


def test_a_day_of_the_past_allows_the_months_after_it(study: Study) -> None:
    assert resolve_offer("fund", study, signed="2026-07", earliest="2026-07").signed == "2026-07"


numbers = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from([0.0, 0.1, 0.3, 0.5, 1.0, 10.0, 200.0]),
)
values = st.one_of(numbers, st.booleans(), st.sampled_from(["partner", "joint", "provider", "x"]))


def as_toml(value: float | bool | str) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else repr(float(value))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    terms=st.dictionaries(st.sampled_from([*TERMS, "capacity", "share"]), values, max_size=6),
    head=st.sampled_from(
        ['template = "full_package"', 'template = "silk_road_cloud"', 'stack = "own"', 'stack = "us"']
    ),
)
def test_whatever_a_sheet_says_it_is_an_offer_without_contradiction_or_a_refusal(
    tmp_path: Path, study: Study, terms: dict[str, float | bool | str], head: str
) -> None:
    """Never a crash, never a changed value: an accepted sheet holds its terms as written, within bounds, in harmony."""
    text = (
        "\n".join([head, "[terms]", *(f"{name} = {as_toml(value)}" for name, value in terms.items())]) + "\n"
    )
    assert tomllib.loads(text)
    offer, problems = outcome(sheet(tmp_path, text), study)
    assert all(problem.where and problem.what.zh and problem.remedy.zh for problem in problems)
    if offer is None:
        assert problems
        return
    assert not list(discords(offer))
    for name, value in terms.items():
        assert getattr(offer, name) == value
        assert (offer.origins[name].kind, offer.origins[name].judgement) == ("sheet", True)
    for name in TERMS:
        found = getattr(offer, name)
        assert found is None or value_fault(study.offers.term[name], found) is None
    if offer.capacity_mw > 0:
        for names in (CAPITAL, OWNERSHIP):
            assert math.fsum(getattr(offer, name) for name in names) == pytest.approx(1.0, abs=1e-9)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 4000), noise=st.binary(max_size=12))
def test_a_damaged_sheet_is_refused_or_read_but_never_a_fault(
    tmp_path: Path, study: Study, cut: int, noise: bytes
) -> None:
    content = blank_sheet(study, "zh", country="KEN").encode()
    path = tmp_path / "damaged.toml"
    path.write_bytes(content[:cut] + noise + content[cut + 3 :])
    offer, problems = outcome(path, study)
    assert bool(problems) == (offer is None)
    assert offer is None or not list(discords(offer))
