"""A finished run asked for once more: its request read back from the manifest, and the run made again elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from fourfutures.analysis import AnalysisError, Pools, Request, close, draft
from fourfutures.assimilation import Item, items_of
from fourfutures.ensemble import Hands, Shelf
from fourfutures.errors import Both
from fourfutures.public.folder import Run
from fourfutures.public.working import Progress, threads_of
from fourfutures.report import write_pages
from fourfutures.study import LeverSetting, Offer, Study, load_study

FORCED = "start.vintage"  # the note of a run that was asked for a start nobody could know yet


def study_of(made: Run, study: Study | str | Path | None = None) -> Study:
    """The study of a run, in the state it was made from. Raises AnalysisError where the state here is another one."""
    loaded = study if isinstance(study, Study) else load_study(study or made.summary["study"])
    if loaded.hash != made.manifest["study_hash"]:
        raise AnalysisError(
            where=str(made.folder),
            what=Both(
                "was made from another state of the study, so nothing more can be worked out from it",
                "出自研究的另一状态，因此无法据此再作推算",
            ),
            remedy=Both(
                "name the study as it was with --study, or make the run again",
                "请用 --study 给出当时的研究，或重新运行",
            ),
        )
    return loaded


def start_of(made: Run) -> str:
    """The start that a run was asked for, which is not the one it used where that was not public yet."""
    forced = any(note["code"] == FORCED for note in made.summary.get("notes") or [])
    return "best_estimate" if forced else str(made.manifest["start"])


def asked_again(made: Run, study: Study, items: Sequence[Item] | None = None) -> Request:
    """The request of a run, from its manifest alone, or with other evidence. Raises AnalysisError where the manifest is damaged."""
    found = made.manifest
    try:
        levers = [
            LeverSetting(lever=name, value=value, start=start, entity=entity)
            for name, value, start, entity in found["levers"]
        ]
        names = {offer["id"]: offer["name"] for offer in made.summary.get("deals") or []}
        deals = tuple(
            Offer.model_validate(
                {**offer, "name": names.get(offer["id"], dict.fromkeys(("en", "zh"), offer["id"]))},
                strict=False,
            )
            for offer in found.get("deals", [])
        )
        return Request.of(
            study,
            members=found["members"],
            seed=found["seed"],
            as_of=date.fromisoformat(found["as_of"]),
            assimilate=found["assimilate"],
            levers=tuple(levers),
            lens=found["lens"],
            reading=found["reading"],
            dials=found["dials"],
            start="vintage" if start_of(made) == "vintage" else "best_estimate",
            evidence=found["evidence"] if items is None else True,
            items=items_of(found["evidence_items"], study) if items is None else tuple(items),
            guide=found["guide_asked"],
            deals=deals,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise AnalysisError(
            where=str(made.folder / "manifest.json"),
            what=Both(f"names no run that could be made again ({error})", f"据此无法重新运行（{error}）"),
            remedy=Both("make the run again with the same command", "请以同样的命令重新运行"),
        ) from error


def made_again(
    made: Run, study: Study, out: Path, workers: int | None = None, progress: Progress | None = None
) -> Run:
    """The same run made once more in another folder, from the first draw on: no pool of an earlier run is read."""
    told = progress or (lambda stage, done, total: None)
    with closing(Hands.of(threads_of(workers))) as hands:
        fresh = draft(asked_again(made, study), out, hands, told, Pools(Shelf(None)))
        write_pages(fresh.folder)
        return Run(close(fresh))
