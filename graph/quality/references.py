"""Who is meant by each pronoun and noun: our annotated articles, the coreference layer of GUM, and how often the program agrees.

A row is ``{"id", "title", "published", "text", "mentions": [{"start", "end", "form", "cluster"}]}``, offsets in the text;
mentions of one cluster are one and the same, cluster 0 is nobody who is marked, "1+4" two together. ``head`` of a mention
is the offset of its head word, the last word where it is left out.
"""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from graph.config import Settings
from graph.errors import InputError
from graph.model import Article, Occurrence
from graph.pipeline import read_triples
from graph.readers.assemble import assemble
from graph.resolve.actors import Resolver
from graph.resolve.coreference import TABLE, models
from graph.resolve.coreference.entities import Entity
from graph.resolve.coreference.features import sort_of
from ontology.gazetteer import Gazetteer
from ontology.lexicon import Lexicon

Row = dict[str, Any]
Sample = tuple[str, list[list[str]], int]
_STRENGTH = 1.0
_NONE = -1
_ROOM = 25


def rows(news: Path, part: str) -> list[Row]:
    """The annotated articles of a part ("train" or "test") of our own news."""
    path = news / "references" / f"{part}.jsonl"
    if not path.is_file():
        raise InputError("no annotated articles", where=str(path), hint="give the folder tests/corpus of a checkout")
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def read(found: Iterable[Row], settings: Settings) -> Iterator[tuple[Row, Article, list[Occurrence]]]:
    """Each row with its article and the mentions that the program finds in it."""
    for row in found:
        article = assemble({"text": row["text"], "title": row["title"], "published": row["published"], "language": "en"}, name=row["id"], settings=settings)
        yield row, article, read_triples(article, settings)[1]


def aligned(row: Row, occurrences: Sequence[Occurrence]) -> dict[int, str]:
    """The gold cluster of each occurrence whose head word the gold marks, by its place in the list."""
    by_end: dict[int, list[Row]] = defaultdict(list)
    for gold in row["mentions"]:
        by_end[gold["end"]].append(gold)
        by_end[_head(gold)[1]].append(gold)
    found = {}
    for place, occurrence in enumerate(occurrences):
        span = occurrence.mention.span
        if span.part != "body":
            continue
        same = [g for end in range(span.end - 2, span.end + 1) for g in by_end[end] if _head(g)[0] >= span.start and g["start"] <= span.start + 1]
        inside = [g for end in range(span.start + 1, span.end) for g in by_end[end] if _head(g)[0] >= span.start and g["start"] <= span.start]
        if same or inside:
            found[place] = str(max(same or inside, key=lambda g: int(g["end"]) - int(g["start"]))["cluster"])
    return found


def _head(gold: Row) -> tuple[int, int]:
    """Where the head of a gold mention begins and ends."""
    if "head" in gold:
        return tuple(gold["head"])
    length = len(gold["text"].split()[-1]) if gold["form"] == "nominal" else gold["end"] - gold["start"]
    return gold["end"] - length, gold["end"]


class Teacher:
    """Tells a training run which candidate is right, by the gold clusters of the mentions before."""

    def __init__(self, row: Row, occurrences: Sequence[Occurrence]) -> None:
        self._occurrences, self._clusters = occurrences, aligned(row, occurrences)

    def __call__(self, place: int, sort: str, candidates: list[Entity]) -> int | None:
        """The position of the right candidate, -1 for none of them, None where the gold says nothing."""
        wanted = self._clusters.get(place)
        if wanted is None:
            return _NONE if self._occurrences[place].mention.span.part == "body" else None
        return next((i for i, entity in enumerate(candidates) if self._cluster(entity, place) == wanted), _NONE)

    def _cluster(self, entity: Entity, place: int) -> str:
        if entity.members:
            return "+".join(sorted(self._cluster(m, place) for m in entity.members))
        votes = Counter(self._clusters[p] for p in entity.places if p < place and p in self._clusters)
        return max(sorted(votes), key=lambda c: votes[c], default="")


def samples(found: Iterable[tuple[Row, Article, Sequence[Occurrence]]]) -> list[Sample]:
    """Sort, features of each candidate (none of them last) and position of the right one, for every reference of the rows."""
    lexicon, gazetteer = Lexicon.load(), Gazetteer.load()
    taught = []
    for row, article, occurrences in found:
        resolver = Resolver(article, occurrences, gazetteer, lexicon)
        taught += resolver.refer(Teacher(row, occurrences)).samples
    return taught


def fit(taught: Sequence[tuple[Sample, float]]) -> dict[str, dict[str, float]]:
    """Weight of each feature for each sort of reference: a softmax over the candidates, regularised, solved to the end.

    ``taught`` are samples with the weight that each has.
    """
    return {sort: _fit([(s, w) for s, w in taught if s[0] == sort]) for sort in sorted({s[0] for s, _ in taught})}


def _fit(taught: Sequence[tuple[Sample, float]]) -> dict[str, float]:
    names = sorted({name for (_, listed, _), _ in taught for each in listed for name in each})
    column = {name: i for i, name in enumerate(names)}
    lines: list[int] = []
    columns: list[int] = []
    group: list[int] = []
    right: list[bool] = []
    share: list[float] = []
    for number, ((_, listed, chosen), weight) in enumerate(taught):
        for position, each in enumerate(listed):
            columns += [column[name] for name in each]
            lines += [len(group)] * len(each)
            group.append(number)
            right.append(position == (chosen if chosen >= 0 else len(listed) - 1))
            share.append(weight)
    table = csr_matrix((np.ones(len(lines)), (lines, columns)), shape=(len(group), len(names)))
    of, hit, weights = np.array(group), np.array(right), np.array(share)

    def loss(trial: Any) -> tuple[float, Any]:
        score = table @ trial
        top = np.full(len(taught), -np.inf)
        np.maximum.at(top, of, score)
        power = np.exp(score - top[of])
        total = np.zeros(len(taught))
        np.add.at(total, of, power)
        chance = power / total[of]
        cost = -np.sum(weights[hit] * np.log(chance[hit] + 1e-12)) + _STRENGTH * np.sum(trial**2) / 2
        return float(cost), table.T @ (weights * (chance - hit)) + _STRENGTH * trial

    solved = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return {name: round(float(w), 3) for name, w in zip(names, solved, strict=True) if abs(w) >= 0.001}


def write(fitted: dict[str, dict[str, float]], path: Path = TABLE) -> None:
    """Write the table that the resolver reads, and let it read it anew."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("sort", "feature", "weight"))
        writer.writerows((sort, name, weight) for sort, weights in sorted(fitted.items()) for name, weight in sorted(weights.items()))
    models.cache_clear()


# ---------------------------------------------------------------- measuring


def figures(found: Iterable[tuple[Row, Article, Sequence[Occurrence]]]) -> dict[str, float]:
    """Precision and recall of what pronouns (he/she, it, they) and definite nouns (noun) are taken for.

    An answer is a name of the article; right if it covers the head of a mention of the same cluster. Recall is over those whose
    cluster has a name. Nouns that the gold does not mark do not count.
    """
    lexicon, gazetteer = Lexicon.load(), Gazetteer.load()
    counts: Counter[tuple[str, str]] = Counter()
    for row, article, occurrences in found:
        resolver = Resolver(article, occurrences, gazetteer, lexicon)
        clusters = aligned(row, occurrences)
        named = {str(g["cluster"]) for g in row["mentions"] if g["form"] == "name"}
        for place, occurrence in enumerate(occurrences):
            sort = sort_of(occurrence.mention, resolver.nouns)
            if not sort or occurrence.mention.span.part != "body" or place not in clusters:
                continue
            wanted = clusters[place]
            counts[sort, "wanted"] += wanted in named
            answer = resolver.antecedent(occurrence.mention)
            if answer is not None:
                counts[sort, "answered"] += 1
                counts[sort, "right"] += wanted in named and _covers(answer, row, wanted)
    names = {"he": "he/she", "it": "it", "they": "they", "noun": "noun"}
    shown = {}
    for sort, name in names.items():
        shown[f"{name} precision"] = counts[sort, "right"] / max(1, counts[sort, "answered"])
        shown[f"{name} recall"] = counts[sort, "right"] / max(1, counts[sort, "wanted"])
    return shown


def _covers(answer: Occurrence, row: Row, wanted: str) -> bool:
    """Whether a name covers the head of a gold mention of the cluster."""
    span = answer.mention.span
    return span.part == "body" and any(
        span.start <= _head(g)[0] + _ROOM and _head(g)[1] <= span.end and g["end"] > span.start
        for g in row["mentions"] if str(g["cluster"]) == wanted and g["form"] != "pronoun"
    )
