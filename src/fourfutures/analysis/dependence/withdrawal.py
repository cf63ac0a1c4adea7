"""What is withheld in a test, by whom, from whom: checked once."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fourfutures.analysis.errors import AnalysisError
from fourfutures.errors import Both, listed
from fourfutures.study import LAYERS, SUPPLIERS, Entity, Offer, Study, suggestion

WHOLE = 1.0  # severity where nothing else is said
INDEX_LAYERS = ("cloud", "weights")  # of the dependency index
Severity = float | str | Mapping[str, float]


class Withdrawal(NamedTuple):
    """A supplier ("us" or "cn"), the layers it withholds with the severity of each, and from whom.

    Without a country it withholds them from all partners. An offer is tried with and without.
    """

    supplier: str
    severity: dict[str, float]  # by layer, in the order of the study
    country: Entity | None = None
    offer: Offer | None = None

    @classmethod
    def of(
        cls,
        study: Study,
        supplier: str,
        layers: str | Sequence[str],
        country: str | None = None,
        severity: Severity = WHOLE,
        offer: Offer | None = None,
    ) -> Withdrawal:
        """A checked test. Raises AnalysisError or StudyError with where, what and remedy."""
        if not study.exposure.there:
            raise AnalysisError(
                where=Both(f"study {study.meta.id}", f"研究 {study.meta.id}"),
                what=Both("says nothing of exposure, so nothing can be tested", "没有依赖数据，无法测试"),
                remedy=Both(
                    f"add {study.meta.files.exposure}; the study ai-2027 shows how",
                    f"请补上 {study.meta.files.exposure}，可参照研究 ai-2027",
                ),
            )
        side = _supplier(supplier)
        wanted = _layers(layers)
        where = study.partner(country) if country is not None else None
        if offer is not None and where is None:
            raise AnalysisError(
                where="--offer",
                what=Both("an offer is made to one country, and none is named", "方案针对单个国家，却未指明"),
                remedy=Both("name it, such as --country ARE", "请指明，如 --country ARE"),
            )
        return cls(side, _severity(severity, wanted), where, offer)

    @property
    def strongest(self) -> float:
        """The highest severity of any layer."""
        return max(self.severity.values(), default=0.0)

    def of_the_index(self) -> Withdrawal:
        """The test that the dependency index rests on: cloud and weights withheld whole."""
        return self._replace(severity=dict.fromkeys(INDEX_LAYERS, WHOLE))


def _supplier(name: str) -> str:
    side = name.strip().lower()
    if side not in SUPPLIERS:
        raise AnalysisError(
            where=f"--supplier {name}",
            what=Both(
                f"{name or 'nothing'} is no supplier of the model", f"模型中没有供应方{name or '空白'}"
            ),
            remedy=Both("choose US or CN", "请选 US 或 CN"),
        )
    return side


def _layers(given: str | Sequence[str]) -> list[str]:
    names = [name.strip().lower() for name in (given.split(",") if isinstance(given, str) else given)]
    names = [name for name in names if name]
    if not names:
        raise AnalysisError(
            where="--layers",
            what=Both("no layer is named", "没有写明层次"),
            remedy=Both(f"name some of {','.join(LAYERS)}", f"请从 {','.join(LAYERS)} 中选用"),
        )
    for name in names:
        if name not in LAYERS:
            raise AnalysisError(
                where=f"--layers {name}",
                what=Both(f"there is no layer called {name}", f"没有名为{name}的层次"),
                remedy=suggestion(name, LAYERS),
            )
    return [name for name in LAYERS if name in names]


def _severity(given: Severity, layers: list[str]) -> dict[str, float]:
    """Severity by layer, whole where nothing is said. A text is one number or LAYER=NUMBER,..."""
    if isinstance(given, str):
        given = _read(given)
    if not isinstance(given, Mapping):
        return dict.fromkeys(layers, _share(given, f"{given:g}"))
    for name in given:
        if name not in layers:
            raise AnalysisError(
                where=f"--severity {name}",
                what=Both(f"{name} is not one of the layers withheld", f"{name} 不在断供层次之列"),
                remedy=Both(
                    f"add it to --layers, or give severities for {listed(layers)}",
                    f"请加入 --layers，或只为{listed(layers).zh}设定强度",
                ),
            )
    return {name: _share(given.get(name, WHOLE), f"{name}={given.get(name, WHOLE)}") for name in layers}


def _read(text: str) -> float | dict[str, float]:
    if "=" not in text:
        return _number(text, text)
    found: dict[str, float] = {}
    for part in text.split(","):
        name, sign, value = (piece.strip() for piece in part.partition("="))
        if not sign or not name or name in found:
            raise AnalysisError(
                where=f"--severity {text}",
                what=Both(f"{part or 'nothing'} cannot be read", f"无法识别{part or '空白'}"),
                remedy=Both(
                    "write each layer once, such as cloud=0.5,chips=1", "请每层写一次，如 cloud=0.5,chips=1"
                ),
            )
        found[name.lower()] = _number(value, text)
    return found


def _number(text: str, whole: str) -> float:
    try:
        if not text.isascii() or "_" in text:
            raise ValueError
        return float(text)
    except ValueError:
        raise AnalysisError(
            where=f"--severity {whole}",
            what=Both(f"{text or 'nothing'} is not a number", f"{text or '空白'}不是数值"),
            remedy=Both("write 0.5, or cloud=0.5,chips=1", "请写 0.5 或 cloud=0.5,chips=1"),
        ) from None


def _share(value: float, shown: str) -> float:
    if not (math.isfinite(value) and 0.0 <= value <= 1.0):
        raise AnalysisError(
            where=f"--severity {shown}",
            what=Both(f"{value:g} is outside 0 to 1", f"{value:g}超出0至1"),
            remedy=Both("give the share of the layer that is withheld", "请给出该层断供的比例"),
        )
    return float(value)
