"""Docs built by hand from a few columns, so that extractors are tested without a model."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, Span

from graph.annotate import Passage

VOCAB = spacy.blank("en").vocab


def doc(table: str) -> Doc:
    """A Doc from lines of ``word lemma POS dep head [ENT] [Feature=Value]``; head is a 1-based line, 0 the root.

    ``ENT`` is ``B-GPE`` or ``I-GPE``. A word that ends with ``_`` has no blank after it.
    """
    rows = [line.split() for line in table.strip().splitlines()]
    words = [r[0].rstrip("_") for r in rows]
    heads = [int(r[4]) - 1 if int(r[4]) else i for i, r in enumerate(rows)]
    extra = [r[5:] for r in rows]
    made = Doc(
        VOCAB,
        words=words,
        spaces=[not r[0].endswith("_") for r in rows],
        lemmas=[r[1] for r in rows],
        pos=[r[2] for r in rows],
        tags=[next((x[4:] for x in e if x.startswith("TAG=")), "") for e in extra],
        deps=["ROOT" if r[3] == "root" else r[3] for r in rows],
        heads=heads,
        morphs=[next((x for x in e if "=" in x and not x.startswith("TAG=")), "") for e in extra],
        sent_starts=[i == 0 for i in range(len(rows))],
    )
    made.set_ents(list(_entities(made, extra)))
    return made


def _entities(made: Doc, extra: list[list[str]]) -> list[Span]:
    found: list[Span] = []
    for i, marks in enumerate(extra):
        tag = next((m for m in marks if m[:2] in ("B-", "I-")), "")
        if tag.startswith("B-"):
            found.append(Span(made, i, i + 1, label=tag[2:]))
        elif tag and found:
            found[-1] = Span(made, found[-1].start, i + 1, label=tag[2:])
    return found


def passage(table: str, offset: int = 0) -> Passage:
    """One block of an article's body that holds the sentence of ``table``."""
    return Passage("body", "body", offset, doc(table))
