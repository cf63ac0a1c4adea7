"""Economies of a finished run: one, a group, or all at a glance."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from fourfutures.analysis import economy, group, overview
from fourfutures.ensemble import Hands
from fourfutures.public.folder import Run
from fourfutures.public.withholding import dependency
from fourfutures.public.working import threads_of
from fourfutures.study import Group, Study, load_study


def country(
    made: Run, code: str, study: Study | str | Path | None = None, *, workers: int | None = None
) -> dict[str, Any]:
    """One economy in a finished run, by its code; or a group of economies, by its id, as `kind` "group".

    Alignment odds by month, chance to change sides, series of shares and use, published figures, deals, what both blocs
    bring today, what would turn it, facts, sources. Members are run again for it from the run folder alone.

    Raises FourFuturesError for an unknown name, a home market, or a run made from another state of the study.
    """
    shipped = _study(made, study)
    wanted = shipped.partner_or_group(code)
    with closing(Hands.of(threads_of(workers))) as hands:
        if isinstance(wanted, Group):
            return group(made.held, wanted, shipped, hands)
        found = economy(made.held, wanted.code, shipped, hands)
    return {**found, "dependency": dependency(made, wanted.code, shipped)}


def countries(
    made: Run, study: Study | str | Path | None = None, *, workers: int | None = None
) -> dict[str, Any]:
    """All partner economies of a finished run: alignment, chance to change sides, users, deals; least settled first."""
    with closing(Hands.of(threads_of(workers))) as hands:
        return overview(made.held, _study(made, study), hands)


def _study(made: Run, study: Study | str | Path | None) -> Study:
    return study if isinstance(study, Study) else load_study(study or made.summary["study"])
