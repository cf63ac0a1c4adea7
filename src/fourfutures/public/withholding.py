"""A test of withheld supply, as of a day or in the members of a finished run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Literal, Unpack

import pandas as pd

from fourfutures.analysis import AnalysisError, Withdrawal, dependency_of, of_run, switchoff_of_run
from fourfutures.analysis import switchoff as withheld
from fourfutures.ensemble import Hands
from fourfutures.errors import Both
from fourfutures.public.document import Document
from fourfutures.public.folder import Run
from fourfutures.public.options import Offered, asked_of, offered, workshop_of
from fourfutures.public.working import threads_of
from fourfutures.study import Offer, Study, load_study, resolve_offer

MEMBERS = 2_000


class Losses(Document):
    """What `switchoff` gives; the frame has one line an economy, with the ends of ranges in columns of their own."""

    def __init__(self, content: dict[str, Any]) -> None:
        super().__init__(content, "countries", ())

    @property
    def frame(self) -> pd.DataFrame:
        """Dependency index, weeks to half, area, output at risk, the supplier's own cost, and q10 and q90 of each."""
        lines = []
        for code, item in self["countries"].items():
            line: dict[str, Any] = {"entity": code, "name": item["name"]["en"]}
            for name, part in item["ranges"].items():
                ends = part or {"mean": None, "q10": None, "q90": None}
                line |= {name: ends["mean"], f"{name}.q10": ends["q10"], f"{name}.q90": ends["q90"]}
            lines.append(line)
        return pd.DataFrame(lines)


@offered(members=MEMBERS)
def switchoff(
    supplier: str,
    layers: str | Sequence[str],
    country: str | None = None,
    severity: float | str | Mapping[str, float] = 1.0,
    *,
    offer: str | Path | Offer | None = None,
    at: str = "as_of",
    study: Study | str | Path = "ai-2027",
    run: Run | None = None,
    **options: Unpack[Offered],
) -> Losses:
    """A stress test with ranges: what partners would lose if `supplier` ("US" or "CN") withheld layers of its stack.

    `layers` are some of chips, cloud, weights, updates; `severity` from 0 to 1 is one number or one a layer. For every
    economy, or for one `country`: service lost by week, dependency index, weeks to half, where use moves, output at risk,
    and beside them what the test costs the supplier. With `offer` (a template, a term sheet or an Offer) the country is
    looked at with and without it. Shares are those of the as-of date, or of the horizon with `at="horizon"`; with `run`
    those of a finished run's members, and the options of a request do not count.

    No forecast, and no word on anyone's intentions. Raises FourFuturesError with where, what and remedy for anything a user
    can put right.
    """
    moment = _moment(at)
    loaded = (
        study
        if isinstance(study, Study)
        else load_study(run.summary["study"] if run and study == "ai-2027" else study)
    )
    made = offer if offer is None or isinstance(offer, Offer) else resolve_offer(offer, loaded)
    asked = Withdrawal.of(loaded, supplier, layers, country, severity, made)
    if run is not None:
        with workshop_of(options) as (hands, _, told):
            return Losses(switchoff_of_run(loaded, run.manifest, run.members, asked, moment, hands, told))
    wanted = asked_of(loaded, options)
    with workshop_of(options) as workshop:
        return Losses(withheld(wanted, asked, moment, *workshop))


def dependency(made: Run, code: str, study: Study, workers: int | None = None) -> dict[str, Any] | None:
    """The `dependency` block of one economy in a finished run; None where the study says nothing of exposure."""
    if not study.exposure.there:
        return None
    with closing(Hands.of(threads_of(workers))) as working:
        return dependency_of(of_run(study, made.manifest, made.members, None, working), code)


def _moment(at: str) -> Literal["as_of", "horizon"]:
    if at == "as_of" or at == "as-of":
        return "as_of"
    if at == "horizon":
        return "horizon"
    raise AnalysisError(
        where=f"--at {at}",
        what=Both(f"{at or 'nothing'} is no time of the test", f"测试没有{at or '空白'}这一时点"),
        remedy=Both("choose as-of or horizon", "请选 as-of 或 horizon"),
    )
