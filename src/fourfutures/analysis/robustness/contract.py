"""The shape of an answer about policies that hold up, as other programs may rely on it; its JSON Schema comes from here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from fourfutures.analysis.contract import DialValues, Future, Part, StudyDocument, described

Text = dict[Literal["en", "zh"], str]
Kind = Literal["criterion", "state", "answer", "order", "plan", "front"]
Criterion = Literal[
    "mean", "regret_worst", "regret_mean", "regret_hindsight", "worst", "satisficing", "satisficing_states", "domain", "p10",
    "p90", "effort", "passive", "leads", "follows", "at_once", "never", "now", "later", "if_crossed", "if_not", "gain",
    "worth",
]  # fmt: skip
Unit = Literal["probability", "share", "log", "levers"]


class RobustRow(Part):
    """One number with its 95 % interval from resampled members.

    `kind` criterion: a policy over all states; state: the aim of a policy in one state; answer: the aim of a policy where
    the other side makes the move `answer`; order: the value of the contest in an order of moves; plan: a policy tied to
    the figure `signpost`, from month `start`; front: a policy of the search. `first` is how often the policy was first over
    resampled members, null where nothing is ranked.

    `criterion` mean: expected aim; regret_worst and regret_mean: what is lost against the best policy of the list in a
    state, in the worst state and on average; regret_hindsight: the same against the best policy of each member;
    worst: the aim in the state where it is least; satisficing: share of the weight in which the aim reaches the
    threshold; satisficing_states: share of the states in which its expectation does; domain: share of all ways of
    weighing the states under which the policy is first; p10 and p90: tenths of the margin; effort: shares of ranges
    times shares of months.
    """

    kind: Kind
    policy: str
    criterion: Criterion
    state: str | None
    answer: str | None
    signpost: str | None
    start: str | None
    unit: Unit
    value: float
    low: float
    high: float
    first: float | None


class Interval(Part):
    """A number with its 95 % interval."""

    value: float
    low: float
    high: float


class PulledTo(Part):
    """A lever of a policy; without `start` it begins in the first month."""

    lever: str
    value: float
    start: str | None
    economy: str | None
    direction: Text


class PolicyEntry(Part):
    """A policy and what is in it."""

    policy: str
    origin: Literal["announced", "single", "pair", "portfolio", "given", "front", "move"]
    settings: list[PulledTo]


class AimEntry(Part):
    """The aim: its value is larger where it is better; its margin says by how much."""

    aim: str
    name: Text
    unit: Unit
    margin_unit: Unit
    threshold: float


class StateEntry(Part):
    """A group of members by how they end where no lever is pulled, its share of the weight, and who does best there."""

    state: str
    regime: Literal["tight", "partial", "open"]
    trust: Literal["low", "high"]
    compute: Literal["low", "high"]
    share: float = Field(ge=0.0, le=1.0)
    effective: float
    best: str
    value: float
    announced: float


class Winner(Part):
    """The policy that is first by a criterion, and how often it was over resampled members."""

    criterion: Criterion
    policy: str
    value: float
    low: float
    high: float
    first: float
    announced: float


class Fewest(Part):
    """Of the policies with so many levers, the one whose largest regret is least."""

    levers: int
    policy: str
    regret: Interval
    mean: Interval


class OrderEntry(Part):
    """An order of moves: what both do and what comes of it; `firm` is how often resampled members choose the same policy."""

    order: Literal["passive", "leads", "follows", "at_once"]
    policy: str
    answer: str
    value: float
    low: float
    high: float
    firm: float


class AdversaryBlock(Part):
    """The other side answers with what is worst for the aim, out of a list."""

    sides: list[str]
    policies: list[str]
    moves: list[str]
    orders: list[OrderEntry]


class PlanEntry(Part):
    """Pulling only if a figure falls on one side of a line, from the month after it is known.

    `gain` is over the best of the ways that look at no figure: never, now, and that month whatever the figure says.
    `worth` is the same to someone who waits in any case, so without now.
    """

    signpost: str
    name: Text
    entity: str
    place: Text | None
    unit: str
    basis: Literal["published", "change"]
    threshold: float
    direction: Literal["above", "below"]
    first_date: str
    period_end: str
    p_crossed: float
    policy: str
    start: str
    pull: Literal["if_crossed", "if_not"]
    never: float
    now: float
    later: float
    waited: float
    gain: Interval
    worth: Interval
    clear: bool
    worth_clear: bool
    source_ids: list[str]


class PlanBlock(Part):
    """Plans tried, those that gain most first; `clear` ones gain beyond what picking the best of them would feign."""

    tried: int
    clear: int
    plans: list[PlanEntry]


class Objective(Part):
    """What the search looks for."""

    objective: Literal["mean", "worst", "p10", "effort"]
    better: Literal["more", "less"]


class TracePoint(Part):
    """Share of what could be covered that the best points cover after so many evaluations."""

    evaluations: int
    hypervolume: float


class SearchBlock(Part):
    """The search, and the policies that none of its last generation beats; their numbers are rows of kind front."""

    levers: list[str]
    evaluations: int
    size: int
    generations: int
    objectives: list[Objective]
    margin_reach: float
    trace: list[TracePoint]
    front: list[str]


class RobustDocument(StudyDocument):
    """`robust --json`. Further blocks may follow; these are promised."""

    schema_: Literal["fourfutures/robust/1"] = Field(alias="schema")
    effective: float
    lens: str
    dials: DialValues
    start: Literal["vintage", "best_estimate"]
    first_month: str
    actor: str
    aim: AimEntry
    aims: list[AimEntry]
    futures: dict[Future, float]
    states: list[StateEntry]
    states_left_out: float
    policies: list[PolicyEntry]
    winners: list[Winner]
    fewest: list[Fewest]
    adversary: AdversaryBlock | None
    plan: PlanBlock | None
    search: SearchBlock | None
    replicas: int
    rows: list[RobustRow]
    sources: dict[str, dict[str, str | None]]
    notes: list[dict[str, str]]


def robust_schema() -> dict[str, Any]:
    """JSON Schema of the document."""
    return described(RobustDocument)
