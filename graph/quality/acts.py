"""How well the kind of an act is told, on our own labelled sentences (``tests/corpus/acts``).

A word's type is that of the frame of the lexicon that fits a triple there, where somebody known acts or nobody is said to; else the model's
guess where it is sure enough; else none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from graph.classify.frames import Matcher
from graph.classify.model import FOLDER, THRESHOLD, ActModel
from graph.classify.parts import acts as acting
from graph.config import Settings
from graph.pipeline import read_article, read_triples
from graph.pipelines.training.acts.rows import offset, read
from graph.readers.assemble import assemble
from graph.resolve.actors import Resolver
from ontology.gazetteer import Gazetteer
from ontology.lexicon import Frame, Lexicon

Row = dict[str, Any]
Typed = tuple[str, str, float]
"""The right type, the type given, and how likely the model thinks its guess (1 where the lexicon speaks)."""
_BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def rows(corpus: Path, part: str) -> list[Row]:
    """All labelled sentences of a part ("train" or "test"), checked."""
    return [row for path in sorted((corpus / part).glob("*.jsonl")) for row in read(path)]


def typed(found: Iterable[Row], settings: Settings, model: ActModel) -> Iterator[Typed]:
    """The type of every labelled word, as the program types it."""
    lexicon = Lexicon.load()
    for row in found:
        frames = dict(_frames(row, settings, lexicon))
        for act in row["acts"]:
            at = offset(row["text"], act["word"])
            frame = next((f for (start, end), f in frames.items() if start <= at < end and f.event), None)
            guess = model.guess(row["text"], at)
            if frame is not None:
                yield act["event"], frame.event, 1.0
            elif guess is not None and guess.probability >= THRESHOLD:
                yield act["event"], guess.event, guess.probability
            else:
                yield act["event"], "", 0.0


def _frames(row: Row, settings: Settings, lexicon: Lexicon) -> Iterator[tuple[tuple[int, int], Frame]]:
    article = assemble({"text": row["text"], "language": "en"}, name="a sentence of the corpus", settings=settings)
    triples, occurrences = read_triples(article, settings)
    matcher = Matcher(lexicon, Resolver(article, occurrences, Gazetteer.load(), lexicon))
    for triple in triples:
        if triple.subject is not None and not any(acting(f) for f in matcher.fill(("subj",), triple, "")):
            continue
        match = matcher.match(triple, "")
        for span in () if match is None else (triple.predicate.span, match.noun):
            if span is not None and match is not None:
                yield (span.start, span.end), match.frame


def macro(found: Sequence[Typed]) -> float:
    """The mean F1 over the types, "no act" among them."""
    names = sorted({gold for gold, _, _ in found})
    return sum(f1(found, name) for name in names) / len(names)


def f1(found: Sequence[Typed], name: str) -> float:
    """F1 of one type."""
    right = sum(gold == given == name for gold, given, _ in found)
    return 2 * right / max(1, sum(gold == name for gold, _, _ in found) + sum(given == name for _, given, _ in found))


def figures(found: Sequence[Row], settings: Settings) -> dict[str, float]:
    """Types of words (accuracy, macro F1), precision and recall of the types of reports in a sentence, precision of their contexts."""
    words = list(typed(found, settings, ActModel.load()))
    counts: Counter[str] = Counter()
    for row in found:
        article = assemble({"text": row["text"], "language": "en"}, name="a sentence of the corpus", settings=settings)
        reports = read_article(article, settings).reports
        given = {r.event for r in reports if r.event and not r.negated and not r.content_of}
        about = {context for r in reports for context in r.contexts}
        gold = {a["event"] for a in row["acts"] if a["event"] and not a.get("negated")}
        counts.update(right=len(given & gold), given=len(given), gold=len(gold))
        counts.update(fitting=len(about & set(row["contexts"])), about=len(about))
    return {
        "word accuracy": sum(gold == given for gold, given, _ in words) / len(words),
        "word macro f1": macro(words),
        "report precision": counts["right"] / max(1, counts["given"]),
        "report recall": counts["right"] / max(1, counts["gold"]),
        "contexts precision": counts["fitting"] / max(1, counts["about"]),
    }


def table(found: Sequence[Row], folder: Path = FOLDER) -> Iterator[str]:
    """Lines for a person: lexicon and model together and each alone, by type, calibration."""
    model, settings = ActModel(folder), Settings()
    words = list(typed(found, settings, model))
    alone = [(a["event"], g.event, g.probability) for r in found for a in r["acts"] if (g := model.guess(r["text"], offset(r["text"], a["word"]))) is not None]
    for name, part in (("lexicon, then model", words), ("model alone", alone), ("lexicon alone", [(g, t if p == 1.0 else "", p) for g, t, p in words])):
        yield f"{name:20s} accuracy {sum(g == t for g, t, _ in part) / len(part):.3f}  macro F1 {macro(part):.3f}  (n = {len(part)})"
    yield from (f"  {name or 'no act':10s} F1 {f1(words, name):.3f}  (n = {sum(g == name for g, _, _ in words)})" for name in model.types)
    for low, high in pairwise(_BINS):
        here = [g == t for g, t, p in alone if low <= p < high]
        yield f"  guesses from {low}: {len(here)}, right {sum(here) / max(1, len(here)):.2f}"
