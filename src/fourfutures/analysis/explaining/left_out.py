"""The odds of a day without one source: every row that rests on it is taken out, the others read as if it never was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from numpy.typing import NDArray

from fourfutures.analysis.code import code_version
from fourfutures.analysis.explaining.vantage import Reals, Vantage
from fourfutures.analysis.pooling import Pools, rows_in_force
from fourfutures.assimilation import Row, RowScore, local
from fourfutures.ensemble import Hands, rescore


class LeftOut(NamedTuple):
    """Odds by reading without the source, and the rows taken out."""

    odds: dict[str, Reals]
    rows: tuple[Row, ...]


def left_out(
    view: Vantage, source: str, hands: Hands, pools: Pools, progress: Callable[[str, int, int], None]
) -> LeftOut:
    """A day's odds without a source.

    A stored column is the likelihood of its row given the earlier ones of its block, so where other rows share a block
    with those taken out, the pool is scored once more against that block's rest; a block of the source's own just goes.
    """
    rows, pool = view.rows, view.world.pool
    gone = tuple(row for row in rows if source in row.sources)
    blocks = {row.block for row in gone}
    logs = view.world.start + pool.log_likelihood(
        [at for at, row in enumerate(rows) if row.block not in blocks]
    )
    rest = [
        row
        for row in rows_in_force(view.request.study, date.max)
        if row.block in blocks and source not in row.sources and not local(row)
    ]
    known = [at for at, row in enumerate(rest) if row.known_on <= view.request.as_of]
    if known:
        columns = _columns(view, source, rest, hands, pools, progress)
        for at in known:
            logs = logs + columns[at]
    return LeftOut(view.at(logs), gone)


def _columns(
    view: Vantage,
    source: str,
    rest: list[Row],
    hands: Hands,
    pools: Pools,
    progress: Callable[[str, int, int], None],
) -> NDArray[Any]:
    request, binding = view.request, view.world.binding
    size = view.world.pool.ids.shape[0]
    start = [list(deal) for deal in binding.partners.deals]
    parts = [
        "without",
        source,
        request.study.hash,
        request.lens,
        request.start,
        request.seed,
        start,
        code_version(),
    ]
    key = hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
    done = 0

    def step(count: int) -> None:
        nonlocal done
        done += count
        progress("pool", done, size)

    return rescore(binding, size, RowScore(rest), hands.blocks, pools.shelf, key, step)
