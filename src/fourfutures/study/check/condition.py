"""Conditions of futures: measures that the model has, conditions on something that is there."""

from __future__ import annotations

from collections.abc import Iterator

from fourfutures.errors import Both, Problem
from fourfutures.study.errors import nearest, suggestion
from fourfutures.study.indicator import OBSERVABLES
from fourfutures.study.reading import Reading
from fourfutures.study.study import Study


def condition_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Measures of what the model does not expose; conditions of unknown futures, or on nothing."""
    file, measures = study.meta.files.conditions, study.conditions.measure
    for name, measure in measures.items():
        where = reading.place(file, ("measure", name))
        if name in study.uncertainties:
            yield Problem(
                where,
                Both(f"{name} is also an uncertainty", f"{name} 也是一项不确定因素"),
                Both("rename the measure", "请将该量改名"),
            )
        for observable in (measure.observable, measure.less):
            if observable is not None and observable not in OBSERVABLES:
                yield Problem(
                    where,
                    Both(f"the model exposes no {observable}", f"模型没有名为{observable}的可观测量"),
                    suggestion(observable, OBSERVABLES),
                )
    drawn = [n for n, e in study.uncertainties.items() if e.per is None and e.prior.family != "fixed"]
    for name, condition in study.conditions.condition.items():
        where = reading.place(file, ("condition", name))
        if condition.future not in study.frame.ids:
            yield Problem(
                where,
                Both(f"there is no future called {condition.future}", f"没有名为{condition.future}的未来"),
                suggestion(condition.future, study.frame.ids),
            )
        measured = condition.kind == "measured"
        if measured != (condition.measure is not None) or measured != (condition.side is not None):
            yield Problem(
                where,
                Both(
                    "a measured condition needs measure and side, any other has neither",
                    "measured 类条件须写 measure 和 side，其他类不写",
                ),
                Both("correct kind, measure or side", "请更正 kind、measure 或 side"),
            )
        on = condition.measure
        if on is not None and on not in measures and on not in drawn:
            near = nearest(on, [*measures, *drawn])
            yield Problem(
                where,
                Both(
                    f"{on} is neither a measure nor an uncertainty that is drawn once a member",
                    f"{on} 既不是已定义的量，也不是每个成员抽取一次的不确定因素",
                ),
                near or Both("correct measure", "请更正 measure"),
            )
