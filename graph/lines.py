"""Report, triple and mention as the JSON objects of ``geopol extract``: a contract with those who read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graph.model import Article, Mention, Participant, Report, Span, Triple
from graph.resolve.resolution import OPEN
from ontology.plover import quad, score

if TYPE_CHECKING:
    from graph.pipeline import Reading
    from graph.resolve.actors import Resolver
    from ontology.lexicon import Lexicon

_LONGEST = 4
_NESTING = frozenset({"ORG", "EVENT", "FAC", "PRODUCT"})


def report_line(report: Report, article: Article) -> dict[str, Any]:
    """One report with its evidence."""
    date = report.date
    return {
        "id": report.id,
        "article": report.article,
        "title": article.title,
        "published": article.published,
        "source": article.source,
        "part": report.sentence.part,
        "sentence": report.sentence.text,
        "start": report.sentence.start,
        "end": report.sentence.end,
        "subject": participant(report.subject),
        "relation": {"id": report.relation, "text": report.relation_span.text},
        "object": participant(report.object) if report.object is not None else None,
        "others": [{"role": p.role, **participant(p)} for p in report.others],
        "event": report.event or None,
        "mode": report.mode or None,
        "contexts": list(report.contexts),
        "cameo": report.cameo or None,
        "quad": quad(report.event) or None,
        "score": score(report.event, report.mode),
        "typed_by": report.typed_by or None,
        "date": date.value if date is not None else None,
        "date_text": (date.text or None) if date is not None else None,
        "date_precision": date.precision if date is not None else None,
        "date_basis": date.basis if date is not None else None,
        "negated": report.negated,
        "modality": report.modality,
        "said_by": [participant(p) for p in report.said_by],
        "content_of": report.content_of or None,
        "confidence": report.confidence,
        "extractor": report.extractor,
        "rule": report.rule,
    }


def participant(part: Participant) -> dict[str, Any]:
    """A participant with the actor it names; null ids where none was found."""
    actor = part.actor
    return {
        "text": part.span.text,
        "start": part.span.start,
        "end": part.span.end,
        "id": actor.id if actor is not None else None,
        "name": actor.name if actor is not None else None,
        "kind": actor.kind if actor is not None else None,
        "country": actor.country if actor is not None else "",
        "acts_for": part.acts_for,
        "rule": part.rule or None,
    }


def triple_line(triple: Triple) -> dict[str, Any]:
    """One triple in the article's own words: full arguments, their trimmed heads, and wordings as whole tuples.

    ``content_of`` is the number, from 0, of the triple of the same article whose content or purpose this one is.
    """
    own = [a for a in triple.arguments if not a.inner]
    arguments = ([triple.subject] if triple.subject is not None else []) + own
    return {
        "article": triple.article,
        "part": triple.sentence.part,
        "sentence": triple.sentence.text,
        "start": triple.sentence.start,
        "end": triple.sentence.end,
        "subject": triple.subject.span.text if triple.subject is not None else None,
        "relation": "is" if triple.predicate.pos == "rule" else triple.predicate.span.text,
        "arguments": [{"slot": a.slot, **_span(a.span)} for a in own],
        "heads": [{"slot": a.slot, **_span(a.mention.span)} for a in arguments],
        "wordings": [{"relation": text(w.relation), "arguments": [text(a) for a in w.arguments]} for w in triple.wordings],
        "confidence": triple.confidence,
        "extractor": triple.extractor,
        "rule": triple.rule,
        "negated": triple.negated,
        "modality": triple.modality,
        "said_by": [m.span.text for m in triple.said_by],
        "content_of": triple.governor if triple.governor >= 0 else None,
    }


def text(spans: tuple[Span, ...]) -> str:
    """The words of neighbouring or separate spans, in order."""
    return " ".join(span.text for span in spans)


def _span(span: Span) -> dict[str, Any]:
    return {"text": span.text, "start": span.start, "end": span.end}


def mention_lines(reading: Reading) -> Iterator[dict[str, Any]]:
    """Every mention of an article with the actor it names and, for a pronoun or a definite noun, the name it stands for."""
    from graph.pipeline import resolver_of
    resolver = resolver_of(reading)
    for occurrence in reading.occurrences:
        mention = occurrence.mention
        found = resolver.one(mention, slot=occurrence.slot or "subj")
        before = resolver.antecedent(mention) if mention.form == "pronoun" or found.rule == "noun" else None
        titled = _titled(mention, reading.article, resolver.lexicon) if mention.form == "name" else mention.span
        stands_for = _titled(before.mention, reading.article, resolver.lexicon) if before is not None else None
        yield {**_mention(mention, found, stands_for, reading.article.key), "titled": [titled.start, titled.end]}
        if mention.form == "name" and mention.label in _NESTING and (found.actor is None or not found.actor.wikidata):
            yield from _nested(mention, resolver, reading.article.key)


def _nested(mention: Mention, resolver: Resolver, article: str) -> Iterator[dict[str, Any]]:
    """The names that the tables know inside a longer name that they do not ("Copenhagen" in "University of Copenhagen")."""
    words = list(re.finditer(r"\S+", mention.span.text))
    at = 0
    while at < len(words):
        for last in range(min(len(words), at + _LONGEST), at, -1):
            start, end = words[at].start(), words[last - 1].end()
            text = mention.span.text[start:end]
            found = resolver.named_inside(text) if last - at < len(words) and text[:1].isupper() else OPEN
            if found.actor is not None and not (at == 0 and found.actor.kind == "organisation"):
                span = Span(mention.span.part, mention.span.start + start, mention.span.start + end, text)
                line = _mention(replace(mention, span=span), found, None, article)
                yield {**line, "titled": [span.start, span.end]}
                at = last - 1
                break
        at += 1


def _titled(mention: Mention, article: Article, lexicon: Lexicon) -> Span:
    """The name with the title before it ("President Obama"), or with a "The" that belongs to it ("spoke to The Intercept")."""
    span, text = mention.span, article.text if mention.span.part == "body" else article.title
    if text[max(0, span.start - 4) : span.start] == "The " and text[: span.start - 4].rstrip()[-1:] not in ("", ".", "!", "?", ":", "\n"):
        return Span(span.part, span.start - 4, span.end, text[span.start - 4 : span.end])
    start = span.start - len(mention.title) - 1
    kin = any(lexicon.person_group(word) == "relative" for word in mention.title.lower().split())
    if mention.title and not kin and start >= 0 and text[start : span.start].strip() == mention.title and span.end - start <= 80:
        return Span(span.part, start, span.end, text[start : span.end])
    return span


def _mention(mention: Mention, found: Any, before: Span | None, article: str) -> dict[str, Any]:
    actor, span = found.actor, mention.span
    return {
        "article": article,
        "part": span.part,
        **_span(span),
        "form": mention.form,
        "id": actor.id if actor is not None else None,
        "name": actor.name if actor is not None else None,
        "kind": actor.kind if actor is not None else None,
        "country": actor.country if actor is not None else "",
        "acts_for": found.acts_for,
        "antecedent": [before.start, before.end] if before is not None and before.part == span.part else None,
        "rule": found.rule or None,
    }
