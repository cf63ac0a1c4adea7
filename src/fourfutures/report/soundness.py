"""Whether a summary can carry a page: every block that a page reads is there, and every number in it is a number."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fourfutures.errors import Both
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
NAMED = (
    "run_id", "study", "study_hash", "code_version", "data_vintage", "as_of", "origin", "horizon", "lens", "home",
)  # fmt: skip
CHANGE = ("p", "low", "high")
ALIGNMENTS = ("us", "cn", "own", "mixed")
LANGUAGES = ("en", "zh")
COUNTED = ("members", "seed", "evidence_items")
TOLERANCE = 1e-9
Place = Sequence[Any]  # keys and positions


def check(summary: Mapping[str, Any], where: str) -> None:
    """Raise ReportError at the first thing a page could not be written from."""
    for path in _texts(summary, where):
        if not isinstance(_get(summary, path, where), str):
            raise _refused(where, path, Both("is not a text", "不是文本"))
    for path in _numbers(summary, where):
        value = _get(summary, path, where)
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise _refused(where, path, Both("is not a number", "不是数值"))
    for reading in READINGS:
        blocks = [(["futures", reading], [entry["p"] for entry in summary["futures"][reading].values()])]
        blocks += [(["axes", reading, axis], list(summary["axes"][reading][axis].values())) for axis in AXES]
        for path, shares in blocks:
            if abs(math.fsum(shares) - 1.0) > TOLERANCE or min(shares) < 0.0:
                raise _refused(
                    where, path, Both("does not hold probabilities that sum to 1", "概率之和不为1")
                )


def _texts(summary: Mapping[str, Any], where: str) -> Iterator[Place]:
    """Places of every text that a page reads."""
    yield from ([key] for key in NAMED)
    for at in _entries(summary, ["frame", "futures"], where):
        yield ["frame", "futures", at, "id"]
        yield from (["frame", "futures", at, "name", lang] for lang in LANGUAGES)
        yield from (["frame", "futures", at, "colour", use] for use in ("light", "text_light"))
    for at in _entries(summary, ["movers"], where):
        yield from (["movers", at, part] for part in ("unit", "entity", "period_end", "source_id", "date"))
        yield from (["movers", at, "name", lang] for lang in LANGUAGES)
    for at in _entries(summary, ["due"], where) if summary.get("due") else ():
        yield from (["due", at, part] for part in ("period_end", "on"))
        yield from (["due", at, "name", lang] for lang in LANGUAGES)
        last = _get(summary, ["due", at, "last"], where)
        if last is not None:
            yield ["movers", last, "period_end"]  # what the next figure is set beside has to be there
    for at in _entries(summary, ["economies"], where):
        yield ["economies", at, "entity"]
        yield from (["economies", at, "name", lang] for lang in LANGUAGES)
    for at in _entries(summary, ["lever_effects"], where):
        yield ["lever_effects", at, "from"]
        yield from (["lever_effects", at, part, lang] for part in ("name", "direction") for lang in LANGUAGES)
    if summary.get("discrepancies"):
        for at in _entries(summary, ["discrepancies"], where):
            yield from (["discrepancies", at, part] for part in ("bloc", "month"))
    for at in _entries(summary, ["notes"], where):
        yield from (["notes", at, part] for part in ("code", *LANGUAGES))
    if _get(summary, ["rows", "in_force"], where):
        yield from (["rows", part] for part in ("latest_known_on", "latest_period_end"))
    for step in _entries(summary, ["path"], where):
        yield ["path", step, "month"]


def _numbers(summary: Mapping[str, Any], where: str) -> Iterator[Place]:
    """Places of every number that a page reads."""
    yield from ([key] for key in COUNTED)
    yield from (["frame", "band"], ["dials", "tau"], ["dials", "rho_c"], ["rows", "in_force"])
    futures = [str(entry["id"]) for entry in summary["frame"]["futures"]]
    for reading in READINGS:
        yield from (["futures", reading, future, part] for future in futures for part in ODDS)
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
    for step in _entries(summary, ["path"], where):
        yield from (["path", step, axis, "q50"] for axis in AXES)
    for at in _entries(summary, ["movers"], where):
        yield ["movers", at, "observed"]
        yield from (["movers", at, "delta", future] for future in futures)
    for at in _entries(summary, ["economies"], where):
        yield from (["economies", at, "alignment", side] for side in ALIGNMENTS)
        yield from (["economies", at, part] for part in ("share_us", "share_cn"))
    for at in _entries(summary, ["lever_effects"], where):
        yield ["lever_effects", at, "value"]
        yield from (["lever_effects", at, "futures", future, part] for future in futures for part in CHANGE)
    if summary.get("discrepancies"):
        for at in _entries(summary, ["discrepancies"], where):
            yield from (["discrepancies", at, part] for part in ("mean", "prior_sd"))
    if "difference" in summary:
        yield from (["difference", future, part] for future in futures for part in CHANGE)


def _entries(summary: Mapping[str, Any], path: Place, where: str) -> range:
    """Positions in a list of the record."""
    found = _get(summary, path, where)
    if not isinstance(found, list):
        raise _refused(where, path, Both("is not a list", "不是列表"))
    return range(len(found))


def _get(summary: Mapping[str, Any], path: Place, where: str) -> Any:
    found: Any = summary
    for part in path:
        try:
            found = found[part]
        except (KeyError, IndexError, TypeError):
            raise _refused(where, path, Both("is missing", "缺失")) from None
    return found


def _refused(where: str, path: Place, what: Both) -> ReportError:
    return ReportError(
        where=f"{where}#/" + "/".join(str(part) for part in path),
        what=what,
        remedy=Both("write the run again with this version of the program", "请用本版本重新运行"),
    )
