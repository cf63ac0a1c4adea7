"""Under which few conditions each future comes about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Unpack

from fourfutures.analysis import CHOICES, AnalysisError, Discovery
from fourfutures.analysis import discover as discovered
from fourfutures.errors import Both, listed
from fourfutures.public.document import Document
from fourfutures.public.options import Found, asked_of, offered, workshop_of
from fourfutures.study import Study, suggestion


@offered()
def discover(
    study: Study | str | Path = "ai-2027",
    *,
    futures: str | Sequence[str] = (),
    speaking: str = "all",
    levers: bool = False,
    threshold: float | None = None,
    **options: Unpack[Found],
) -> Document:
    """Boxes of each future with coverage, density and stability, as sentences in both languages; and the reasons check.

    `futures` are ids, all if none is given. Boxes speak of all inputs, of `uncertainties` alone, or of measures of the
    `path` alone, or of `levers` alone. With `levers` each member is run under levers of its own, drawn over their
    ranges, and boxes may speak of them too. With a `threshold` the widest box is looked for in which a future is at least so likely. The frame has
    one line a box.

    Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    asked = asked_of(study, options)
    known = asked.study.frame.ids
    chosen = tuple(dict.fromkeys((futures,) if isinstance(futures, str) else futures)) or known
    for future in chosen:
        if future not in known:
            raise AnalysisError(
                where=f"--future {future}",
                what=Both(f"there is no future called {future}", f"没有名为{future}的未来"),
                remedy=suggestion(future, known),
            )
    words = next((choice for choice in CHOICES if choice == speaking), None)
    if words is None:
        raise AnalysisError(
            where=f"--inputs {speaking}",
            what=Both(f"there is no choice called {speaking}", f"没有名为{speaking}的选项"),
            remedy=Both(f"choose {listed(CHOICES)}", f"请从以下各项中选用：{listed(CHOICES).zh}"),
        )
    if threshold is not None and not 0.0 < threshold <= 1.0:
        raise AnalysisError(
            where=f"--threshold {threshold:g}",
            what=Both("is not a probability above 0", "不是大于0的概率"),
            remedy=Both("give a number above 0 and up to 1, such as 0.5", "请给出大于0且不超过1的数，如0.5"),
        )
    with workshop_of(options) as workshop:
        content = discovered(asked, Discovery(chosen, words, threshold, levers=levers), *workshop)
    return Document(content, "rows", ())
