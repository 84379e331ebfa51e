"""The shelf of extractors: Doc -> triples, each a function over one sentence.

To add one, write ``f(sentence, words, lexicon) -> list[Draft]`` and name it here, or offer it as an entry point
of the group ``geopolgraph.extractors``. Before any of them reads, ``mending`` mends the parse.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.annotate import Passage
from graph.extractors import ud
from graph.extractors.attribution import speakers
from graph.extractors.confidence import confidence
from graph.extractors.drafts import Draft
from graph.extractors.mending import mend
from graph.extractors.mentions import Words, occurrences
from graph.extractors.quotations import spread
from graph.model import Occurrence, Triple
from graph.registry import Table
from graph.resolve.dates import find_dates

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

    from ontology.lexicon import Lexicon

EXTRACTORS = Table(
    "extractor",
    {
        "clauses": "graph.extractors.clauses:clauses",
        "nominals": "graph.extractors.nominals:nominals",
        "titles": "graph.extractors.titles:titles",
    },
    group="geopolgraph.extractors",
)

_MOST_WORDS = 400
"""A longer sentence is a list or a table that lost its line breaks: it gives mentions and no triples."""


def extract(passages: Iterable[Passage], article: str, lexicon: Lexicon) -> tuple[list[Triple], list[Occurrence]]:
    """All triples and all mentions of one article, in the order of the text; governors point into the triples."""
    triples: list[Triple] = []
    found: list[Occurrence] = []
    sentences = 0
    for passage in passages:
        words = Words(passage.part, passage.offset, mend(passage.doc, lexicon))
        ud.index(words.doc, lexicon.predicates("noun"), lexicon.people)
        drafts = [d for s in passage.doc.sents if len(s) <= _MOST_WORDS for d in _sentence(s, words, lexicon)]
        spread(drafts, words, lexicon)
        first = {d.anchor: i for i, d in reversed(list(enumerate(drafts))) if d.anchor >= 0}
        base = len(triples)
        for draft in drafts:
            governor = base + first[draft.governor] if draft.governor in first else -1
            triple = replace(draft.triple(article, governor), block=passage.kind)
            triples.append(replace(triple, confidence=round(confidence(triple), 3)))
        found += occurrences(words, sentences, lexicon)
        sentences += sum(1 for _ in passage.doc.sents)
        ud.forget(words.doc)
    return triples, found


def _sentence(sentence: Sentence, words: Words, lexicon: Lexicon) -> list[Draft]:
    drafts: list[Draft] = []
    for name in EXTRACTORS:
        drafts += EXTRACTORS[name](sentence, words, lexicon)
    drafts.sort(key=lambda d: (d.predicate.span.start, d.extractor))
    for draft in drafts:
        if draft.anchor >= 0 and not ud.cites(words.doc[draft.anchor]):
            draft.said_by = speakers(words.doc[draft.anchor], words, lexicon)
    _attach_dates(sentence, words, drafts)
    return drafts


def _at_that_time(clause: Token) -> bool:
    """"... on May 7, when India struck" and "... on Friday, killing ten": the clause shares the date of the one above."""
    bare = not ud.children(clause, (*ud.SUBJECT, *ud.SUBJECT_PASSIVE, "mark"))
    return clause.dep_ == "advcl" and (bare or any(c.lower_ == "when" for c in ud.below(clause)))


def _attach_dates(sentence: Sentence, words: Words, drafts: list[Draft]) -> None:
    """Give each date expression of the sentence to the nearest predicate above it."""
    anchors = {d.anchor: d for d in drafts if d.anchor >= 0}
    for start, end in find_dates(sentence.text):
        first = words.doc.char_span(sentence.start_char + start, sentence.start_char + end, alignment_mode="expand")
        if first is None:
            continue
        span = words.chars(sentence.start_char + start, sentence.start_char + end)
        holder = ud.climb(first.root, [words.doc[i] for i in anchors])
        relative = [i for i in anchors if words.doc[i].head.i in range(first.start, first.end)]
        if holder is not None:
            relative += [i for i in anchors if words.doc[i].head == holder and _at_that_time(words.doc[i])]
        for i in dict.fromkeys([*([holder.i] if holder is not None else []), *relative]):
            anchors[i].dates = (*anchors[i].dates, span)
