"""What a run is asked for, checked once, and the name it gets from that."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from fourfutures.analysis.code import code_version
from fourfutures.analysis.errors import AnalysisError
from fourfutures.study import LeverSetting, Study

Start = Literal["vintage", "best_estimate"]
FIRST_AS_OF = date(2025, 12, 4)  # the day the frame was published; earlier dates move the origin
LEAST_MEMBERS = 100
MOST_MEMBERS = 1_000_000
POOL_FACTOR = 8  # the pool is this many times the members kept


@dataclass(frozen=True)
class Request:
    """One run of a study. Build it with `Request.of`, which checks it."""

    study: Study  # as shipped, before lens and start
    members: int
    seed: int
    as_of: date
    assimilate: bool
    levers: tuple[LeverSetting, ...]
    lens: str
    reading: str
    dials: dict[str, float]  # overrides only
    start: Start
    evidence: bool
    notes: tuple[dict[str, str], ...] = field(default=())

    @classmethod
    def of(
        cls,
        study: Study,
        members: int | None = None,
        seed: int | None = None,
        as_of: date | None = None,
        assimilate: bool = True,
        levers: tuple[LeverSetting, ...] = (),
        lens: str = "neutral",
        reading: str = "source",
        dials: dict[str, float] | None = None,
        start: Start = "best_estimate",
        evidence: bool = True,
    ) -> Request:
        """A checked request. Raises AnalysisError with where, what, remedy."""
        meta = study.meta
        count = meta.members if members is None else members
        if not LEAST_MEMBERS <= count <= MOST_MEMBERS:
            raise AnalysisError(
                where="--members",
                what=f"{count} is outside {LEAST_MEMBERS} .. {MOST_MEMBERS:,}",
                remedy=f"give a whole number of members in that range; {meta.members:,} is the study's own",
            )
        number = meta.seed if seed is None else seed
        if not 0 <= number < 2**63:
            raise AnalysisError(
                where="--seed",
                what=f"{number} is not a seed",
                remedy="give a whole number from 0 to 2**63 - 1",
            )
        day = meta.assembled if as_of is None else as_of
        if day < FIRST_AS_OF:
            raise AnalysisError(
                where="--as-of",
                what=f"{day} is before {FIRST_AS_OF}, the first day this study can look from",
                remedy="choose a later day; earlier origins belong to hindcasts",
            )
        if day > meta.assembled:
            raise AnalysisError(
                where="--as-of",
                what=f"{day} is after {meta.assembled}, when the study's data were assembled",
                remedy=f"choose a day up to {meta.assembled}, or refresh the study's data",
            )
        if lens not in study.lenses:
            raise AnalysisError(
                where="--lens",
                what=f"there is no lens {lens}",
                remedy=f"choose one of {', '.join(study.lenses)}",
            )
        used, notes = start, []
        if start == "best_estimate" and day < meta.start_known_on:
            used = "vintage"
            notes.append(
                {
                    "code": "start.vintage",
                    "en": f"As of {day} the best estimate of the start was not yet public; the vintage start is used.",
                    "zh": f"截至{day}，起点的最佳估计尚未公布，改用当时可知的起点（vintage）。",
                }
            )
        return cls(
            study, count, number, day, assimilate, levers, lens, reading, dict(dials or {}), used, evidence,
            tuple(notes),
        )  # fmt: skip

    @property
    def pool(self) -> int:
        """Members of the pool; without data the members themselves."""
        return self.members * POOL_FACTOR if self.assimilate else self.members

    @property
    def lever_month(self) -> int:
        """Month number from which an undated lever acts."""
        if not self.assimilate:
            return 1
        return max(1, self.study.month_of(self.as_of) + 1)

    def identity(self) -> dict[str, object]:
        """Everything the result depends on; not workers, not folders, not the clock."""
        return {
            "study": self.study.meta.id,
            "study_hash": self.study.hash,
            "code_version": code_version(),
            "members": self.members,
            "pool": self.pool,
            "seed": self.seed,
            "as_of": self.as_of.isoformat(),
            "assimilate": self.assimilate,
            "levers": [
                [s.lever, s.value, None if s.start is None else str(s.start), s.entity] for s in self.levers
            ],
            "lens": self.lens,
            "reading": self.reading,
            "dials": dict(sorted(self.dials.items())),
            "start": self.start,
            "evidence": self.evidence,
        }

    @property
    def run_id(self) -> str:
        """Twelve hexadecimal digits that name the result."""
        text = json.dumps(self.identity(), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def folder(self, out: Path) -> Path:
        """Where the run folder goes."""
        return out / f"{self.study.meta.id}-{self.as_of.isoformat()}-{self.run_id}"
