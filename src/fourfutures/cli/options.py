"""Options that several commands take: each declared once. A `help` is the name of a text in `words`, in either language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import typer

from fourfutures.cli.wrong_use import whole

STUDY = "ai-2027"
OUT = "runs"

StudyPlace = Annotated[str, typer.Argument(metavar="STUDY", help="study")]
StudyOption = Annotated[str, typer.Option("--study", metavar="STUDY", help="study")]
Members = Annotated[str | None, typer.Option("--members", "-n", metavar="N", help="members")]
FewMembers = Annotated[str | None, typer.Option("--members", "-n", metavar="N", help="few_members")]
DealMembers = Annotated[str | None, typer.Option("--members", "-n", metavar="N", help="deal.members")]
Seed = Annotated[str | None, typer.Option("--seed", metavar="N", help="seed")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="as_of")]
Prior = Annotated[bool, typer.Option("--prior", help="prior")]
Lens = Annotated[str, typer.Option("--lens", metavar="LENS", help="lens")]
Dials = Annotated[str, typer.Option("--dials", metavar="DIALS", help="dials")]
EvidenceFile = Annotated[str | None, typer.Option("--evidence", metavar="FILE", help="evidence")]
NoEvidence = Annotated[bool, typer.Option("--no-evidence", help="no_evidence")]
Guide = Annotated[bool, typer.Option("--guide", help="guide")]
Start = Annotated[str, typer.Option("--start", metavar="START", help="start")]
Workers = Annotated[str | None, typer.Option("--workers", metavar="N", help="workers")]
Scheduler = Annotated[str | None, typer.Option("--scheduler", metavar="ADDRESS", help="scheduler")]
Country = Annotated[str | None, typer.Option("--country", metavar="ISO3", help="code")]
Charts = Annotated[str | None, typer.Option("--charts", metavar="DIR", help="charts")]
Json = Annotated[bool, typer.Option("--json", help="json")]


@dataclass(frozen=True)
class Reading:
    """How members are weighed and read, as typed."""

    lens: Lens = "neutral"
    dials: Dials = "source"
    evidence: EvidenceFile = None
    no_evidence: NoEvidence = False
    guide: Guide = False
    start: Start = "best_estimate"
    workers: Workers = None

    def asked(self, members: str | None, seed: str | None) -> dict[str, Any]:
        """All this for the Python door, with the members and the seed. Raises WrongUse for what is no whole number."""
        return {
            "workers": whole("--workers", self.workers),
            **drawn(members, seed),
            "lens": self.lens,
            "dials": self.dials,
            "evidence": True if self.evidence is None else self.evidence,
            "no_evidence": self.no_evidence,
            "guide": self.guide,
            "start": self.start,
        }


@dataclass(frozen=True)
class ReadingByEitherName(Reading):
    """The same, where the reading may be called one."""

    dials: Annotated[str, typer.Option("--reading", "--dials", metavar="DIALS", help="dials")] = "source"


@dataclass(frozen=True)
class Meeting:
    """How the members are weighed before which an offer or a country is put, as typed."""

    prior: Prior = False
    lens: Lens = "neutral"
    start: Start = "best_estimate"
    no_evidence: NoEvidence = False
    workers: Workers = None

    def asked(self, members: str | None, seed: str | None) -> dict[str, Any]:
        """All this for the Python door, with the members, its own number if left out, and the seed."""
        found = {"workers": whole("--workers", self.workers), **drawn(members, seed)}
        if found["members"] is None:
            del found["members"]
        weighed = {"prior": self.prior, "lens": self.lens, "start": self.start}
        return {**found, **weighed, "evidence": not self.no_evidence}


READING, EITHER_READING, MEETING = Reading(), ReadingByEitherName(), Meeting()


def drawn(members: str | None, seed: str | None) -> dict[str, Any]:
    """How many members and which luck, for the Python door."""
    return {"members": whole("--members", members), "seed": whole("--seed", seed)}
