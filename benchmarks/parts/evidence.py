"""How well the evidence desk reads articles that its weights never saw, and how fast."""

from __future__ import annotations

import os
from pathlib import Path

from tools.train_evidence import corpus

from benchmarks.evidence_scores import baselines, rate, scored
from benchmarks.findings import Finding, Findings, Table, Unmeasured
from fourfutures.evidence.proposing.classifier import shipped
from fourfutures.evidence.proposing.proposing import reader_of

VARIABLE = "FOURFUTURES_EVIDENCE_CORPUS"
NOTE = (
    "Five folds grouped by article; sentences of one article are judged together under its title. Indicator, direction, "
    "quantity, strength and actor are scored on true evidence. `held`: a third of the articles that nobody read while the "
    "rules and terms were written; `seen`: the others, whose sentences were looked at, so that the gap between the two is "
    "what the rules owe to having been written beside them. `alone`: without title and neighbours."
)


def measure(quick: bool) -> Findings:
    """Scores by cross-validation and sentences a second. Raises Unmeasured where there is no corpus."""
    named = os.environ.get(VARIABLE, "").strip()
    if not named:
        raise Unmeasured(
            f"no corpus: name its folder in {VARIABLE}; its sentences are others' and not ours to ship"
        )
    folder = Path(named)
    if not (folder / "dev.jsonl").is_file():
        raise Unmeasured(f"{VARIABLE} names a folder without dev.jsonl")
    reader, sides, actors = reader_of()
    given = corpus(folder, reader)
    if quick:
        given = given.some(range(0, len(given.rows), 3))
    found, other = scored(given, reader, sides, actors), baselines(given)
    figures = {
        "evidence_f1": found["evidence_f1"],
        "evidence_f1_gap": abs(found["evidence_f1_en"] - found["evidence_f1_zh"]),
        "evidence_f1_always": other["always_f1"],
        "evidence_f1_tfidf": other["tfidf_f1"],
        "evidence_indicator_f1": found["indicator_macro_f1"],
        "evidence_indicator_f1_tfidf": other["tfidf_indicator_macro_f1"],
        "evidence_direction": found["direction"],
        "evidence_direction_always": other["always_cn_direction"],
        "evidence_quantity": found["quantity"],
        "evidence_sentences_per_s": rate(given, reader, shipped(), sides, 1.0 if quick else 5.0),
    }
    rows = [(name, f"{value:.3f}") for name, value in {**found, **other}.items()]
    return Findings(
        {name: Finding(round(value, 4)) for name, value in figures.items()},
        [Table(f"Evidence on {len(given.rows):,} labelled sentences", ("score", "value"), rows, NOTE)],
    )
