"""Texts that no editor would send: nothing breaks, and every offset names its own words (a line break reads as a blank)."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from graph.config import Settings
from graph.errors import InputError
from graph.model import Article, Span, Triple
from graph.pipeline import read_triples
from graph.quality.speed import odd_texts
from graph.readers.assemble import assemble

WORDS = st.sampled_from(["Iran", "said", "the", "U.S.", "and", "who", "struck", "talks", "with", "to", "not", "of", "by", "“", "”", ",", "\n", "\t", "—", "🙂", "中国", "\u202eabc", "('s", "$"])
TEXTS = st.one_of(st.text(min_size=1, max_size=400), st.lists(WORDS, min_size=1, max_size=120).map(" ".join), st.lists(WORDS, min_size=1, max_size=60).map("".join))


def spans(triple: Triple) -> list[Span]:
    found = [triple.sentence, triple.predicate.span, *(m.span for m in triple.said_by), *triple.dates]
    for argument in (triple.subject, *triple.arguments):
        if argument is not None:
            found += [argument.span, argument.mention.span, *(m.span for m in argument.members)]
    return found + [s for w in triple.wordings for part in (w.relation, *w.arguments) for s in part]


def check(article: Article, settings: Settings) -> None:
    triples, occurrences = read_triples(article, settings)
    for span in [s for t in triples for s in spans(t)] + [o.mention.span for o in occurrences]:
        assert article.text[span.start : span.end].replace("\n", " ") == span.text and span.start < span.end
    for triple in triples:
        own = triple.sentence
        assert all(own.start <= s.start and s.end <= own.end for s in spans(triple)), "nothing crosses the border of a sentence"


@given(TEXTS)
@example("said said said said")
@example("“““ ”")
@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text(settings: Settings, text: str) -> None:
    try:
        article = assemble({"text": text, "language": "en", "id": "odd"}, name="odd", settings=settings)
    except InputError:
        return
    check(article, settings)


@pytest.mark.slow
def test_one_of_each_kind_of_odd_text(settings: Settings) -> None:
    for name, text in odd_texts(27, seed=1):
        check(assemble({"text": text, "language": "en", "id": name}, name=name, settings=settings), settings)
