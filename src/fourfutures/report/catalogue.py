"""Texts of a language: sentences, names, words for odds, and the words a page may not use."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fourfutures.errors import Both
from fourfutures.report.errors import ReportError

LANGUAGES = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists of a language: bands by lower bound, comparison words, words no page may use."""

    bands: tuple[tuple[float, str], ...]
    compare: tuple[str, ...]
    banned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every text the program writes in one language, by a key that both languages share."""

    lang: str
    entries: Mapping[str, str]
    words: Words

    def text(self, key: str, **values: object) -> str:
        """The text of a key with its places filled. A key or a value that is missing is a ReportError."""
        template = self.entries.get(key)
        if template is None:
            raise ReportError(
                where=f"{self.lang}.toml",
                what=Both(f"there is no text {key!r}", f"没有文本 {key}"),
                remedy=Both("add it to both languages", "请在两种语言中补上"),
            )
        try:
            return template.format(**values)
        except (KeyError, IndexError) as error:
            raise ReportError(
                where=f"{self.lang}.toml, {key}",
                what=Both(f"the place {error} has no value", f"占位符 {error} 没有值"),
                remedy=Both(
                    "give the value, or take the place out of both languages",
                    "请给出值，或从两种语言中去掉该占位符",
                ),
            ) from error

    def has(self, key: str) -> bool:
        """Whether there is such a text."""
        return key in self.entries

    def name(self, names: Mapping[str, str]) -> str:
        """This language's name of something the study names in both. Raises ReportError where it lacks one."""
        name = names.get(self.lang)
        if not name:
            raise ReportError(
                where=Both(f"a name of the run record, {dict(names)}", f"运行记录中的名称{dict(names)}"),
                what=Both(f"it lacks the language {self.lang}", f"缺少语言{self.lang}"),
                remedy=Both(
                    "name it in both languages in the study, and write the run again",
                    "请在研究中用两种语言命名，再重新运行",
                ),
            )
        return str(name)


def places(template: str) -> set[str]:
    """Names of the places in a text."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@cache
def catalogue(lang: str) -> Catalogue:
    """The texts of a language, `en` or `zh`."""
    if lang not in LANGUAGES:
        raise ReportError(
            where=Both(f"language {lang!r}", f"语言 {lang}"),
            what=Both("there are no texts in it", "没有这种语言的文本"),
            remedy=Both("choose en or zh", "请选 en 或 zh"),
        )
    room = files("fourfutures.report") / "locale"
    entries = tomllib.loads((room / f"{lang}.toml").read_text(encoding="utf-8"))
    listed = tomllib.loads((room / "words.toml").read_text(encoding="utf-8"))
    words = Words(
        bands=tuple((float(band["from"]), str(band[lang])) for band in listed["bands"]),
        compare=tuple(listed["compare"][lang]),
        banned=tuple(listed["banned"][lang]),
    )
    return Catalogue(lang, {key: str(value) for key, value in entries.items()}, words)
