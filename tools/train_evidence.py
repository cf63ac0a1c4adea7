"""Train the classifier of the evidence desk: `python tools/train_evidence.py --corpus FOLDER [--out FILE] [--scores]`.

The corpus is a folder with `dev.jsonl` (one labelled sentence a line) and `articles.csv` (titles). Its sentences stay where
they are: what is written are weights over named features.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from fourfutures.evidence.proposing.classifier import STRENGTHS, chance
from fourfutures.evidence.proposing.direction import Sides
from fourfutures.evidence.proposing.features import Read, Reader
from fourfutures.evidence.proposing.proposing import reader_of
from fourfutures.evidence.proposing.surroundings import COLUMNS, surroundings

Array = npt.NDArray[np.float64]
OUT = Path(__file__).resolve().parents[1] / "src" / "fourfutures" / "evidence" / "rules" / "weights.npz"
FOLDS = 5
# What points to an indicator here, beside, in the rest of the document, in the title; the learned part.
MIX = (1.0, 0.2, 1.0, 0.4, 0.2)
# Inverse strengths of the penalty: all chosen by cross-validation grouped by article.
FEATURES, AROUND, INDICATOR, SIDE, STRENGTH = 0.02, 0.3, 0.3, 0.05, 0.03


class Corpus(NamedTuple):
    """Labelled sentences, read, and the titles of their articles."""

    rows: list[dict[str, Any]]
    reads: list[Read]
    titles: dict[str, Read]

    @property
    def articles(self) -> npt.NDArray[Any]:
        """Article of each sentence."""
        return np.array([row["article_id"] for row in self.rows])

    def some(self, at: Sequence[int] | npt.NDArray[Any]) -> Corpus:
        """Some of the sentences."""
        return Corpus([self.rows[i] for i in at], [self.reads[i] for i in at], self.titles)


def corpus(folder: Path, reader: Reader) -> Corpus:
    """The corpus of a folder."""
    rows = [
        json.loads(line)
        for line in (folder / "dev.jsonl").read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    with (folder / "articles.csv").open(encoding="utf-8", newline="") as stream:
        articles = list(csv.DictReader(stream))
    titles = {row["article_id"]: reader.read(row["title"], row["lang"]) for row in articles if row["title"]}
    return Corpus(rows, [reader.read(row["sentence"], row["lang"]) for row in rows], titles)


def fit(given: Corpus, reader: Reader, sides: Sides) -> dict[str, npt.NDArray[Any]]:
    """Weights from a corpus. The threshold is the one that serves unseen articles best, found by folds inside it."""
    concepts = list(reader.lexicon.names)
    table = reader.table(given.reads, concepts)
    true = _true(given)
    seen = around(given, table)
    gold = [row for row in given.rows if row["is_evidence"]]
    kept = [read for read, row in zip(given.reads, given.rows, strict=True) if row["is_evidence"]]
    inside = table[true]
    indicator, indicator_offset = _many(
        inside, [row["indicator"] for row in gold], list(reader.pointers.names), INDICATOR
    )
    strength, strength_offset = _many(inside, [row["strength"] for row in gold], list(STRENGTHS), STRENGTH)
    side_table = sides.table(kept, [row["indicator"] for row in gold])
    sided = [i for i, row in enumerate(gold) if row["direction"] != "neutral"]
    side = LogisticRegression(C=SIDE, max_iter=3000).fit(
        side_table[sided], [gold[i]["direction"] == "CN" for i in sided]
    )
    return {
        "concepts": np.array(concepts),
        **_evidence(table, true),
        **_around(seen, true),
        "indicator": indicator,
        "indicator_offset": indicator_offset,
        "indicator_mix": np.array(MIX),
        "side": side.coef_[0],
        "side_offset": side.intercept_[0],
        "strength": strength,
        "strength_offset": strength_offset,
        "threshold": np.float64(best_threshold(given, seen)),
    }


def around(given: Corpus, table: Array) -> Array:
    """What stands around each sentence, with the odds that it and its neighbours get from articles they are not in."""
    true, odds = _true(given), np.zeros(len(given.rows))
    for train, test in GroupKFold(FOLDS).split(true, true, given.articles):
        weights = _evidence(table[train], true[train])
        odds[test] = table[test] @ weights["evidence"] + weights["evidence_offset"]
    seen = np.zeros((len(odds), len(COLUMNS)))
    for article in dict.fromkeys(given.articles):
        at = np.flatnonzero(given.articles == article)
        seen[at] = surroundings(odds[at], [given.reads[i] for i in at], given.titles.get(article))
    return seen


def best_threshold(given: Corpus, seen: Array) -> float:
    """The probability from which F1 on articles left out is highest."""
    true = _true(given)
    chances = np.zeros(len(true))
    for train, test in GroupKFold(FOLDS).split(true, true, given.articles):
        weights = _around(seen[train], true[train])
        chances[test] = chance(seen[test] @ weights["around"] + weights["around_offset"])
    bounds = np.arange(0.2, 0.6, 0.01)
    scores = np.array([f1(true, chances >= bound) for bound in bounds])
    near = bounds[
        scores >= scores.max() - 0.005
    ]  # the middle of what is as good: a peak of one corpus is luck
    return float(np.median(near))


def _evidence(table: Array, true: npt.NDArray[np.bool_]) -> dict[str, npt.NDArray[Any]]:
    """Weights of what makes a sentence evidence."""
    model = LogisticRegression(C=FEATURES, max_iter=3000).fit(table, true)
    return {"evidence": model.coef_[0], "evidence_offset": model.intercept_[0]}


def _around(seen: Array, true: npt.NDArray[np.bool_]) -> dict[str, npt.NDArray[Any]]:
    """Weights of what its surroundings say of a sentence."""
    model = LogisticRegression(C=AROUND, max_iter=3000).fit(seen, true)
    return {"around": model.coef_[0], "around_offset": model.intercept_[0]}


def _true(given: Corpus) -> npt.NDArray[np.bool_]:
    return np.array([bool(row["is_evidence"]) for row in given.rows])


def f1(true: npt.NDArray[np.bool_], said: npt.NDArray[np.bool_]) -> float:
    """F1 of the true class."""
    hits = int((true & said).sum())
    return 2.0 * hits / max(int(true.sum()) + int(said.sum()), 1)


def write(weights: Mapping[str, npt.NDArray[Any]], path: Path) -> None:
    """Save the weights: half precision is enough, and the file has no clock in it."""
    import zipfile

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in weights.items():
            raw = io.BytesIO()
            small = (
                np.asarray(array, np.float16) if np.asarray(array).dtype.kind == "f" else np.asarray(array)
            )
            np.save(raw, small, allow_pickle=False)
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), raw.getvalue(), zipfile.ZIP_DEFLATED
            )


def _many(table: Array, labels: Sequence[Any], classes: Sequence[Any], penalty: float) -> tuple[Array, Array]:
    """Weights of several classes, in their order; a class that was not seen stays far off."""
    model = LogisticRegression(C=penalty, max_iter=3000).fit(table, labels)
    coefficients, offsets = np.zeros((len(classes), table.shape[1])), np.full(len(classes), -12.0)
    for row, name in enumerate(model.classes_):
        coefficients[classes.index(name)] = model.coef_[row]
        offsets[classes.index(name)] = model.intercept_[row]
    return coefficients, offsets


def main(arguments: Sequence[str]) -> int:
    """Train and write; with --scores only print what unseen articles give."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--out", type=Path, default=OUT, metavar="FILE")
    parser.add_argument(
        "--scores", action="store_true", help="print scores on unseen articles and write nothing"
    )
    asked = parser.parse_args(arguments)
    reader, sides, actors = reader_of()
    given = corpus(asked.corpus, reader)
    if asked.scores:
        from benchmarks.evidence_scores import scored

        for name, value in scored(given, reader, sides, actors).items():
            print(f"{name:<34} {value:.3f}")
        return 0
    write(fit(given, reader, sides), asked.out)
    print(f"written: {asked.out.name}, {asked.out.stat().st_size / 1000:.0f} kB, {len(given.rows)} sentences")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.exit(main(sys.argv[1:]))
