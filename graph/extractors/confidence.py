"""How sure a triple is: a logistic regression on how it was found, fitted on the training part of our annotated news.

The weights lie beside this file as data (``confidence.csv``) and are made by ``scripts/fit_confidence.py``.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from graph.model import Triple

TABLE = Path(__file__).with_name("confidence.csv")
_NEAR = 20
_CIRCUMSTANCES = frozenset({"in", "at", "near", "after", "before", "during", "within", "since", "amid", "compound", "about"})


def confidence(triple: Triple) -> float:
    """The estimated share of right triples among those found like ``triple``, between 0 and 1."""
    return sigmoid(sum(weights().get(name, 0.0) * value for name, value in features(triple).items()))


def sigmoid(score: float) -> float:
    """The logistic function."""
    return 1 / (1 + math.exp(-score))


def features(triple: Triple) -> dict[str, float]:
    """What the confidence depends on: the rule, what stands before the predicate, how many arguments and how far."""
    predicate = triple.predicate.span
    found = {"bias": 1.0, f"rule {triple.rule}": 1.0}
    if triple.subject is not None:
        low, high = sorted((triple.subject.mention.span, predicate), key=lambda s: s.start)
        start = triple.sentence.start
        between = triple.sentence.text[max(0, low.end - start) : max(0, high.start - start)]
        found["subject behind commas"] = float(min(2, between.count(",")))
    if triple.extractor == "nominals":
        found["noun with places alone"] = float(all(a.slot in _CIRCUMSTANCES for a in triple.arguments))
    phrases = [a.mention.span for a in triple.arguments if not a.clause]
    furthest = max((abs(p.start - predicate.end) for p in phrases), default=0)
    found["argument far"] = math.log1p(furthest / _NEAR)
    found["arguments"] = float(min(4, len(phrases)))
    found["no argument"] = float(not phrases)
    return found


@cache
def weights() -> Mapping[str, float]:
    """The fitted table: feature -> weight; empty where none has been made yet."""
    if not TABLE.exists():
        return {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["feature"]: float(row["weight"]) for row in csv.DictReader(file)}
