"""A problem and the error that carries it: where it is, what it is, what to do."""

from __future__ import annotations

from dataclasses import dataclass

from fourfutures.errors.both import Both, told


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, as shown by `check`, `verify` and `doctor`.

    `where` is a file, key or option, which reads the same in both languages, or a `Both` where it holds words.
    """

    where: str
    what: Both
    remedy: Both

    def __post_init__(self) -> None:
        # Clauses, so that one message can be made of them: outer blanks and full stops go.
        for name in ("where", "what", "remedy"):
            object.__setattr__(self, name, _clause(getattr(self, name)))

    def told(self, lang: str = "en") -> str:
        """The problem as one message in a language, "en" or "zh"."""
        where, what, remedy = (told(text, lang) for text in (self.where, self.what, self.remedy))
        if lang == "zh":
            return f"{where}：{what}。{remedy}" + ("" if remedy.endswith("？") else "。")
        remedy = remedy[:1].upper() + remedy[1:]
        return f"{where}: {what}. {remedy}" + ("" if remedy.endswith("?") else ".")

    def as_json(self, lang: str = "en") -> dict[str, str]:
        """The problem as a JSON object with `where`, `what` and `remedy`."""
        return {name: told(getattr(self, name), lang) for name in ("where", "what", "remedy")}

    def __str__(self) -> str:
        return self.told()


class FourFuturesError(Exception):
    """An error with a place, a fact and a remedy; each room defines its own kinds.

    All three are clauses without a full stop: `str(error)` joins them into one English message, `told` into one of
    either language.
    """

    def __init__(self, *, where: str, what: Both, remedy: Both) -> None:
        self.problem = Problem(where, what, remedy)
        super().__init__(str(self.problem))

    @property
    def where(self) -> str:
        """File, table and key, or option and value."""
        return self.problem.where

    @property
    def what(self) -> Both:
        """What is wrong there."""
        return self.problem.what

    @property
    def remedy(self) -> Both:
        """What the user can do about it."""
        return self.problem.remedy

    def told(self, lang: str = "en") -> str:
        """The error as one message in a language, "en" or "zh"."""
        return self.problem.told(lang)

    def as_json(self, lang: str = "en") -> dict[str, str]:
        """The error as a JSON object with `where`, `what` and `remedy`."""
        return self.problem.as_json(lang)

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only arguments do not survive the default pickling, and workers send errors back by pickle.
        return _rebuild, (type(self), self.where, self.what, self.remedy)


def _rebuild(kind: type[FourFuturesError], where: str, what: Both, remedy: Both) -> FourFuturesError:
    return kind(where=where, what=what, remedy=remedy)


def _clause(text: str) -> str:
    if isinstance(text, Both):
        return Both(_bare(text), _bare(text.zh))
    return _bare(text)


def _bare(text: str) -> str:
    return str(text).strip().rstrip(".。").strip()
