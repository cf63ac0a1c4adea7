"""A brief as its readers have it: order, length, sentences, words, notes, front matter, the same bytes again."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from records import CASES, flagged, told, with_axis

from fourfutures.report import write_pages
from fourfutures.report.catalogue import catalogue
from fourfutures.report.claims import Ledger
from fourfutures.report.page import pages
from fourfutures.report.pen import Pen
from fourfutures.report.record import RunRecord
from fourfutures.report.standing import Standing
from fourfutures.report.titles import title

LANGUAGES = ("en", "zh")
HEADINGS = {
    "en": [
        "TL;DR", "The odds", "What moved", "Three areas to watch", "Economies to watch", "What policy could change",
        "Signposts", "Method and limits", "Readings of the same numbers", "References",
    ],
    "zh": [
        "要点", "概率", "变动来源", "三个监测领域", "值得关注的经济体", "政策能改变什么", "路标", "方法与局限",
        "对同一组数字的不同解读", "参考资料",
    ],
}  # fmt: skip
# Words neither language may use of the contest, its parties or its odds.
AVOIDED = {
    "en": [
        "win",
        "wins",
        "winner",
        "victory",
        "dominate",
        "supremacy",
        "race",
        "battle",
        "war",
        "threat",
        "overtake",
        "leapfrog",
        "authoritarian",
        "democratic",
        "chokepoint",
        "smuggling",
        "containment",
        "blockade",
        "crackdown",
        "bubble",
        "crash",
        "rival",
        "adversary",
        "opponent",
        "camp",
        "proves",
        "may",
        "could",
        "might",
        "we",
        "our",
    ],
    "zh": [
        "赢",
        "称霸",
        "竞赛",
        "争霸",
        "对决",
        "威胁",
        "追赶",
        "赶超",
        "弯道超车",
        "威权",
        "卡脖子",
        "封锁",
        "打压",
        "遏制",
        "围堵",
        "举国体制",
        "泡沫",
        "崩盘",
        "站队",
        "我国",
        "我们",
        "对手",
        "导致",
        "证明",
        "必将",
        "或将",
        "有望",
        "置信区间",
        "进行",
        "对于",
        "基于",
        "百万",
        "十亿",
        "赔率",
        "胜算",
    ],
}
NUMBER = re.compile(r"[−+]?\d[\d,.]*%?")
Pages = Callable[..., tuple[RunRecord, dict[str, str]]]


def front_matter(page: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(page.split("---\n")[1])
    return found


def seen(page: str) -> str:
    """The page between front matter and references as a reader sees it."""
    body = re.sub(r"<!--.*?-->", "", page.split("---\n", 2)[2], flags=re.DOTALL)
    return re.split(r"^## (?:References|参考资料)$", body, flags=re.MULTILINE)[0]


def part(page: str, heading: str) -> str:
    return seen(page).split(f"## {heading}\n")[1].split("\n## ")[0].strip()


def prose(page: str) -> list[str]:
    """Sentences outside headings, tables and pictures' alt texts."""
    lines = [line for line in seen(page).splitlines() if line and not line.startswith(("#", "|"))]
    text = [re.sub(r"!\[.*?\]\(.*?\)", "", line).replace("*", "") for line in lines]
    ends = r"(?<=[.!?:])\s+|(?<=[。！？])"
    return [s.strip() for line in text for s in re.split(ends, line) if s.strip()]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_sections_stand_in_their_order_and_none_is_empty(pages_of: Pages, name: str, lang: str) -> None:
    page = pages_of(name)[1][lang]
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == HEADINGS[lang]
    for heading in HEADINGS[lang][:-1]:
        assert part(page, heading)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_body_has_the_length_of_a_brief(briefs, lang: str) -> None:
    low, high = {"en": (800, 1000), "zh": (1500, 2000)}[lang]
    assert low <= front_matter(briefs[lang])["word_count"] <= high


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_a_case_never_runs_over_length(pages_of: Pages, name: str, lang: str) -> None:
    assert front_matter(pages_of(name)[1][lang])["word_count"] <= {"en": 1000, "zh": 2000}[lang]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_the_short_version_has_three_sentences(pages_of: Pages, name: str, lang: str) -> None:
    text = part(pages_of(name)[1][lang], HEADINGS[lang][0])
    ends = re.findall(r"[.](?=\s+[A-Z“]|$)", text) if lang == "en" else re.findall("[。！？]", text)
    assert len(ends) == 3, text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_sentences_stay_short_and_hold_at_most_three_figures(pages_of: Pages, name: str, lang: str) -> None:
    page = pages_of(name)[1][lang]
    brief = part(page, HEADINGS[lang][0])
    for sentence in prose(page):
        if sentence in brief or sentence.startswith("http"):
            continue
        if lang == "en":
            assert len(sentence.split()) <= 45, sentence
        else:
            assert len(sentence) <= 120, sentence
        ranged = re.sub(
            r"\([^)]*\)|（[^）]*）", "", re.sub(r"\[\^\d+\]", "", sentence)
        )  # a range counts with its odds
        ranged = re.sub(
            r"\d+% ?(?:intervals?|区间)|H100|\d+年|\d+月|\d+日|\b(?:19|20)\d\d\b|\b\d+ [A-Z][a-z]+",
            "",
            ranged,
        )
        ranged = re.sub(r"([−+]?[\d.]+%?)(?: to |至|—|–)[−+]?[\d.]+%?", r"\1", ranged)
        assert len(NUMBER.findall(ranged)) <= 3, sentence


@pytest.mark.parametrize("name", CASES)
def test_titles_are_sentences_within_length_without_a_number(pages_of: Pages, name: str) -> None:
    pages = pages_of(name)[1]
    en, zh = (front_matter(pages[lang])["title"] for lang in LANGUAGES)
    assert len(en) <= 70
    assert len(re.findall(r"[\u4e00-\u9fff]", zh)) <= 28
    for text in (en, zh):
        assert not re.search(r"\d|[?？]", text)


def test_titles_of_every_settled_pair_fit_also_when_provisional(summary, folder: Path) -> None:
    found = set()
    for compute in ("us", "cn", "contested", None):
        for adoption in ("us", "cn", "contested", None):
            for weak in (False, True):

                def case(changed: dict[str, Any], sides=(compute, adoption), weak=weak) -> None:
                    for axis, side in zip(("compute", "adoption"), sides, strict=True):
                        with_axis(changed, axis, side or "us", 0.9 if side else 0.5, 0.7 if side else 0.3)
                    if weak:
                        flagged(changed)

                record = RunRecord(told(summary, case), folder)
                texts = {
                    lang: title(Pen(record, Standing(record), catalogue(lang), Ledger()))
                    for lang in LANGUAGES
                }
                assert len(texts["en"]) <= 70, texts
                assert len(re.findall(r"[\u4e00-\u9fff]", texts["zh"])) <= 28, texts
                assert texts["en"].startswith("Provisional: ") == weak
                assert texts["zh"].startswith("初步结果：") == weak
                assert "no future" not in texts["en"].lower() or (compute, adoption) == (None, None)
                found.add(texts["en"])
    assert len(found) == 32


@pytest.mark.parametrize(
    ("name", "en", "zh"),
    [
        ("one_future_clear", "Global AI with Chinese Characteristics leads on either reading", "居首的都是“具有中国特色的全球 AI”"),
        ("contested_clear", "On either reading the outcome is contested", "概率居首的都是胶着"),
        ("readings_differ", "Which future comes first depends on the definition", "取决于采用哪种口径"),
        ("nothing_stands_out", "No future stands out under both readings", "没有哪种未来在两种口径下都明显领先"),
        ("flagged", "Provisional: ", "初步结果："),
    ],
)  # fmt: skip
def test_the_title_follows_the_first_rule_that_fits(pages_of: Pages, name: str, en: str, zh: str) -> None:
    pages = pages_of(name)[1]
    assert en in front_matter(pages["en"])["title"]
    assert zh in front_matter(pages["zh"])["title"]


@pytest.mark.parametrize(
    ("name", "en", "zh"),
    [
        ("readings_differ", "on `strict` the US Standard does, at 50% (40–60%)", "严格口径下换成“美国标准”，50%（40%—60%）"),
        ("one_future_clear", "On either reading Global AI with Chinese Characteristics comes first", "无论哪种口径，居首的都是"),
        ("both_wide_alike", "On both readings the range is too wide", "无论哪种口径，区间过宽，无法指出概率最高的未来"),
        ("one_item_made_the_move", "Most of it is one item, “", "其中主要是“"),
        ("one_item_went_further", "alone went further than all items together", "影响超过各项合计"),
        ("two_items_cancel", "nearly cancel", "大体相抵"),
        ("data_left_the_odds", "unchanged at", "持平，为"),
        ("nothing_moved", "Nothing moved beyond its range since 31 December 2025; the 47 new observations", "各项变化均未超出区间"),
        ("no_observation", "No observation newer than 31 December 2025 is in store", "库中没有2025年12月31日之后的观测"),
        ("no_data", "This run uses no data, so nothing moved.", "本次运行未用数据"),
        ("even_chances", "it is about even (50%) whether the US holds", "会不会超过中国，大致各半（50%）"),
        ("even_chances", "a US lead in compute has practically no chance (below 1%, 0–1%)", "美国算力领先几乎不可能（不足1%，0%—1%）"),
        ("hardly_a_chance", "a US lead in compute is about even (50%, 46–54%)", "美国算力领先大致各半（50%，46%—54%）"),
        ("places_of_one_name", "People who use AI tools, China", "使用 AI 工具的人（中国）"),
        ("compute_divides", "Compute separates the futures", "真正拉开四种未来的是算力"),
        ("strict_first", "The simulation starts from what was published by 22 November 2026", "模拟的起点只用截至2026年11月22日已公开的资料"),
        ("lens_without_a_pair", "Its difference from the neutral lens is not measured", "与中性视角的差别本次未测"),
        ("no_lever_effect", "Under a point, or not told from zero:", "变动不满一个百分点，或与零无法区分"),
        ("hardly_a_chance", "the US has a remote chance (3%) of holding", "超过中国的可能性极小（3%）"),
        ("no_chance", "the US has practically no chance (below 1%) of holding", "几乎不可能超过中国（不足1%）"),
        ("under_levers", "Partner's own-capacity push in India, +0.5, from January 2027", "伙伴自建能力力度（印度），+0.5，自2027年1月起"),
        ("under_levers", "the levers of this run move the AI Century by −5 points (−7 to −3 points) and the US", "的杠杆使“美国的 AI 世纪”降5个百分点"),
        ("under_a_lens", "Against the neutral lens it moves the AI Century by −5 points", "与中性视角相比，“美国的 AI 世纪”降5个百分点"),
        ("under_both", "levers and lens of this run together move", "杠杆和视角合在一起"),
        ("under_both", "is not told apart from that of the levers", "各占多少未分开计算"),
        ("levers_do_nothing", "move no future by a point", "没有让哪种未来变动满一个百分点"),
        ("by_hand", "asks whether the US advantage exceeds 2.5 to 1", "看美国的优势是否超过2.5倍"),
        ("by_hand", "`source` stands here with definitions set by hand", "原文口径在此经使用者改动"),
        ("imputed_economies", "are imputed by the study's regional rule, not measured", "按研究的区域规则推算补值"),
        ("no_economies", "This run records no economy to watch.", "没有列出值得关注的经济体"),
        ("contested_two_ways", "is 30% bipolar and 20% multipolar", "双极占30%，多极占20%"),
        ("failures", "Of all simulated paths 12 failed", "有12条失败"),
        ("with_evidence", "Observations in force (47) took", "生效的47项观测使"),
        ("with_evidence", "Analyst evidence in force (2 items) takes", "生效的2条分析员证据使"),
        ("with_evidence", "2.5 times as likely if true", "2.5倍（为真时的可能性）"),
        ("same", "By September 2026 the build-out departs from its equations by", "截至2026年9月，算力扩建偏离方程的部分为"),
        ("failures", "beyond the limit of trust", "已超出可信限度"),
    ],
)  # fmt: skip
def test_a_sentence_takes_the_shape_of_the_relation_in_the_record(
    pages_of: Pages, name: str, en: str, zh: str
) -> None:
    pages = pages_of(name)[1]
    assert en in seen(pages["en"])
    assert zh in seen(pages["zh"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_weak_run_gives_odds_to_the_nearest_five_points(pages_of: Pages, lang: str) -> None:
    page = pages_of("flagged")[1][lang]
    table = [line for line in part(page, HEADINGS[lang][1]).splitlines() if line.startswith("|")][2:]
    numbers = [int(n) for row in table for n in re.findall(r"\d+", row)]
    assert len(table) == 5
    assert all(number % 5 == 0 for number in numbers)
    assert {"en": "below 5%", "zh": "不足5%"}[lang] in "".join(table)
    assert re.search(r"alt: .*?\d*[05]%", page)


@pytest.mark.parametrize("name", CASES)
def test_odds_of_a_reading_sum_to_one_and_source_never_stands_alone(pages_of: Pages, name: str) -> None:
    record, pages = pages_of(name)
    for reading in ("source", "strict"):
        assert math.fsum(entry["p"] for entry in record.odds(reading).values()) == pytest.approx(
            1.0, abs=1e-9
        )
    for lang, page in pages.items():
        words = {"en": ("source", "strict"), "zh": ("原文口径", "严格口径")}[lang]
        head = part(page, HEADINGS[lang][1]).splitlines()[0]
        table = next(line for line in part(page, HEADINGS[lang][1]).splitlines() if line.startswith("|"))
        for place in (front_matter(page)["summary"], head, table):
            named = [word in place for word in words]
            assert all(named) or ("either reading" in place or "哪种口径" in place), place


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_a_page_keeps_clear_of_the_words_of_a_party(pages_of: Pages, name: str, lang: str) -> None:
    page = pages_of(name)[1][lang]
    text = "\n".join([seen(page), front_matter(page)["title"], front_matter(page)["summary"]])
    text = text.split({"en": "*These are viewpoints", "zh": "*以下为立场性解读"}[lang])[0]
    text = re.sub(r"^#.*$", "", text, flags=re.MULTILINE)
    for word in AVOIDED[lang]:
        pattern = rf"(?<![\w-]){word}(?![\w-])" if lang == "en" else word
        assert not re.search(pattern, re.sub(r"\bMay \d{4}", "", text), re.IGNORECASE), word


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "name", ["same", "under_levers", "one_observation", "no_source_with_a_link", "no_data"]
)
def test_footnotes_are_called_in_order_and_lead_somewhere(pages_of: Pages, name: str, lang: str) -> None:
    page = re.sub(r"<!--.*?-->", "", pages_of(name)[1][lang], flags=re.DOTALL)
    body, references = re.split(r"^## (?:References|参考资料)$", page, flags=re.MULTILINE)
    called = list(dict.fromkeys(int(n) for n in re.findall(r"\[\^(\d+)\]", body)))
    defined = re.findall(r"^\[\^(\d+)\]: (.*)$", references, re.MULTILINE)
    assert called == [int(n) for n, _ in defined] == list(range(1, len(called) + 1))
    links = [re.search(r"<(https?://[^>\s]+)>", text) for _, text in defined]
    assert sum(link is None for link in links) == 1  # the note on scope
    urls = [link[1] for link in links if link]
    assert all(
        re.search(r"[A-F][1-6](?:[.。]|$)", text)
        for (_, text), link in zip(defined, links, strict=True)
        if link
    )
    assert len({text for _, text in defined}) == len(defined)
    assert (name == "no_source_with_a_link") == (urls == [])


@pytest.mark.parametrize("day", ["2026-02-01", "2026-05-10", "2026-11-22"])
def test_no_page_cites_what_was_published_after_its_day(summary, folder: Path, day: str) -> None:
    def earlier(changed: dict[str, Any]) -> None:
        changed["as_of"] = day

    page = pages(RunRecord(told(summary, earlier), folder))["en"]
    cards = {card["title"]: card for card in summary["sources"].values() if card["url"]}
    cited = [card for title, card in cards.items() if f'"{title}"' in page]
    latest = [
        {4: "{}-12-31", 7: "{}-31", 10: "{}"}[len(c["published"])].format(c["published"]) for c in cited
    ]
    assert all(date <= day or card["accessed"] <= day for date, card in zip(latest, cited, strict=True))
    assert all(card["published"] <= card["accessed"] for card in cited)
    assert len(cited) >= (1 if day < "2026-03" else 3)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_front_matter_is_yaml_with_true_counts(briefs, summary, lang: str) -> None:
    page = briefs[lang]
    head = front_matter(page)
    body = re.sub(r"!\[[^\]]*\]\([^)]*\)|\[\^\d+\]|<https?:[^>]*>", " ", seen(page))
    latin = re.findall(r"[A-Za-z0-9]+(?:['’.,-][A-Za-z0-9]+)*", body)
    han = re.findall(r"[\u4e00-\u9fff]", body)
    assert head["word_count"] == (len(latin) if lang == "en" else len(latin) + len(han))
    assert head["reading_time"] == math.ceil(len(latin) / 213 + len(han) / 500)
    assert head.get("isCJKLanguage", False) == (lang == "zh")
    assert head["date"].isoformat() == f"{summary['as_of']}T00:00:00+00:00"
    assert (
        len(head["summary"]) <= 200
        if lang == "en"
        else len(re.findall(r"[\u4e00-\u9fff]", head["summary"])) <= 100
    )
    own = head["fourfutures"]
    assert own["claims"] == page.count('{"id":"c')
    assert {
        k: own[k] for k in ("run_id", "study", "study_hash", "as_of", "horizon", "lens", "members", "seed")
    } == {
        k: summary[k]
        for k in ("run_id", "study", "study_hash", "as_of", "horizon", "lens", "members", "seed")
    }
    assert own["count_unit"] == {"en": "word", "zh": "character"}[lang]
    assert all(value not in (None, "", []) for value in head.values())
    assert head["cover"]["alt"] in page.split("---\n", 2)[2]


def test_both_pages_are_translations_of_one_run(briefs) -> None:
    en, zh = (front_matter(briefs[lang]) for lang in LANGUAGES)
    assert en["translationKey"] == zh["translationKey"] == "ai-2027-2026-11-22-neutral"
    assert en["fourfutures"] | {"count_unit": ""} == zh["fourfutures"] | {"count_unit": ""}


def test_the_same_folder_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for name in ("summary.json", "members.parquet", "fans.parquet", "countries.parquet"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    written = write_pages(tmp_path)
    assert len(written) == 58  # seven charts in four forms, and a page, each in two languages
    for name in written:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes(), name
        text = (tmp_path / name).read_bytes()
        assert not text.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in text
        assert text.endswith(b"\n") and not text.endswith(b"\n\n")


@pytest.mark.parametrize("name", CASES)
def test_chinese_is_set_as_chinese(pages_of: Pages, name: str) -> None:
    text = seen(pages_of(name)[1]["zh"])
    text = re.sub(r"`[^`]*`|\[\^\d+\]|!\[|\]\([^)]*\)|H100", "", text)
    han = r"[\u4e00-\u9fff]"
    assert not re.search(rf"{han}[,;:!?()]|[,;:!?()]{han}", text)  # full-width punctuation beside Han
    assert not re.search(rf"{han} +\d|\d +{han}", text)  # no blank beside digits
    letters = text.replace("*", "")
    assert not re.search(rf"{han}[A-Za-z]|[A-Za-z]{han}", letters)  # a blank between Han and Latin letters
    assert text.count("“") == text.count("”")
    assert not re.search("在在|的的|为为|，，|。。|，。", text)
    assert not re.search(r"\d{1,3},\d{3}", text)  # 万 and 亿, no thousands by comma
