"""The one base of every error a user can cause: where it is, what it is, what to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, as shown by `check`, `verify` and `doctor`."""

    where: str
    what: str
    remedy: str

    def __post_init__(self) -> None:
        # Clauses, so that one message can be made of them: outer blanks and full stops go.
        for name in ("where", "what", "remedy"):
            object.__setattr__(self, name, getattr(self, name).strip().rstrip("."))

    def as_json(self) -> dict[str, str]:
        """The problem as a JSON object with `where`, `what` and `remedy`."""
        return asdict(self)

    def __str__(self) -> str:
        remedy = self.remedy[:1].upper() + self.remedy[1:]
        return f"{self.where}: {self.what}. {remedy}" + ("" if remedy.endswith("?") else ".")


class FourFuturesError(Exception):
    """An error with a place, a fact and a remedy; each room defines its own kinds.

    All three are clauses without a full stop: `str(error)` joins them into one message.
    """

    def __init__(self, *, where: str, what: str, remedy: str) -> None:
        self.problem = Problem(where, what, remedy)
        super().__init__(str(self.problem))

    @property
    def where(self) -> str:
        """File, table and key, or option and value."""
        return self.problem.where

    @property
    def what(self) -> str:
        """What is wrong there."""
        return self.problem.what

    @property
    def remedy(self) -> str:
        """What the user can do about it."""
        return self.problem.remedy

    def as_json(self) -> dict[str, str]:
        """The error as a JSON object with `where`, `what` and `remedy`."""
        return self.problem.as_json()

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only arguments do not survive the default pickling, and workers send errors back by pickle.
        return _rebuild, (type(self), self.where, self.what, self.remedy)


def _rebuild(kind: type[FourFuturesError], where: str, what: str, remedy: str) -> FourFuturesError:
    return kind(where=where, what=what, remedy=remedy)
