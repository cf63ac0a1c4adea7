"""Charts of an edition, drawn from its record: the same four files a chart of a run has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fourfutures.report.catalogue import LANGUAGES, catalogue
from fourfutures.report.charts import FOLDER, NIGHT, economy, printed
from fourfutures.report.claims import Ledger
from fourfutures.report.editions.plans import EDITIONS
from fourfutures.report.pen import Pen
from fourfutures.report.standing import Standing

if TYPE_CHECKING:
    from fourfutures.report.editions.record import EditionRecord


def charts(record: EditionRecord) -> dict[str, str]:
    """Name and text of each file, in both languages; empty where an edition has no chart."""
    if not record.cover:
        return {}
    found = {}
    for lang in LANGUAGES:
        texts = catalogue(lang)
        spec, data = economy.draw({**record.content["document"], "run_id": record.summary["run_id"]}, texts)
        reading = EDITIONS[record.kind].cover(Pen(record, Standing(record), texts, Ledger()))
        for suffix, text in printed(spec, data, reading, NIGHT).items():
            found[f"{FOLDER}/{record.cover}.{lang}.{suffix}"] = text.decode()
    return found
