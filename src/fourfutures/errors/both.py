"""Texts in both languages: each message of the program is written twice, side by side, for its own readers."""

from __future__ import annotations

from collections.abc import Sequence


class Both(str):
    """A text in English and in Chinese. As a `str` it is the English; `zh` is the Chinese."""

    zh: str

    def __new__(cls, en: str, zh: str) -> Both:
        text = super().__new__(cls, en)
        text.zh = zh
        return text

    def __reduce__(self) -> tuple[type[Both], tuple[str, str]]:
        return Both, (str(self), self.zh)

    def then(self, en: str, zh: str) -> Both:
        """This text with more behind it."""
        return Both(f"{self}{en}", f"{self.zh}{zh}")


def told(text: str, lang: str) -> str:
    """A text in a language, "en" or "zh"; names and paths, which are plain strings, are the same in both."""
    return text.zh if lang == "zh" and isinstance(text, Both) else str(text)


def listed(names: Sequence[object]) -> Both:
    """Names one after the other, with the comma of each language."""
    return Both(", ".join(map(str, names)), "、".join(map(str, names)))
