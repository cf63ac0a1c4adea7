"""Charts of the documents that commands print: of a country, a deal, a test of supply, a watch list, known pasts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from fourfutures.errors import Both, Problem
from fourfutures.files import write_whole
from fourfutures.report.catalogue import LANGUAGES, Catalogue, catalogue
from fourfutures.report.charts import economy, reliability, signposts, waterfall, withdrawal
from fourfutures.report.charts.printing import printed
from fourfutures.report.charts.raster import as_png
from fourfutures.report.charts.style import NIGHT
from fourfutures.report.errors import ReportError

Drawn = tuple[str, dict[str, Any], pd.DataFrame, str]  # name, specification, data, text reading
MOST = 6  # economies drawn of a test of supply that covers all of them


def write_charts(
    document: Mapping[str, Any], folder: Path, langs: tuple[str, ...] = LANGUAGES
) -> tuple[list[Path], list[Problem]]:
    """Write the charts of a command's document into a folder, in each language: SVG, specification, CSV, text reading, PNG.

    Returns the paths, and what could not be drawn: a PNG waits for a font that has its letters, everything else is there.
    """
    written: list[Path] = []
    missing: list[Problem] = []
    for lang in langs:
        for name, spec, data, reading in charts(document, catalogue(lang)):
            parts = printed(spec, data, reading, NIGHT)
            try:
                picture = folder / f"{name}.{lang}.png"
                parts["png"] = as_png(parts["svg"].decode(), lang, picture)
            except ReportError as error:
                missing.append(error.problem)
            for suffix, content in parts.items():
                path = folder / f"{name}.{lang}.{suffix}"
                write_whole(path, content)
                written.append(path)
    return written, missing


def charts(document: Mapping[str, Any], texts: Catalogue) -> Iterator[Drawn]:
    """The charts of a document in a language, by its schema. Raises ReportError for one that has none."""
    kind = _kind(document)
    if kind == "country":
        yield f"country-{document['entity']}", *economy.draw(document, texts), economy.read(document, texts)
    elif kind == "deal":
        name = f"deal-{document['country']['entity']}"
        yield name, *waterfall.draw(document, texts), waterfall.read(document, texts)
    elif kind == "switchoff":
        for code in _most_dependent(document):
            picture = withdrawal.draw(document, code, texts)
            yield f"switchoff-{code}", *picture, withdrawal.read(document, code, texts)
    elif kind == "watch":
        yield "signposts", *signposts.draw(document, texts), signposts.read(document, texts)
    elif kind == "hindcast":
        yield "reliability", *reliability.draw(document, texts), reliability.read(document, texts)
    else:
        raise _undrawn(document)


def panels(document: Mapping[str, Any], texts: Catalogue) -> dict[str, dict[str, Any]]:
    """Specifications of the figures of a document that a page shows one by one, by name; one with nothing in it is left out.

    Raises ReportError for a document that has none.
    """
    kind = _kind(document)
    if kind == "country":
        users, shares = ("adoption",), economy.VARIABLES[1:]
        return {
            "users": economy.draw(document, texts, users)[0],
            "shares": economy.draw(document, texts, shares)[0],
        }
    if kind == "deal":
        found = {
            "year": waterfall.draw(document, texts, ("year",))[0],
            "worth": waterfall.draw(document, texts, ("values",))[0],
        }
        return {name: spec for name, spec in found.items() if spec["concat"]}
    if kind == "switchoff":
        return {"switchoff": withdrawal.draw(document, _most_dependent(document)[0], texts)[0]}
    if kind == "watch":
        return {"signposts": signposts.draw(document, texts)[0]}
    if kind == "hindcast":
        chances, intervals = (reliability.draw(document, texts, (kind,))[0] for kind in reliability.KINDS)
        return {"reliability": chances, "coverage": intervals}
    raise _undrawn(document)


def _kind(document: Mapping[str, Any]) -> str:
    """By its schema; the page of a group of economies shares that of one economy."""
    kind = str(document.get("schema", "")).partition("/")[2].partition("/")[0]
    return "group" if kind == "country" and document["kind"] == "group" else kind


def _undrawn(document: Mapping[str, Any]) -> ReportError:
    told = (
        Both("there is no chart of a group of economies", "经济体组没有图")
        if _kind(document) == "group"
        else Both(
            f"there is no chart of a document {document.get('schema')}",
            f"{document.get('schema')}这种文档没有图",
        )
    )
    return ReportError(
        where="--charts",
        what=told,
        remedy=Both(
            "ask for one economy, a deal, a test of supply, a watch list or a hindcast",
            "请用于单个经济体、方案、断供测试、观察清单或回溯预测",
        ),
    )


def _most_dependent(document: Mapping[str, Any]) -> list[str]:
    """Economies of a test of supply; of many, those that would lose most in the week the index is taken."""
    found = document["countries"]
    ranked = sorted(found, key=lambda code: (-found[code]["dependency_index"], code))
    return ranked[:MOST]
