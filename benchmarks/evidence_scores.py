"""Scores of the evidence desk on articles that its weights never saw: folds grouped by article."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from tools.train_evidence import FOLDS, Corpus, f1, fit

from fourfutures.evidence.proposing.actors import Actors
from fourfutures.evidence.proposing.classifier import Classifier
from fourfutures.evidence.proposing.direction import Sides
from fourfutures.evidence.proposing.features import Reader
from fourfutures.evidence.proposing.quantities import plain

Mask = npt.NDArray[np.bool_]


def scored(given: Corpus, reader: Reader, sides: Sides, actors: Actors) -> dict[str, float]:
    """All scores. Sentences of one article are judged together, under its title, as the desk does with a document."""
    rows, true = given.rows, np.array([bool(row["is_evidence"]) for row in given.rows])
    said, said_alone = np.zeros(len(rows), bool), np.zeros(len(rows), bool)
    indicator = np.array([""] * len(rows), object)
    alone = indicator.copy()
    side, strength, actor = indicator.copy(), np.zeros(len(rows), int), indicator.copy()
    for train, test in GroupKFold(FOLDS).split(rows, true, given.articles):
        judge = Classifier(fit(given.some(train), reader, sides), reader, sides)
        for article in dict.fromkeys(given.articles[test]):
            at = [i for i in test if rows[i]["article_id"] == article]
            reads = [given.reads[i] for i in at]
            judged = judge.judge(reads, given.titles.get(article))
            said[at] = judged.evidence >= judge.threshold
            indicator[at] = judged.indicator
            strength[at] = judged.strength
            for number, i in enumerate(at):
                single = judge.judge([reads[number]])
                alone[i], said_alone[i] = single.indicator[0], single.evidence[0] >= judge.threshold
        gold = [i for i in test if true[i]]
        china = judge.towards_china([given.reads[i] for i in gold], [rows[i]["indicator"] for i in gold])
        side[gold] = np.where(china > 0.5, "CN", "US")
        for i in gold:
            read = given.reads[i]
            actor[i] = actors.actor(read.text, read.lang, rows[i]["indicator"], read.concepts)
    found = _all(given, true, said, indicator, alone, side, strength, actor)
    return {**found, "evidence_f1_alone": f1(true, said_alone)}


def baselines(given: Corpus) -> dict[str, float]:
    """What calling everything evidence gives, and runs of characters with logistic regression at its best threshold."""
    true = np.array([bool(row["is_evidence"]) for row in given.rows])
    texts = [row["sentence"] for row in given.rows]
    chances = np.zeros(len(true))
    labels = np.array([row["indicator"] or "" for row in given.rows], object)
    named = np.array([""] * len(true), object)
    sided = named.copy()
    side = np.array([row["direction"] or "" for row in given.rows], object)
    for train, test in GroupKFold(FOLDS).split(texts, true, given.articles):
        words = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True, min_df=2)
        known, new = words.fit_transform([texts[i] for i in train]), words.transform([texts[i] for i in test])
        chances[test] = (
            LogisticRegression(C=5.0, max_iter=2000).fit(known, true[train]).predict_proba(new)[:, 1]
        )
        gold = np.flatnonzero(true[train])
        named[test] = (
            LogisticRegression(C=10.0, class_weight="balanced", max_iter=2000)
            .fit(known[gold], labels[train][gold].astype(str))
            .predict(new)
        )
        sided[test] = (
            LogisticRegression(C=10.0, class_weight="balanced", max_iter=2000)
            .fit(known[gold], side[train][gold].astype(str))
            .predict(new)
        )
    return {
        "always_f1": f1(true, np.ones(len(true), bool)),
        "tfidf_f1": max(f1(true, chances >= bound) for bound in np.arange(0.1, 0.6, 0.02)),
        "tfidf_indicator_macro_f1": macro_f1(labels[true], named[true]),
        "tfidf_direction": float((side[true] == sided[true]).mean()),
        "always_cn_direction": float((side[true] == "CN").mean()),
    }


def rate(
    given: Corpus, reader: Reader, weights: Mapping[str, Any], sides: Sides, seconds: float = 3.0
) -> float:
    """Sentences read and judged a second, by the processor's clock, on one thread."""
    judge = Classifier(weights, reader, sides)
    done, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        judge.judge([reader.read(row["sentence"], row["lang"]) for row in given.rows])
        done += len(given.rows)
    return done / (time.process_time() - start)


def held_out(articles: Sequence[str]) -> Mask:
    """The third of the articles that nobody read while the rules were written: by a digest of their ids."""
    return np.array(
        [int(hashlib.sha256(f"held{name}".encode()).hexdigest(), 16) % 3 == 0 for name in articles]
    )


def macro_f1(gold: npt.NDArray[Any], said: npt.NDArray[Any]) -> float:
    """Mean F1 over the classes of the gold labels."""
    return float(np.mean([f1(gold == name, said == name) for name in sorted(set(gold))]))


def _all(
    given: Corpus, true: Mask, said: Mask, indicator: Any, alone: Any, side: Any, strength: Any, actor: Any
) -> dict[str, float]:
    rows = given.rows
    lang = np.array([row["lang"] for row in rows])
    labels = np.array([row["indicator"] or "" for row in rows], object)
    direction = np.array([row["direction"] or "" for row in rows], object)
    held = held_out(list(given.articles))
    numbers = np.array(
        [
            _figures(row["quantity"]) == frozenset(q.value for q in read.quantities)
            for row, read in zip(rows, given.reads, strict=True)
        ]
    )
    stated = np.array([bool(row["quantity"]) for row in rows])
    parts = {
        "": np.ones(len(rows), bool),
        "_en": lang == "en",
        "_zh": lang == "zh",
        "_held": held,
        "_seen": ~held,
    }
    found: dict[str, float] = {}
    for name, part in parts.items():
        gold = part & true
        found[f"evidence_f1{name}"] = f1(true[part], said[part])
        found[f"indicator_macro_f1{name}"] = macro_f1(labels[gold], indicator[gold])
        found[f"indicator_accuracy{name}"] = float((labels[gold] == indicator[gold]).mean())
        found[f"direction{name}"] = float((direction[gold] == side[gold]).mean())
        found[f"quantity{name}"] = float(numbers[gold].mean())
    found["evidence_precision"] = float(true[said].mean())
    found["evidence_recall"] = float(said[true].mean())
    found["indicator_macro_f1_alone"] = macro_f1(labels[true], alone[true])
    found["quantity_where_stated"] = float(numbers[true & stated].mean())
    found["strength"] = float(
        (strength[true] == np.array([row["strength"] or 0 for row in rows])[true]).mean()
    )
    found["actor"] = float(
        (actor[true] == np.array([row["actor"] or "" for row in rows], object)[true]).mean()
    )
    return found


def _figures(quantity: str | None) -> frozenset[str]:
    return frozenset(plain(part.strip()) for part in quantity.split(";")) if quantity else frozenset()
