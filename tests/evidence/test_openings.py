"""Trying only the terms that a word could begin finds what trying every term would."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from fourfutures.evidence.document import Language
from fourfutures.evidence.proposing.openings import Openings
from fourfutures.evidence.proposing.tables import table

TERMS = {
    lang: [
        term
        for name in ("concepts.toml", "indicators.toml")
        for entry in table(name).values()
        for term in entry.get(lang, ())
    ]
    for lang in ("en", "zh")
}
PIECES = {
    "en": [
        "Nvidia", "H20", "chips", "China", "Chinese", "US", "U.S.", "export controls", "data center", "data-centers", "$3",
        "per million tokens", "40%", "of adults", "use", "ChatGPT", "re-exported", "İstanbul", "gigawatts", "grid", "ban",
        "(SMIC)", "“open-weight”", "models", "AI+", "plan", "don't", "poll", "Americans", "oppose", "sovereign AI", "2,000",
    ],
    "zh": [
        "中国", "英伟达", "H20", "芯片", "国内", "各国", "数据中心", "GPU", "OpenAI", "电网", "禁止", "DeepSeek", "用户", "3亿",
        "百分之五", "七成", "人形机器人", "Meta", "价格", "API", "蒸馏", "主权AI", "İ", "。", "，",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("lang", "start", "joint"), [("en", "word", " "), ("zh", "sign", "")])
@settings(max_examples=12, deadline=None)
@given(data=some.data())
def test_no_term_is_missed_and_none_is_made_up(
    lang: Language, start: str, joint: str, data: some.DataObject
) -> None:
    terms = data.draw(some.lists(some.sampled_from(TERMS[lang]), min_size=40, max_size=60, unique=True))
    texts = data.draw(
        some.lists(some.lists(some.sampled_from(PIECES[lang]), max_size=12).map(joint.join), max_size=6)
    )
    found: Openings[str] = Openings(start)  # type: ignore[arg-type]  # a parameter is a plain string
    for term in terms:
        found.add(term, term)
    before = "(?<![A-Za-z0-9])" if lang == "en" else ""
    for text in texts:
        assert found.found(text) == {
            term for term in terms if re.compile(f"{before}(?:{term})", re.I).search(text)
        }


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("(?:new|old) grid", "An old grid."),
        ("(?P<kind>large|small) loads?", "A small load"),
        ("re-?exports?", "They reexport it."),
        (r"\$[\d.]+ per", "It is $3.5 per unit."),
        ("(very )?cheap", "So cheap"),
        ("a|(b|c)d", "x cd"),
        ("[ab]cd", "The bcd"),
        (r"\(SMIC\)", "its rival (SMIC)"),
    ],
)
def test_any_way_to_write_a_term_is_understood(term: str, text: str) -> None:
    found: Openings[str] = Openings("word")
    found.add("it", term)
    assert found.found(text) == {"it"}
    assert found.found("Nothing of the kind") == set()
