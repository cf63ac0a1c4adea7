"""Terms of both languages: which concepts a sentence speaks of, and where."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fourfutures.errors import Both
from fourfutures.evidence.document import Language
from fourfutures.evidence.errors import EvidenceError
from fourfutures.evidence.proposing.openings import Openings
from fourfutures.evidence.proposing.tables import own_table
from fourfutures.evidence.script import as_simplified

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'’.&+-]*|\?")
_SPACED = re.compile(r"[ ]|\[- \]|\\s")
_OPENING = re.compile(r"([A-Za-z0-9])(?![?*])")
_SIGNS = re.compile(r"[\\^$.|?*+()\[\]{}]")
Table = Mapping[str, Mapping[str, Sequence[str]]]


class Lexicon:
    """Terms by concept. English single words are looked up word by word, longer terms where they may open."""

    def __init__(self, table: Table) -> None:
        self.names = tuple(table)
        self._words: dict[str, tuple[str, ...]] = {}
        self._single: dict[
            str, list[tuple[str, re.Pattern[str]]]
        ] = {}  # by the first letter; "" where it is not plain
        self._longer: Openings[str] = Openings("word")
        self._plain: dict[str, list[tuple[str, str]]] = {}  # by the first two signs
        self._patterns: Openings[str] = Openings("sign")
        for name, terms in table.items():
            self._add_english(name, terms.get("en", ()))
            self._add_chinese(name, terms.get("zh", ()))

    def concepts(self, sentence: str, lang: Language) -> set[str]:
        """Names of the concepts that a sentence speaks of."""
        return self._in_chinese(sentence) if lang == "zh" else self._in_english(sentence)

    def _add_english(self, name: str, terms: Sequence[str]) -> None:
        single: dict[str, list[str]] = {}
        for term in terms:
            if not _SPACED.search(term):
                opening = _OPENING.match(term)
                single.setdefault(opening.group(1).lower() if opening else "", []).append(term)
        for letter, own in single.items():
            pattern = re.compile("|".join(f"(?:{term})" for term in own), re.I)
            self._single.setdefault(letter, []).append((name, pattern))
        for term in terms:
            if not _SPACED.search(term):
                continue
            self._longer.add(name, term, "(?![A-Za-z0-9])")

    def _add_chinese(self, name: str, terms: Sequence[str]) -> None:
        for term in terms:
            plain = re.sub(r"^\(\?i:(.*)\)$", r"\1", term).lower()
            if _SIGNS.search(plain):
                self._patterns.add(name, term)
            else:
                self._plain.setdefault(plain[:2], []).append((name, plain))

    def _in_english(self, sentence: str) -> set[str]:
        found: set[str] = set()
        for word in _WORD.findall(sentence):
            known = self._words.get(word)
            if known is None:
                known = self._word(word)
                if len(self._words) < 200_000:
                    self._words[word] = known
            found.update(known)
        return found | self._longer.found(sentence)

    def _word(self, word: str) -> tuple[str, ...]:
        """Concepts of one word: as it stands, without its full stop or possessive, and part by part where hyphens join it."""
        bare = word.rstrip(".-'’&+")
        forms = {word, bare, re.sub(r"['’]s$", "", bare)}
        if "-" in bare:
            forms.update(bare.split("-"))
        if re.search(r"n['’]t$", bare):
            forms.add("not")
        found: dict[str, None] = {}
        for form in sorted(forms - {""}):
            for name, pattern in (*self._single.get(form[0].lower(), ()), *self._single.get("", ())):
                if name not in found and pattern.fullmatch(form):
                    found[name] = None
        return tuple(found)

    def _in_chinese(self, sentence: str) -> set[str]:
        text = as_simplified(sentence).lower()
        found: set[str] = set()
        for at in range(len(text)):
            for start in (text[at : at + 2], text[at]):
                for name, term in self._plain.get(start, ()):
                    if text.startswith(term, at):
                        found.add(name)
        return found | self._patterns.found(text)


def with_terms(own: Mapping[str, Any], path: str | Path | None) -> dict[str, Any]:
    """The terms of the rules and those of an analyst's own file. Raises EvidenceError where that file does not hold."""
    joined: dict[str, Any] = {
        name: {lang: list(terms) for lang, terms in entry.items()} for name, entry in own.items()
    }
    if path is None:
        return joined
    for name, entry in own_table(path).items():
        if not isinstance(entry, dict):
            raise _wrong(path, name, Both("is not a table with `en` or `zh`", "不是含 en 或 zh 的表"))
        for lang, terms in entry.items():
            if (
                lang not in ("en", "zh")
                or not isinstance(terms, list)
                or not all(isinstance(term, str) and term for term in terms)
            ):
                raise _wrong(
                    path,
                    f"{name}.{lang}",
                    Both("is not a list of terms under `en` or `zh`", "不是 en 或 zh 下的词语列表"),
                )
            for term in terms:
                _require_pattern(path, f"{name}.{lang}", term)
            joined.setdefault(name, {}).setdefault(lang, []).extend(terms)
    return joined


def _require_pattern(path: str | Path, key: str, term: str) -> None:
    try:
        compiled = re.compile(term, re.I)
    except (re.error, OverflowError) as error:
        raise _wrong(
            path,
            key,
            Both(f"`{term}` is no regular expression ({error})", f"{term} 不是有效的正则表达式（{error}）"),
        ) from error
    if compiled.search(""):
        raise _wrong(path, key, Both(f"`{term}` matches every sentence", f"{term} 会匹配所有句子"))


def _wrong(path: str | Path, key: str, what: Both) -> EvidenceError:
    return EvidenceError(
        where=f"{path}, {key}", what=what,
        remedy=Both('write it as name = { en = ["term"], zh = ["词"] }', '请写成 名称 = { en = ["term"], zh = ["词"] }'),
    )  # fmt: skip
