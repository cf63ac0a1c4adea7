"""Policies that hold up, as of a day."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Unpack

from fourfutures.analysis import Question, robust_document
from fourfutures.public.document import Document
from fourfutures.public.options import Pulled, asked_of, offered, workshop_of
from fourfutures.study import Study

MEMBERS = 2_000  # unless others are asked for: policies are compared on the same members, so few say much


@offered()
def robust(
    study: Study | str | Path = "ai-2027",
    *,
    actor: str = "us",
    aim: str | None = None,
    threshold: float | None = None,
    levers: Sequence[str] = (),
    pulls: Sequence[str] = (),
    search: int | None = None,
    checkpoint: str | Path | None = None,
    adversary: bool = False,
    plan: bool = False,
    **options: Unpack[Pulled],
) -> Document:
    """Policies of an actor that hold up over the states of the world, on the same members each.

    Regret, satisficing, the domain criterion and percentiles for each policy of a list, with intervals and how often each
    is first. `levers` names some levers; `pulls` adds policies of your own such as "us_permitting=1,us_diffusion=0.5".
    With `adversary` the other side answers; with `plan` a lever may wait for a figure; with `search` so many policies
    between those of the list are tried, kept in the file `checkpoint` and taken up from there. The frame has one line a
    number, with its 95 % interval.

    Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    asked = asked_of(study, options, MEMBERS)
    question = Question(
        actor, aim, threshold, tuple(levers), tuple(pulls), search, None if checkpoint is None else Path(checkpoint),
        adversary, plan,
    )  # fmt: skip
    with workshop_of(options) as workshop:
        return Document(robust_document(asked, question, *workshop), "rows", ())
