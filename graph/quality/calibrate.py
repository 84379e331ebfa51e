"""Fits the confidence of triples on annotated news: a regularised logistic regression, solved to the end."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from graph.extractors.confidence import TABLE, features, weights
from graph.model import Triple
from graph.quality import corpus

_STRENGTH = 1.0


def fit(rows: Sequence[corpus.Row], read: Iterable[Sequence[Triple]]) -> dict[str, float]:
    """Weight of each feature, from every triple that the gold of ``rows`` can judge; its units share its weight."""
    samples = [sample for row, found in zip(rows, read, strict=True) for triple in found for sample in _samples(row, triple)]
    names = sorted({name for found, _, _ in samples for name in found})
    table = np.array([[found.get(name, 0.0) for name in names] for found, _, _ in samples])
    right = np.array([float(r) for _, r, _ in samples])
    share = np.array([s for _, _, s in samples])

    def loss(trial: Any) -> tuple[float, Any]:
        score = table @ trial
        cost = np.sum(share * (np.logaddexp(0.0, score) - right * score)) + _STRENGTH * np.sum(trial**2) / 2
        return float(cost), table.T @ (share * (1 / (1 + np.exp(-score)) - right)) + _STRENGTH * trial

    solved = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return dict(zip(names, (round(float(w), 3) for w in solved.x), strict=True))


def _samples(row: corpus.Row, triple: Triple) -> Iterable[tuple[dict[str, float], bool, float]]:
    judged = corpus.triples([row], [[triple]]).judged
    return [(features(triple), right, 1 / len(judged)) for _, right in judged]


def write(fitted: dict[str, float], path: Path = TABLE) -> None:
    """Write the table that the extractors read, and let them read it anew."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("feature", "weight"))
        writer.writerows(sorted(fitted.items()))
    weights.cache_clear()
