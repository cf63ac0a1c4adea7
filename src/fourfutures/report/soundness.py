"""Whether a summary can carry a page: every block that a page reads is there, and every number in it is a number."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fourfutures.report.errors import ReportError

READINGS = ("source", "committed", "strict")
AXES = ("compute", "adoption")
SIDES = ("us", "contested", "cn")
ODDS = ("p", "mc_se", "low", "high", "prior_p", "data_p")
MIDDLE, INNER = ("q50",), ("q10", "q50", "q90")
RANGED = (
    "compute_stock_us",
    "compute_stock_cn",
    "compute_ratio",
    "frontier_gap",
    "adoption_us",
    "adoption_cn",
)
SHARED = ("share_us", "share_cn", "share_own", "open_origin_us", "open_origin_cn")
NAMED = ("run_id", "study", "study_hash", "code_version", "as_of", "origin", "horizon", "lens", "home")
COUNTED = ("members", "seed", "evidence_items")
TOLERANCE = 1e-9
Place = Sequence[str | int]


def check(summary: Mapping[str, Any], where: str) -> None:
    """Raise ReportError at the first thing a page could not be written from."""
    for key in NAMED:
        if not isinstance(_get(summary, [key], where), str):
            raise _refused(where, [key], "is not a text")
    for path in _numbers(summary, where):
        value = _get(summary, path, where)
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise _refused(where, path, "is not a number")
    for reading in READINGS:
        blocks = [(["futures", reading], [entry["p"] for entry in summary["futures"][reading].values()])]
        blocks += [(["axes", reading, axis], list(summary["axes"][reading][axis].values())) for axis in AXES]
        for path, shares in blocks:
            if abs(math.fsum(shares) - 1.0) > TOLERANCE or min(shares) < 0.0:
                raise _refused(where, path, "does not hold probabilities that sum to 1")


def _numbers(summary: Mapping[str, Any], where: str) -> Iterator[Place]:
    """Places of every number that no page can do without."""
    months = range(len(_get(summary, ["path"], where)))
    movers = range(len(_get(summary, ["movers"], where)))
    yield from ([key] for key in COUNTED)
    futures = [str(entry["id"]) for entry in _get(summary, ["frame", "futures"], where)]
    yield from (["frame", "band"], ["dials", "tau"], ["dials", "rho_c"])
    for reading in READINGS:
        for future in futures:
            yield from (["futures", reading, future, part] for part in ODDS)
        yield from (["definitions", reading, dial] for dial in ("tau", "rho_c"))
        for axis in AXES:
            for side in SIDES:
                yield ["axes", reading, axis, side]
                yield from (["axis_ranges", reading, axis, side, end] for end in ("low", "high"))
    for name in (*RANGED, *SHARED):
        yield from (["outcomes", name, part] for part in (MIDDLE if name in SHARED else INNER))
    yield from (["indices", axis, "q50"] for axis in AXES)
    yield from (["statements", name] for name in ("stock_us_larger", "memory_binds_cn"))
    yield from (["diagnostics", name] for name in ("pool", "ess", "failed_members"))
    places: list[Place] = [["path", at, axis, "q50"] for at in months for axis in AXES]
    places += [["movers", at, "observed"] for at in movers]
    places += [["movers", at, "delta", future] for at in movers for future in futures]
    yield from places


def _get(summary: Mapping[str, Any], path: Place, where: str) -> Any:
    found: Any = summary
    for part in path:
        try:
            found = found[part]
        except (KeyError, IndexError, TypeError):
            raise _refused(where, path, "is missing") from None
    return found


def _refused(where: str, path: Place, what: str) -> ReportError:
    return ReportError(
        where=f"{where}#/" + "/".join(str(part) for part in path),
        what=what,
        remedy="write the run again with this version of the program",
    )
