"""What is published: expected releases, files they come from, and which future came."""

from __future__ import annotations

from collections.abc import Iterator

from fourfutures.errors import Both, Problem
from fourfutures.study.errors import nearest
from fourfutures.study.indicator import OBSERVABLES
from fourfutures.study.reading import Reading
from fourfutures.study.study import Study


def release_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Releases of indicators that are not there or that the model cannot forecast."""
    file = study.meta.files.releases
    for name, release in study.releases.items():
        where = reading.place(file, (name, "indicator"))
        indicator = study.indicators.get(release.indicator)
        if indicator is None:
            yield _no_indicator(where, release.indicator, study)
            continue
        seen = indicator.observables.get(release.entity) or indicator.observable
        if seen not in OBSERVABLES or indicator.error_sd is None or indicator.bias_sd is None:
            yield Problem(
                where,
                Both(
                    f"the model cannot forecast {release.indicator} of {release.entity}: "
                    "it needs an observable of a bloc or the world, an error and a bias",
                    f"模型无法预测 {release.entity} 的 {release.indicator}：须有两方或全球的可观测量、误差和偏差",
                ),
                Both(
                    f"complete it in {study.meta.files.indicators}, or drop the release",
                    f"请在 {study.meta.files.indicators} 中补全，或删去该项",
                ),
            )
        if release.scale <= 0.0:
            yield Problem(
                reading.place(file, (name, "scale")),
                Both(f"the scale is {release.scale:g}", f"换算系数为{release.scale:g}"),
                Both("give a number greater than 0", "请给出大于0的数"),
            )


def connector_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Connectors that feed indicators or cite sources that are not there."""
    file = study.meta.files.connectors
    for name, connector in study.connectors.items():
        for fed in connector.feeds:
            if fed not in study.indicators:
                yield _no_indicator(reading.place(file, (name, "feeds")), fed, study)
        if connector.source not in study.sources:
            near = nearest(connector.source, list(study.sources))
            yield Problem(
                reading.place(file, (name, "source")),
                Both(
                    f"there is no source called {connector.source}", f"没有编号为 {connector.source} 的来源"
                ),
                Both(
                    f"{near} A new source needs a card in {study.meta.files.sources}",
                    f"{near.zh}新来源须在 {study.meta.files.sources} 中登记",
                ),
            )


def outcome_faults(study: Study, reading: Reading) -> Iterator[Problem]:
    """Outcomes that name no future, or are written before the horizon."""
    file = study.meta.files.outcomes
    for outcome in study.outcomes:
        where = reading.row_place(file, outcome.reading)
        if outcome.future not in study.frame.ids:
            yield Problem(
                where,
                Both(f"there is no future called {outcome.future}", f"没有名为{outcome.future}的未来"),
                nearest(outcome.future, study.frame.ids) or Both("correct it", "请更正"),
            )
        if outcome.known_on < study.meta.horizon:
            yield Problem(
                where,
                Both(
                    f"was known on {outcome.known_on}, before the horizon, {study.meta.horizon}",
                    f"得知日期{outcome.known_on}早于展望期末{study.meta.horizon}",
                ),
                Both("odds resolve at the horizon only", "概率只在展望期末判定"),
            )


def _no_indicator(where: str, name: str, study: Study) -> Problem:
    near = nearest(name, list(study.indicators))
    return Problem(
        where,
        Both(f"there is no indicator called {name}", f"没有名为{name}的指标"),
        Both(
            f"{near} A new one is declared in {study.meta.files.indicators}",
            f"{near.zh}新指标须在 {study.meta.files.indicators} 中声明",
        ),
    )
