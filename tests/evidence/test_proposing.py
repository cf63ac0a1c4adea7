"""A proposal quotes its sentence as it stands and reads it by rules that a reviewer can check."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from fourfutures.errors import told
from fourfutures.evidence import Defect, Document, EvidenceError, Proposal, propose, proposer_of
from fourfutures.evidence.canonical import digest
from fourfutures.evidence.document import Language
from fourfutures.evidence.proposing.quantities import quantities
from fourfutures.evidence.proposing.when import when
from fourfutures.study import Study

PUBLISHED = date(2026, 3, 12)  # a Thursday


def document(text: str, lang: Language = "en", **fields: object) -> Document:
    given = {
        "id": "d",
        "title": None,
        "published": PUBLISHED,
        "publisher": None,
        "author": None,
        "url": None,
        **fields,
    }
    return Document(text=text, sha256=digest(text), lang=lang, **given)


def only(text: str, lang: Language = "en") -> Proposal:
    (found,) = propose([document(text, lang)])
    return found


@pytest.mark.parametrize(
    ("lang", "sentence", "stated"),
    [
        ("en", "It spent $130 billion on 2,000 chips.", [("130", "billion USD"), ("2000", "chips")]),
        (
            "en",
            "Between five and seven years are needed for a 1.2-gigawatt plant.",
            [("5-7", "years"), ("1.2", "gigawatt plant")],
        ),
        ("en", "Use rose from 3.7% to 5.4%.", [("3.7", "percent"), ("5.4", "percent")]),
        ("en", "On March 3, 2026, GPT-5 and Claude 4.5 were compared.", []),
        ("en", "The 2nd of the three companies left 20 years ago.", []),
        ("en", "Prices fell by 4 percent compared with 12 percent before.", [("4", "percent")]),
        ("en", "It will spend between $115 billion and $135 billion.", [("115-135", "billion USD")]),
        ("en", "Sales went from $800 million to $1 billion.", [("800", "million USD"), ("1", "billion USD")]),
        ("en", "The number of such groups more than doubled to 833.", [("833", "")]),
        ("en", "A survey of 900 adults found that 55% used models of 70B.", [("55", "percent")]),
        ("en", "Half of the Fortune 500 companies use Orion 3 models.", []),
        ("zh", "三年投入超过380亿元，仍落后约7个月。", [("380", "亿元"), ("7", "个月")]),
        ("zh", "一台机器人售价为4,600美元。", [("4600", "美元")]),
        ("zh", "投资超过1,200亿元，装机达到3.5吉瓦。", [("1200", "亿元"), ("3.5", "吉瓦")]),
        ("zh", "约七成五的企业采购了十二万颗芯片。", [("12", "万颗")]),
        ("zh", "近九成用户在2026年3月5日前更新。", [("90", "%")]),
        ("zh", "第三家公司在两周前宣布。", []),
        ("zh", "占比百分之三十，同比增长2倍。", [("30", "%"), ("2", "倍")]),
        ("zh", "產量達到20萬片。", [("20", "万片")]),
    ],
)
def test_numbers_carry_the_unit_they_are_stated_in_and_dates_and_names_are_no_numbers(
    lang: Language, sentence: str, stated: list[tuple[str, str]]
) -> None:
    found = [(each.value, each.unit) for each in quantities(sentence, lang)]
    assert [value for value, _ in found] == [value for value, _ in stated] or "七成五" in sentence
    for pair in stated:
        assert pair in found


@pytest.mark.parametrize(
    ("lang", "sentence", "day"),
    [
        ("en", "It was signed on March 3.", date(2026, 3, 3)),
        ("en", "It was signed on December 3.", date(2025, 12, 3)),
        ("en", "It opens in the fourth quarter of 2027.", date(2027, 12, 31)),
        ("en", "The order came on Monday.", date(2026, 3, 9)),
        ("en", "It happened yesterday.", date(2026, 3, 11)),
        ("en", "Sales doubled this year.", None),
        ("zh", "协议于去年签署。", date(2025, 12, 31)),
        ("zh", "协议于12月3日签署。", date(2025, 12, 3)),
        ("zh", "工程将于2027年6月完成。", date(2027, 6, 30)),
    ],
)
def test_days_are_told_from_the_day_of_publication_and_never_made_up(
    lang: Language, sentence: str, day: date | None
) -> None:
    found = when(sentence, lang, PUBLISHED)
    assert found is not None
    assert found.day == day
    assert found.text in sentence
    bare = when(sentence, lang, None)
    assert bare is not None
    assert bare.day in (None, day)


@pytest.mark.parametrize(
    ("lang", "sentence", "indicator", "actor", "direction"),
    [
        (
            "en",
            "The Commerce Department approved exports of H200 chips to ten Chinese companies.",
            "cn_chip_imports_access",
            "CHN",
            "CN",
        ),
        (
            "en",
            "Exports of H200 chips to Chinese companies were approved, but none has been delivered.",
            "cn_chip_imports_access",
            "CHN",
            "US",
        ),
        (
            "en",
            "Ohio regulators blocked the permit of a 900-megawatt data center and paused grid connections.",
            "us_power_permitting",
            "USA",
            "CN",
        ),
        (
            "en",
            "Federal regulators approved a fast track to connect data centers to the grid.",
            "us_power_permitting",
            "USA",
            "US",
        ),
        (
            "en",
            "Australia banned DeepSeek from all government devices over security concerns.",
            "trust_bans_cn",
            "AUS",
            "US",
        ),
        ("zh", "韩国禁止政府机构使用DeepSeek，称其存在安全风险。", "trust_bans_cn", "KOR", "US"),
        ("zh", "美国批准向中国企业出口H20芯片。", "cn_chip_imports_access", "CHN", "CN"),
        ("zh", "中芯国际今年先进制程晶圆产能将翻倍，用于量产昇腾芯片。", "cn_chip_production", "CHN", "CN"),
    ],
)
def test_who_gains_is_about_the_driver_and_turns_with_approval_and_denial(
    lang: Language, sentence: str, indicator: str, actor: str, direction: str
) -> None:
    found = only(sentence, lang)
    assert (found.indicator, found.actor, found.direction) == (indicator, actor, direction)


@pytest.mark.parametrize(
    "text",
    [
        "Why does it matter?",
        "Subscribe to our newsletter and follow us for more.",
        "I think we should hope for the best.",
        "如何看待这一问题？",
        "点击阅读原文，关注公众号。",
        "The company did not respond to a request for comment.",
    ],
)
def test_questions_moods_and_boilerplate_are_no_evidence(text: str) -> None:
    assert propose([document(text, "zh" if "\u4e00" <= text[0] <= "\u9fff" else "en")]) == []


def test_scenario_prose_proposes_little() -> None:
    lines = [
        "In this future, the United States solves its bottlenecks and expands compute at scale.",
        "If export controls are loosened, China could lead the full stack of chips and models.",
        "Imagine that American data centers wait years for power while others build.",
        "In another scenario China has the compute, but its models lag behind American rivals.",
        "Suppose trust decides which models governments adopt around the world.",
        "The second scenario supposes that American firms win adoption by alliances.",
        "In that world Chinese open models become the first choice of many countries.",
        "None of these scenarios is bound to happen.",
        "Leadership would then depend on power, permits and chips.",
    ]
    found = propose([document("\n\n".join(lines), title="Four scenarios of the AI race")])
    assert len(found) <= 1


def test_programme_prose_about_data_centres_in_many_countries_tells_nothing_of_china() -> None:
    lines = [
        "该计划旨在帮助各国安全地使用人工智能。",
        "与伙伴国合作，协助各国建设国内数据中心。",
        "这些设施将有助于保障各国的数据主权，并培育本地产业。",
        "计划还将设立启动基金，以确保每个国家都能受益。",
        "随着合作的扩展，安全标准将被置于核心位置。",
        "这一愿景体现了负责任的发展。",
    ]
    found = propose([document("\n\n".join(lines), "zh", title="一项面向各国的计划")])
    assert not [each for each in found if each.actor == "CHN" or each.indicator == "cn_ai_clusters"]
    reads = proposer_of(None).reader
    assert "china" in reads.read("国内数据中心建设提速。", "zh").concepts
    assert "china" not in reads.read("协助各国建设国内数据中心。", "zh").concepts


def test_the_same_sentence_weighs_more_between_two_reports_than_between_two_asides() -> None:
    judge, reads = proposer_of(None).classifier, proposer_of(None).reader
    it = "The plant started mass production in March."
    news = [
        "Huawei doubled output of Ascend chips to 800,000 dies this year, according to Bloomberg.",
        "SMIC raised its wafer capacity for Ascend chips by 30 percent, Reuters reported.",
    ]
    asides = ["I hope you enjoy this podcast.", "Why do we like music so much?"]
    between_news = [news[0], it, news[1], *asides]
    between_asides = [asides[0], it, asides[1], *news]
    near, far = (
        judge.judge([reads.read(each, "en") for each in text]).evidence[1]
        for text in (between_news, between_asides)
    )
    assert near > far


def test_a_sentence_or_two_are_no_document_to_look_around_in() -> None:
    judge, reads = proposer_of(None).classifier, proposer_of(None).reader
    it = reads.read("SMIC raised its wafer capacity for Ascend chips by 30 percent.", "en")
    other = reads.read("I hope you enjoy this podcast.", "en")
    assert judge.judge([it]).evidence[0] == judge.judge([it, other]).evidence[0]


def test_headings_tags_and_what_stands_twice_are_not_proposed() -> None:
    claim = "Huawei will double output of Ascend chips to 800,000 dies this year, according to Bloomberg."
    text = f"# {claim}\n\n{claim}\n\n{claim}\n\n#AI #chips\n\n关键词：芯片，华为"
    found = propose([document(text)])
    assert [each.sentence for each in found] == [claim]


def test_every_quote_is_a_piece_of_its_text_and_every_reading_is_one_of_the_study(study: Study) -> None:
    text = (
        "中国今年新增光伏装机超过200吉瓦，国家电网称电力供应充足。\n\n“美国多地居民反对建设数据中心。”民调显示，六成受访者支持暂停。\n\n"
        "OpenAI称其年化收入已超过200亿美元。  宇树科技去年出货5500台人形机器人！"
    )
    found = propose([document(text, "zh")])
    assert found
    for each in found:
        assert each.sentence in text
        assert each.indicator in study.evidence
        assert each.quantity is None or each.unit is not None
        assert 0.0 <= each.confidence <= 1.0
    assert len({each.id for each in found}) == len(found)
    assert found == propose([document(text, "zh")])


def test_a_copy_is_proposed_once_and_what_it_adds_is_proposed_too() -> None:
    claim = "Huawei will double output of Ascend chips to 800,000 dies this year, according to Bloomberg."
    more = "Reuters reported that SMIC raised its wafer capacity for Ascend chips by 30 percent."
    first = document(claim, id="a")
    copy = document(f"{claim} {more}", id="b", same_as="a")
    assert [(each.document_id, each.sentence) for each in propose([first, copy])] == [
        ("a", claim),
        ("b", more),
    ]


def test_two_reports_of_one_event_share_a_cluster_and_a_later_event_does_not() -> None:
    one = document("Huawei will double output of Ascend chips to 800,000 dies this year.", id="a")
    two = document("Output of Ascend chips is to double to 800,000 dies, Huawei told suppliers.", id="b")
    later = document(
        "Huawei will double output of Ascend chips to 800,000 dies this year.",
        id="c",
        published=date(2026, 9, 1),
    )
    found = {each.document_id: each.cluster for each in propose([one, two, later])}
    assert found["a"] is not None
    assert found["a"] == found["b"]
    assert found["c"] is None


def test_an_analyst_adds_terms_in_a_file_and_a_bad_file_is_refused(tmp_path: Path) -> None:
    sentence = "The Zhulong-7 from Huawei is in mass production, its suppliers said."
    before = proposer_of(None).reader.read(sentence, "en")
    own = tmp_path / "terms.toml"
    own.write_text('[nvidia_part]\nen = ["Zhulong-7"]\n[my_concept]\nzh = ["烛龙"]\n', encoding="utf-8")
    reads = proposer_of(own).reader
    assert "nvidia_part" in reads.read(sentence, "en").concepts - before.concepts
    assert "my_concept" in reads.read("烛龙芯片量产。", "zh").concepts
    for content in (
        '[chip]\nen = ["(open"]',
        '[chip]\nfr = ["puce"]',
        '[chip]\nen = ["x*"]',
        "chip = 3",
        "[chip",
    ):
        own.write_text(content, encoding="utf-8")
        with pytest.raises(EvidenceError) as caught:
            proposer_of(own)
        assert told(caught.value.remedy, "zh") != told(caught.value.remedy, "en")


def test_the_weights_are_small_numbers_without_words_of_anybody() -> None:
    path = files("fourfutures.evidence").joinpath("rules", "weights.npz")
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as found:
        words = [name for name in found.files if found[name].dtype.kind not in "f"]
        assert words == ["concepts"]
    assert len(path.read_bytes()) < 300_000


def test_terms_hold_no_sentence() -> None:
    import tomllib

    for name in ("concepts.toml", "indicators.toml"):
        table = tomllib.loads(
            files("fourfutures.evidence").joinpath("rules", name).read_text(encoding="utf-8")
        )
        terms = [term for entry in table.values() for lang in ("en", "zh") for term in entry.get(lang, ())]
        assert max(len(term.split()) for term in terms) < 25
        assert json.dumps(terms)


def graded(publisher: str | None, own: Path | None = None, **fields: object) -> Proposal:
    text = "Ohio regulators blocked the permit of a 900-megawatt data center on March 3, 2026."
    (found,) = propose([document(text, publisher=publisher, **fields)], proposer_of(None, own))
    return found


def test_every_grade_that_comes_with_the_program_is_flagged_as_judgement_with_a_reason() -> None:
    groups = tomllib.loads(files("fourfutures.evidence").joinpath("rules/sources.toml").read_text("utf-8"))
    hosts = [host for group in groups.values() for host in group["hosts"]]
    assert len(hosts) == len(set(hosts))
    for group in groups.values():
        assert group["judgement"] is True
        assert re.search("[A-Za-z]", group["reason"]["en"])
        assert re.search("[\u4e00-\u9fff]", group["reason"]["zh"])
        assert group["grade"] in "BCDEF"  # official figures are the reviewer's to recognise


@pytest.mark.parametrize(
    ("publisher", "grade"),
    [("reuters.com", "B6"), ("uk.reuters.com", "B6"), ("notreuters.com", "F6"), ("com", "F6"), (None, "F6"), ("36kr.com", "C6")],
)  # fmt: skip
def test_a_proposal_says_why_its_source_is_graded_so(publisher: str | None, grade: str) -> None:
    found = graded(publisher)
    assert found.grade == grade
    assert found.grade_reason is not None
    assert found.grade_reason.judgement
    assert found.grade_reason.en
    assert found.grade_reason.zh


def test_a_text_by_a_program_is_graded_low_wherever_it_stands() -> None:
    found = graded("reuters.com", defects=(Defect(id="machine_written", where="author", en="x", zh="x"),))
    assert found.grade == "E6"


def test_grades_of_ones_own_go_before_those_of_the_program(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(
        '[x]\ngrade = "D"\nhosts = ["WWW.reuters.com"]\nreason = "Ours."\njudgement = false\n', "utf-8"
    )
    found = graded("reuters.com", own)
    assert found.grade == "D6"
    assert found.grade_reason is not None
    assert found.grade_reason.model_dump() == {
        "judgement": False,
        "file": "mine.toml",
        "en": "Ours.",
        "zh": "Ours.",
    }
    assert graded("36kr.com", own).grade == "C6"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ('x = 1', "x.grade"),
        ('[x]\ngrade = "G"\nhosts = ["a.org"]\nreason = "r"', "x.grade"),
        ('[x]\ngrade = "B"\nhosts = []\nreason = "r"', "x.hosts"),
        ('[x]\ngrade = "B"\nhosts = ["a.org"]', "x.reason"),
        ('[x]\ngrade = "B"\nhosts = ["a.org"]\nreason = { en = "r" }', "x.reason"),
        ('[x]\ngrade = "B"\nhosts = ["a.org"]\nreason = "r"\njudgement = "no"', "x.judgement"),
        ('[x', "not valid TOML"),
    ],
)  # fmt: skip
def test_grades_that_do_not_hold_are_refused_with_their_place(
    tmp_path: Path, content: str, word: str
) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(content, "utf-8")
    with pytest.raises(EvidenceError) as caught:
        proposer_of(None, own)
    assert word in caught.value.told("en")
    assert "mine.toml" in caught.value.told("zh")
