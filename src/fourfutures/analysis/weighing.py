"""One world weighed: pool, rows in force, weights, classes, members kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourfutures.analysis.labelling import FUTURES, key, labels_of, recoded
from fourfutures.analysis.pooling import Pools, rows_in_force
from fourfutures.analysis.request import Request
from fourfutures.analysis.seeing import Seen, View, see_all
from fourfutures.analysis.told import Told
from fourfutures.analysis.weighed import Weighed, Well, plain, unweighed, weigh_pool
from fourfutures.assimilation import (
    Kept,
    Row,
    Weights,
    claim_of,
    everyone,
    keep,
    local,
    local_weights,
)
from fourfutures.ensemble import (
    GAMMAS,
    Binding,
    Hands,
    LeverPath,
    Pool,
    Record,
    Stream,
    Track,
    early_adoption,
    replay,
    run_members,
    warm,
)
from fourfutures.futures import Codes, Dials, HomeWeights, Labels, readings
from fourfutures.study import OtherFrame, Study

Reals = NDArray[np.float64]
Ids = NDArray[np.int64]
ADOPTION = "logit_adoption"
NO_ROWS = np.empty((0, 0), np.float32)
RECORDED = 32_768  # members run with full output at most, beyond which a sample stands for them in fans and economies
BASIS = 20_000  # draws that ranges are read off, and that stand for more members than are recorded


class World(NamedTuple):
    """A study as one run sees it, before any lever."""

    study: Study  # under the lens and the start
    binding: Binding
    dials: dict[str, Dials]  # by reading
    homes: HomeWeights
    gammas: tuple[float, ...]
    rows: tuple[Row, ...]  # in force
    weighed: Weighed
    labels: dict[str, Labels]  # classes of the pool, by `key`
    kept: Kept
    basis: Kept  # a sample of the pool that keeps the mass of every joint class: what ranges are read off
    basis_track: Track
    recorded: Kept  # members run with full output: those kept, or the basis where they are too many
    recorded_track: Track
    seen: Seen | None  # the kept members at the horizon where they have been run already
    record: Record | None  # the recorded members without levers where they have been run already
    local_rows: tuple[Row, ...]  # in force, about one partner economy each
    local: Reals  # (partners, members) weights of the recorded members for each economy's own series
    other: OtherFrame | None = None  # the frame that ranges are of, where it is not the study's own

    @property
    def pool(self) -> Pool:
        """The pool; its likelihoods are those of the rows in force, in their order."""
        return self.weighed.pool

    @property
    def prior(self) -> Weights:
        """Weights of the pool before any row."""
        return self.weighed.prior

    @property
    def data(self) -> Weights:
        """Weights of the pool with the rows in force, without analyst evidence."""
        return self.weighed.data

    @property
    def posterior(self) -> Weights:
        """Weights of the pool with rows and evidence."""
        return self.weighed.posterior

    @property
    def columns(self) -> NDArray[np.float32]:
        """Log likelihoods of the rows in force, shape (pool, rows)."""
        return self.pool.likelihoods[: len(self.rows)].T

    @property
    def codes(self) -> dict[str, Codes]:
        """Future of each member of the pool, by reading."""
        return {reading: self.labels[key(reading, FUTURES)].codes for reading in self.dials}

    @property
    def failed(self) -> NDArray[np.bool_]:
        """Members of the pool that broke down."""
        return self.weighed.failed

    @property
    def start(self) -> Reals:
        """Log weights of the pool before any row: -inf of a member that broke down."""
        return self.weighed.start

    def places(self, ids: Ids) -> Ids:
        """Where members of the pool stand in it: they are numbered one after another."""
        return places(self.binding, ids)

    def told_as(self, frame: OtherFrame) -> World:
        """The same members in another frame; only labels and ranges know of it."""
        return self._replace(other=frame, labels=recoded(self.labels, self.dials, frame))

    def kept_codes(self, reading: str) -> Codes:
        """Classes of the kept members without levers."""
        return np.asarray(self.codes[reading][self.places(self.kept.ids)])


class Framed(NamedTuple):
    """What is asked, before anybody is run."""

    request: Request
    study: Study
    binding: Binding
    dials: dict[str, Dials]
    homes: HomeWeights
    gammas: tuple[float, ...]
    rows: tuple[Row, ...]
    about: tuple[Row, ...]

    def world(
        self,
        weighed: Weighed,
        labels: dict[str, Labels],
        kept: Kept,
        basis: Kept,
        recorded: Kept,
        tracks: Sequence[Track],
        seen: Seen | None,
        hands: Hands,
    ) -> World:
        """The world with what was found; tracks of the basis and of the recorded members."""
        return World(
            self.study, weighed.binding, self.dials, self.homes, self.gammas, weighed.rows, weighed, labels, kept,
            basis, tracks[0], recorded, tracks[1], seen, None, self.about,
            weights_by_economy(weighed.binding, recorded, self.about, hands),
        )  # fmt: skip


def seen_by(request: Request, lens: str) -> Study:
    """The study under a lens, as it could be read on the request's date, with the request's start."""
    study = request.study.under(lens).known_by(request.as_of)
    return study.as_first_known() if request.start == "vintage" else study


def weigh(
    request: Request,
    lens: str,
    hands: Hands,
    pools: Pools,
    progress: Callable[[str, int, int], None],
    whole: bool = False,
) -> World:
    """Run the pool under a lens, weigh it by the rows known on the request's date, keep the members of the run.

    With `whole` the pool of a weighed run is there also where nothing is known yet, so that two days can be compared.
    """
    study = seen_by(request, lens)
    binding = Binding(study, request.seed)
    dials = readings(study, request.reading, request.dials)
    gammas = tuple(sorted({*GAMMAS, *(d.gamma for d in dials.values())}))
    homes = {gamma: binding.partners.weights(gamma)[1:] for gamma in gammas}
    known = rows_in_force(study, request.as_of, request.without) if request.assimilate else ()
    rows, about = tuple(row for row in known if not local(row)), tuple(row for row in known if local(row))
    frame = Framed(request, study, binding, dials, homes, gammas, rows, about)
    claims = tuple(claim_of(item, study) for item in request.items_in_force)
    if not rows and not claims and not whole:
        return _plain(frame, hands, progress)
    warm(binding)
    found = weigh_pool(Well(request, lens, dials, homes, pools, hands, progress), binding, rows, claims)
    pooled, mass = found.pooled, found.posterior.mass
    assert pooled is not None  # there is a pool to choose from
    uniform = float(Stream(request.seed, [("keep", "")]).uniform(np.zeros(1, dtype=np.int64))[0, 0])
    kept, basis = (
        _numbered(keep(mass, pooled.joint, pooled.ranking, size, uniform), found.pool)
        for size in (request.members, BASIS)
    )
    recorded = kept if kept.ids.shape[0] <= RECORDED else basis
    tracks = [found.pool.track.take(places(found.binding, one.ids)) for one in (basis, recorded)]
    found.pool.rest()
    return frame.world(found, pooled.labels, kept, basis, recorded, tracks, None, hands)


def places(binding: Binding, ids: Ids) -> Ids:
    """Where members stand in the pool of a binding, whose members are numbered one after another."""
    return ids if binding.guide is None else ids - binding.guide.first


def _numbered(kept: Kept, pool: Pool) -> Kept:
    """Members kept by their place in the pool, by their number instead."""
    return kept._replace(ids=pool.ids[kept.ids])


def _plain(frame: Framed, hands: Hands, progress: Callable[[str, int, int], None]) -> World:
    """A world without data: members 0, 1, 2 ... with equal weights."""
    request, binding, dials, homes = frame.request, frame.binding, frame.dials, frame.homes
    size, ids = request.members, everyone(request.members).ids
    told = Told(progress, "members", size)
    idle = LeverPath(frame.study, (), 1, binding.partners.codes)
    view = View(frame.study, dials, homes, request.reading)
    record = None
    if size <= RECORDED:
        even_weights, gamma = everyone(size).weights, dials[request.reading].gamma
        record = run_members(binding, ids, even_weights, idle, gamma, frame.gammas, hands.here, told)
        seen = view.of_record(record)
    else:  # too many to keep their tracks: their classes now, the track of a sample beside them
        seen = see_all(binding, ids, idle, view, frame.gammas, hands.blocks, told)
    failed = seen.failed
    weights = unweighed(failed)
    kept = Kept(ids, weights.mass)
    few = thinned(size, BASIS)
    basis = kept if size <= BASIS else Kept(few, kept.weights[few] / kept.weights[few].sum())
    recorded = kept if size <= RECORDED else basis
    track = replay(binding, few, idle, frame.gammas, hands.blocks) if record is None else record.ends
    tracks = [track if record is None else track.take(one.ids) for one in (basis, recorded)]
    labels, pool = labels_of(seen.found, frame.study.frame), Pool(few, track, NO_ROWS)
    found = plain(binding, pool, failed, weights)
    world = frame.world(found, labels, kept, basis, recorded, tracks, seen, hands)
    return world._replace(record=record)


def thinned(size: int, most: int) -> NDArray[np.int64]:
    """At most so many members of 0 .. size-1, evenly spaced by number."""
    return np.arange(min(size, most), dtype=np.int64) * size // min(size, most)


def weights_by_economy(binding: Binding, recorded: Kept, about: tuple[Row, ...], hands: Hands) -> Reals:
    """Weights of the recorded members by partner, from what is known of that partner alone."""
    months = max((max(row.months) for row in about), default=0)
    paths = {ADOPTION: early_adoption(binding, recorded.ids, months, hands.here)} if about else {}
    return local_weights(recorded.weights, about, binding.partners.codes, paths)
