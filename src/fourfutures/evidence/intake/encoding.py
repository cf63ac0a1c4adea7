"""Bytes to text: by byte-order mark, by the declared character set, else by which reading makes words."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_DECLARED = (
    re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I),
    re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""", re.I),
)
# Labels of the web stand for larger sets: a page that says gb2312 is read as gb18030, one that says big5 with its
# Windows and Hong Kong signs.
_WIDER = {
    "gb2312": ("gb18030",), "gbk": ("gb18030",), "x-gbk": ("gb18030",), "gb_2312-80": ("gb18030",), "hz-gb-2312": ("hz",),
    "gb18030": ("gb18030",), "big5": ("cp950", "big5hkscs"), "big5-hkscs": ("big5hkscs", "cp950"),
    "x-x-big5": ("cp950", "big5hkscs"), "iso-8859-1": ("cp1252",), "latin1": ("cp1252",), "ascii": ("cp1252",),
    "us-ascii": ("cp1252",),
}  # fmt: skip
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The most frequent characters of Chinese prose, in both scripts: a wrong reading yields rare ones.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定"
    "行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些"
    "然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公"
    "無系這為個國來們於對會發動過說產種後經進著電裡實現體機當點從業應開還間樣與關線內數結問變條長東萬億報導據將約達"
    "据将约达报道万亿美中芯片算模型数据企业市场公司投资"
)
_BROKEN = 0.02  # share of signs that cannot be read from which bytes are no text


class Decoded(NamedTuple):
    """A text, the character set it was read in, and how many signs could not be read."""

    text: str
    charset: str
    lost: int


def decoded(content: bytes, declared: str | None = None) -> Decoded | None:
    """The text of some bytes; None where they are no text."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _told(content, name)
    if b"\x00" in content[:4096]:
        return None
    for label in (declared, *_declarations(content)):
        for name in _WIDER.get((label or "").strip().lower(), (label,) if label else ()):
            found = _strict(content, name)
            if found is not None and (name != "cp1252" or found.isascii()):
                return Decoded(found, name, 0)
    plain = _strict(content, "utf-8")
    if plain is not None:
        return _told(content, "utf-8")
    candidates = [
        (_sense(text), name, text)
        for name in ("gb18030", "cp950", "big5hkscs")
        if (text := _strict(content, name)) is not None
    ]
    best = max(candidates, default=(0.0, "", ""))
    if best[0] > 0.3:
        return Decoded(best[2], best[1], 0)
    told = _told(content, "utf-8")
    if told is not None:
        return told
    western = _strict(content, "cp1252")
    if western is not None and _western(western):
        return Decoded(western, "cp1252", 0)
    return None


def _declarations(content: bytes) -> list[str]:
    head = content[:4096]
    return [found.group(1).decode("ascii") for each in _DECLARED if (found := each.search(head))]


def _strict(content: bytes, name: str | None) -> str | None:
    try:
        return content.decode(name or "utf-8")
    except (UnicodeError, LookupError, ValueError):
        return None


def _told(content: bytes, name: str) -> Decoded | None:
    """A reading with what cannot be read marked; None where that is too much, or where control signs abound."""
    text = content.decode(name, "replace")
    lost = text.count("\ufffd")
    control = sum(sign < " " and sign not in "\n\r\t\f" for sign in text[:20_000])
    if lost > _BROKEN * max(len(text), 1) or control > _BROKEN * max(len(text[:20_000]), 1):
        return None
    return Decoded(text, name, lost)


def _sense(text: str) -> float:
    """Share of frequent characters among those beyond ASCII."""
    beyond = [
        sign for sign in text[:20_000] if sign > "\x7f" and sign not in "，。、；：？！“”‘’（）《》—…　"
    ]
    return sum(sign in _FREQUENT for sign in beyond) / len(beyond) if beyond else 0.0


def _western(text: str) -> bool:
    """Whether signs beyond ASCII are few and stand in words, as accents and quotation marks do."""
    beyond = sum(sign > "\x7f" for sign in text)
    control = sum(sign < " " and sign not in "\n\r\t\f" for sign in text)
    return beyond < 0.1 * max(len(text), 1) and control == 0
