"""The same members told in other frames."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Unpack

from fourfutures.analysis import AnalysisError
from fourfutures.analysis import frames as told_otherwise
from fourfutures.errors import Both
from fourfutures.public.document import Document
from fourfutures.public.options import Found, asked_of, offered, workshop_of
from fourfutures.study import Study, suggestion


@offered()
def frames(
    study: Study | str | Path = "ai-2027",
    *,
    frame: str | Sequence[str] = (),
    **options: Unpack[Found],
) -> Document:
    """Odds of the same members in other frames of the study, all if none is named, and how both tellings meet.

    The frame of the document has one line for each outcome of the frames and reading.

    Raises FourFuturesError with where, what and remedy for anything a user can put right.
    """
    asked = asked_of(study, options)
    known = list(asked.study.frames)
    if not known:
        raise AnalysisError(
            where=asked.study.meta.files.frames,
            what=Both("the study has no other frame", "本研究没有其他框架"),
            remedy=Both("add a file to that folder of the study", "请在研究的该目录中补上文件"),
        )
    chosen = list(dict.fromkeys((frame,) if isinstance(frame, str) else frame)) or known
    for name in chosen:
        if name not in known:
            raise AnalysisError(
                where=f"--frame {name}",
                what=Both(f"there is no frame called {name}", f"没有名为{name}的框架"),
                remedy=suggestion(name, known),
            )
    with workshop_of(options) as workshop:
        content = told_otherwise(asked, chosen, *workshop)
    rows = [
        {"frame": name, "reading": reading, "outcome": outcome, **values}
        for name, entry in content["frames"].items()
        for reading, by_outcome in entry["odds"].items()
        for outcome, values in by_outcome.items()
    ]
    return Document({**content, "rows": rows}, "rows", ())
