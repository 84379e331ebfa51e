"""Mends a parse before anything is read from it: lemmas, names, arcs that no clause has, lost speakers, torn titles.

Each step changes the document in place and leaves it a forest of trees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.extractors.lemmas import mend_lemmas
from graph.extractors.mending.coherence import cohere
from graph.extractors.mending.reported import give_speakers
from graph.extractors.mending.titled import join_titles, tidy_names

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from ontology.lexicon import Lexicon


def mend(doc: Doc, lexicon: Lexicon) -> Doc:
    """``doc`` itself, mended; one without a parse is left as it is."""
    mend_lemmas(doc, lexicon)
    if doc.has_annotation("DEP"):
        tidy_names(doc)
        cohere(doc)
        give_speakers(doc)
        join_titles(doc)
    return doc
