"""The debrief: what the room thought, what each move did alone and after those before it, what all did together."""

from __future__ import annotations

from typing import Any

from fourfutures.analysis.code import code_version
from fourfutures.analysis.live import Live
from fourfutures.analysis.workshop.contract import DebriefDocument, PlayedEntry
from fourfutures.analysis.workshop.standing import Standing, counted, levers_of
from fourfutures.study import Study, lever_settings


def debrief(now: Standing, live: Live) -> dict[str, Any]:
    """The document. Changes are paired: the same members and the same luck with and without a move."""
    request, study, reading = live.request, live.request.study, live.request.reading
    futures = list(study.frame.ids)

    def answered(levers: dict[str, float]) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = live.answer(lever_settings(levers, study))["futures"][reading]
        return found

    start = answered({})
    before, moves, alone_sum = start, [], dict.fromkeys(futures, 0.0)
    for number, move in enumerate(now.moves, 1):
        alone = answered({move.lever: move.value})
        after = answered(levers_of(now.moves[:number]))
        moves.append(
            PlayedEntry(
                number=number, team=move.team, lever=move.lever, value=move.value,
                alone={name: alone[name]["change"] for name in futures},
                step={name: after[name]["change"]["p"] - before[name]["change"]["p"] for name in futures},
            )
        )  # fmt: skip
        before = after
    for lever, value in levers_of(
        now.moves
    ).items():  # a lever pulled twice counts once, as it stands at the end
        found = answered({lever: value})
        for name in futures:
            alone_sum[name] += found[name]["change"]["p"]
    odds = {name: start[name]["p"] for name in futures}
    ballots = counted(now)
    mean = ballots["all"].mean
    return DebriefDocument(
        schema="fourfutures/debrief/1",
        code=now.opened.code,
        study=study.meta.id,
        study_hash=study.hash,
        code_version=code_version(),
        as_of=request.as_of.isoformat(),
        members=request.members,
        seed=request.seed,
        lens=request.lens,
        reading=reading,
        futures=futures,
        names=_names(now, study),
        odds=odds,
        ballots=ballots,
        gap=None if mean is None else {name: mean[name] - odds[name] for name in futures},
        moves=moves,
        end={name: {"p": before[name]["p"], **_paired(before[name]["change"])} for name in futures},
        interaction={name: before[name]["change"]["p"] - alone_sum[name] for name in futures},
        command=_command(now),
    ).model_dump(by_alias=True)


def _names(now: Standing, study: Study) -> dict[str, Any]:
    """Names in both languages: of each future, and of each lever with its economy and month."""
    frame = study.frame
    found = {one.id: one.name.model_dump() for one in frame.futures}
    found[frame.contested.id] = frame.contested.name.model_dump()
    for move in now.moves:
        (setting,) = lever_settings({move.lever: move.value}, study)
        name = study.levers[setting.lever].name
        rest = [part for part in (setting.entity, setting.start) if part]
        found[move.lever] = {
            "en": name.en + (f" ({', '.join(rest)})" if rest else ""),
            "zh": name.zh + (f"（{'，'.join(rest)}）" if rest else ""),
        }
    return found


def _paired(change: dict[str, float]) -> dict[str, float]:
    return {"change": change["p"], "low": change["low"], "high": change["high"]}


def _command(now: Standing) -> str:
    """The command line that makes the run at the end again."""
    setting = now.opened.setting
    parts = [
        "fourfutures run", f"--members {setting.members}", f"--seed {setting.seed}", f"--as-of {setting.as_of}",
        f"--lens {setting.lens}", f"--dials {setting.dials}",
    ]  # fmt: skip
    for name, value in levers_of(now.moves).items():
        lever, at, month = name.partition("@")
        parts.append(f"--lever {lever}={value:g}{at}{month}")
    return " ".join(parts)
