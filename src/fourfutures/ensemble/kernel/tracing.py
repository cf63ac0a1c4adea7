"""Equations read as text: run on symbols instead of numbers, they leave behind the arithmetic they stand for.

The equations of the model use + - * /, comparisons and the five free names `exp`, `log`, `minimum`, `maximum`,
`where`. A symbol answers to all of these and records them, once each: two places that ask for the same number get the
same node. Anything else is refused with an error that says what an equation may do.
"""

from __future__ import annotations

import sys
from typing import Any, NamedTuple, NoReturn

import numpy as np

from fourfutures.ensemble.errors import EnsembleError
from fourfutures.errors import Both

ALLOWED = "+ - * /, comparisons, & and |, exp, log, minimum, maximum, where"
_FREE = {
    np.exp: "exp",
    np.log: "log",
    np.minimum: "minimum",
    np.maximum: "maximum",
    np.add: "add",
    np.subtract: "subtract",
    np.multiply: "multiply",
    np.true_divide: "divide",
    np.negative: "negative",
    np.less: "less",
    np.greater: "greater",
    np.less_equal: "less_equal",
    np.greater_equal: "greater_equal",
    np.bitwise_and: "both",
    np.bitwise_or: "either",
}


class Node(NamedTuple):
    """One number of an equation: an input, a constant, or an operation on earlier nodes."""

    kind: str
    parts: tuple[int, ...]  # numbers of earlier nodes
    value: str | float | None  # name of an input, value of a constant
    place: str  # function of the model that asked for it


class Graph:
    """The numbers of one pass over the equations, in the order in which they were first asked for."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._known: dict[tuple[str, tuple[int, ...], str | float | None], int] = {}

    def input(self, name: str) -> Symbol:
        """A symbol for a number that the pass is given."""
        return self._symbol("input", (), name, "")

    def symbol(self, value: object) -> Symbol:
        """A symbol for a symbol or a plain number."""
        if isinstance(value, Symbol):
            if value.graph is not self:
                _refuse(
                    Both("mixes symbols of two passes", "混用了两个环节的符号"),
                    Both("give every function the arguments of its own pass", "请只传入本环节的参数"),
                )
            return value
        if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, float, np.floating)):
            _refuse(
                Both(f"uses {value!r}, which is not a number", f"用到了{value!r}，它不是数"),
                Both(f"write the equation with {ALLOWED} on numbers", f"方程只用：{ALLOWED}"),
            )
        return self._symbol("constant", (), float(value), "")

    def apply(self, kind: str, *arguments: object) -> Symbol:
        """A symbol for an operation."""
        return self._symbol(kind, tuple(self.symbol(a).number for a in arguments), None, _place())

    def _symbol(self, kind: str, parts: tuple[int, ...], value: str | float | None, place: str) -> Symbol:
        key = (kind, parts, repr(value) if isinstance(value, float) else value)
        number = self._known.get(key)
        if number is None:
            number = len(self.nodes)
            self.nodes.append(Node(kind, parts, value, place))
            self._known[key] = number
        return Symbol(self, number)


class Symbol:
    """A number that is not known yet."""

    __slots__ = ("graph", "number")

    def __init__(self, graph: Graph, number: int) -> None:
        self.graph = graph
        self.number = number

    def __add__(self, other: object) -> Symbol:
        return self.graph.apply("add", self, other)

    def __radd__(self, other: object) -> Symbol:
        return self.graph.apply("add", other, self)

    def __sub__(self, other: object) -> Symbol:
        return self.graph.apply("subtract", self, other)

    def __rsub__(self, other: object) -> Symbol:
        return self.graph.apply("subtract", other, self)

    def __mul__(self, other: object) -> Symbol:
        return self.graph.apply("multiply", self, other)

    def __rmul__(self, other: object) -> Symbol:
        return self.graph.apply("multiply", other, self)

    def __truediv__(self, other: object) -> Symbol:
        return self.graph.apply("divide", self, other)

    def __rtruediv__(self, other: object) -> Symbol:
        return self.graph.apply("divide", other, self)

    def __neg__(self) -> Symbol:
        return self.graph.apply("negative", self)

    def __lt__(self, other: object) -> Symbol:
        return self.graph.apply("less", self, other)

    def __gt__(self, other: object) -> Symbol:
        return self.graph.apply("greater", self, other)

    def __le__(self, other: object) -> Symbol:
        return self.graph.apply("less_equal", self, other)

    def __ge__(self, other: object) -> Symbol:
        return self.graph.apply("greater_equal", self, other)

    def __and__(self, other: object) -> Symbol:
        return self.graph.apply("both", self, other)

    def __or__(self, other: object) -> Symbol:
        return self.graph.apply("either", self, other)

    def __bool__(self) -> bool:
        _refuse(
            Both(
                "decides by `if`, `and`, `or` or `not` on a number of the model",
                "对模型中的数用了 if、and、or 或 not",
            ),
            Both("use where(condition, this, that)", "请改用 where(条件, 甲, 乙)"),
        )

    def __pow__(self, other: object) -> Symbol:
        _refuse(
            Both("uses a power", "用了乘方"),
            Both("multiply, or write exp(k * log(x))", "请改用乘法，或写作 exp(k * log(x))"),
        )

    def __array_ufunc__(self, ufunc: Any, method: str, *arguments: object, **options: object) -> Symbol:
        if method != "__call__" or options or ufunc not in _FREE:
            _refuse_numpy(ufunc.__name__)
        return self.graph.apply(_FREE[ufunc], *arguments)

    def __array_function__(self, function: Any, types: object, arguments: Any, options: Any) -> Symbol:
        if function is not np.where or options or len(arguments) != 3:
            _refuse_numpy(function.__name__)
        return self.graph.apply("where", *arguments)


def _place() -> str:
    """The equation that a step comes from; what the passes add themselves is called so, whoever asked for the program."""
    frame = sys._getframe(1)
    while frame is not None and "/ensemble/kernel/" in frame.f_code.co_filename.replace("\\", "/"):
        frame = frame.f_back  # type: ignore[assignment] # somebody outside is always among the callers
    room = frame.f_globals.get("__name__", "")
    if not room.startswith("fourfutures.model"):
        return "passes"
    return f"{room.rpartition('.')[2]}.{frame.f_code.co_name}"


def _refuse_numpy(name: str) -> NoReturn:
    _refuse(
        Both(f"uses numpy.{name}", f"用到了 numpy.{name}"),
        Both(f"write it with {ALLOWED}", f"方程只用：{ALLOWED}"),
    )


def _refuse(what: Both, remedy: Both) -> NoReturn:
    raise EnsembleError(where=Both(f"equation {_place()}", f"方程 {_place()}"), what=what, remedy=remedy)
