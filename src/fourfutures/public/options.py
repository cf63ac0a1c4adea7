"""Options of a question: each declared once, so that every question that takes it takes it in the same way.

`request` holds the defaults and checks what was given; `offered` shows the names to whoever looks at a function.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, ForwardRef, TypedDict, TypeVar, cast, get_args

from fourfutures.analysis import Pools, Request, Workshop, kept_pools
from fourfutures.ensemble import Hands
from fourfutures.public.asking import DEALS, EVIDENCE, LEVERS, request
from fourfutures.public.working import Progress, threads_of
from fourfutures.study import Study

Question = TypeVar("Question", bound=Callable[..., Any])


class Drawn(TypedDict, total=False):
    """How many members are kept, the study's own number if left out, and the seed of all chance."""

    members: int | None
    seed: int | None


class Dated(TypedDict, total=False):
    """The day that is looked from, the one the study's data were assembled on if left out."""

    as_of: date | str | None


class Before(Dated, total=False):
    """Whether no data at all are used."""

    prior: bool


class Seen(TypedDict, total=False):
    """The point of view: a lens of the study."""

    lens: str


class Defined(TypedDict, total=False):
    """The reading, with single definitions where wanted, such as `strict,gamma=0.3`."""

    dials: str


class Weighed(Drawn, total=False):
    """The state at the origin, and the evidence that counts: the desk's, a file's, entries, or none with False."""

    start: str
    evidence: EVIDENCE


class Unheard(TypedDict, total=False):
    """Whether evidence is left out, whatever `evidence` says."""

    no_evidence: bool


class Guided(TypedDict, total=False):
    """Whether a second pool is moved towards the data even where enough members of the first one fit them."""

    guide: bool


class Played(TypedDict, total=False):
    """Levers by name, or as texts of options; deals put into the world as if they were signed."""

    levers: LEVERS
    deals: DEALS


class Working(TypedDict, total=False):
    """Threads, all there are if left out; where pools are kept; who is told how far the work has come."""

    workers: int | None
    pools: Pools | None
    progress: Progress | None


class Spread(Working, total=False):
    """The address of a Dask scheduler whose workers help."""

    scheduler: str | None


class Asking(Weighed, Before, Seen, Defined, Unheard, Guided, Played, total=False):
    """All that `request` takes."""


class Running(Weighed, Before, Seen, Defined, Guided, Played, total=False):
    """What a run is asked for."""


class Between(Weighed, Seen, Defined, Unheard, Guided, Spread, total=False):
    """A question about days that it names itself."""


class AsOf(Between, Dated, total=False):
    """A question about what data say on a day."""


class Found(Between, Before, total=False):
    """A question about members, weighed by data or not."""


class Pulled(Weighed, Before, Seen, Defined, Unheard, Guided, Working, total=False):
    """The same, worked out on this machine."""


class Compared(Weighed, Before, Defined, Unheard, Spread, total=False):
    """A question about all lenses at once."""


class Offered(Weighed, Before, Seen, Spread, total=False):
    """A question about one offer or one country."""


class Odds(Drawn, Dated, Seen, Defined, Working, total=False):
    """A question about evidence that it names itself."""


def asked_of(
    study: Study | str | Path, options: Mapping[str, Any], fewer: int | None = None, **own: Any
) -> Request:
    """The checked request of a question from its options; `fewer` members where no number is given, `own` beside them.

    Raises FourFuturesError with where, what and remedy.
    """
    given = {name: value for name, value in options.items() if name in Asking.__annotations__} | own
    if fewer is not None and given.get("members") is None:
        given["members"] = fewer
    return request(study, **cast(Asking, given))


@contextmanager
def workshop_of(options: Mapping[str, Any]) -> Iterator[Workshop]:
    """Hands, pools and who is told, as the options say, for as long as they are wanted."""
    told = options.get("progress") or (lambda stage, done, total: None)
    with closing(Hands.of(threads_of(options.get("workers")), options.get("scheduler"))) as hands:
        yield Workshop(hands, options.get("pools") or kept_pools(), told)


def offered(**others: Any) -> Callable[[Question], Question]:
    """Declare a question that takes options: its signature lists them with their defaults, and it refuses any other.

    `others` are defaults of its own. What `**options` may hold is known to a type checker; this is for whoever looks at
    the function while the program runs, such as `help`.
    """

    def declare(question: Question) -> Question:
        *own, rest = inspect.signature(question).parameters.values()
        (kind,) = get_args(inspect.signature(question, eval_str=True).parameters[rest.name].annotation)
        defaults = _DEFAULTS | others
        listed = [
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, default=defaults.get(name), annotation=_text(annotation)
            )
            for name, annotation in kind.__annotations__.items()
        ]
        known = {parameter.name for parameter in (*own, *listed)}

        @wraps(question)
        def asked(*arguments: Any, **options: Any) -> Any:
            for name in options:
                if name not in known:
                    raise TypeError(f"{question.__name__}() got an unexpected keyword argument {name!r}")
            return question(*arguments, **{**others, **options})

        asked.__signature__ = inspect.signature(question).replace(parameters=[*own, *listed])  # type: ignore[attr-defined] # read by `inspect`
        return cast(Question, asked)

    return declare


# Of the options of a request; who works and where is None unless said.
_DEFAULTS = {name: taken.default for name, taken in inspect.signature(request).parameters.items()}


def _text(annotation: Any) -> Any:
    """An annotation as it was written."""
    return annotation.__forward_arg__ if isinstance(annotation, ForwardRef) else annotation
