"""Gold data in, predictions out: each kit's format, filled by the code that users run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from graph.annotate import Passage, load_pipeline
from graph.config import Settings
from graph.lines import mention_lines
from graph.model import Participant, Report, Span, Triple
from graph.pipeline import read_article, read_triples
from graph.readers.assemble import assemble
from graph.resolve.dates import resolve_date

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "``": '"', "''": '"'}
_STANDING = {"holds_office", "state_media_of"}
_REAL = {"asserted", "planned", "alleged"}
_GROUPS = {"country", "person", "office", "agency", "organisation", "group", "company", "medium", "people"}


def events(gold: Iterable[dict[str, Any]], settings: Settings) -> Iterator[dict[str, Any]]:
    """Who did what to whom, as countries: every report of an act that is told as done, intended or alleged.

    What is negated, only asked for, possible, or the content of another report is none; that somebody holds an office, or
    that a medium belongs to a state, is no act.
    """
    for row in gold:
        article = assemble({"text": row["text"], "language": "en"}, name=row["id"], settings=settings)
        reports = [r for r in read_article(article, settings).reports if _told(r)]
        ordered = sorted(reports, key=_prominence)
        yield {"id": row["id"], "events": [_event(r) for r in ordered]}


def _told(report: Report) -> bool:
    return not report.negated and not report.content_of and report.modality in _REAL and report.relation not in _STANDING


def _prominence(report: Report) -> tuple[bool, bool, bool, int]:
    """The main event of a sentence first: typed, in a clause, asserted, then by place."""
    return (not report.event, report.extractor != "clauses", report.modality not in ("asserted", "planned"), report.relation_span.start)


def _event(report: Report) -> dict[str, Any]:
    targets = [report.object, *(p for p in report.others if p.role in ("recipient", "participant"))]
    countries = [c for c in map(_country, targets) if c]
    return {"source": _country(report.subject), "target": countries[0] if countries else "", "event": report.event or None}


def _country(participant: Participant | None) -> str:
    return participant.actor.country if participant is not None and participant.actor is not None and participant.actor.kind in _GROUPS | {"place"} else ""


def triples(sentences: Sequence[str], settings: Settings) -> Iterator[str]:
    """Open triples in the words of sentences that are tokenised already, one tab-separated line each."""
    from graph.extractors import extract
    from ontology.lexicon import Lexicon

    nlp, lexicon = load_pipeline(settings.pipeline), Lexicon.load()
    for sentence in sentences:
        doc = _annotated(sentence.split(), nlp)
        found, _ = extract([Passage("body", "body", 0, doc)], "sentence", lexicon)
        for triple in found:
            for parts in _tuples(triple, doc, sentence.split()):
                yield "\t".join((sentence, f"{triple.confidence:.3f}", *parts)) + "\n"


def news_triples(rows: Iterable[dict[str, Any]], settings: Settings) -> Iterator[list[Triple]]:
    """The triples of each sentence of our own annotated news, read as an article of its own."""
    for row in rows:
        yield read_triples(assemble({"text": row["text"], "language": "en"}, name="a sentence of the corpus", settings=settings), settings)[0]


def _annotated(words: list[str], nlp: Any) -> Doc:
    from spacy.tokens import Doc

    doc = Doc(nlp.vocab, words=[_BRACKETS.get(w, w) for w in words])
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def _tuples(triple: Triple, doc: Doc, words: list[str]) -> Iterator[list[str]]:
    """Relation, subject, arguments in full, one list for each conjoined object; appositions and titles as "is"."""
    if triple.predicate.pos == "rule" and triple.subject is not None:
        yield ["is", *(_original((a.span,), doc, words) for a in (triple.subject, *triple.arguments))]
    for wording in triple.wordings:
        yield [_original(part, doc, words) for part in (wording.relation, *wording.arguments)]


def _original(spans: Iterable[Span], doc: Doc, words: list[str]) -> str:
    pieces = [doc.char_span(span.start, span.end, alignment_mode="expand") for span in spans]
    return " ".join(word for piece in pieces if piece is not None for word in words[piece.start : piece.end])


def documents(gold: Iterable[dict[str, Any]], settings: Settings) -> Iterator[dict[str, Any]]:
    """Names with their Wikidata id and pronouns with what they stand for, of whole articles."""
    for row in gold:
        article = assemble({"text": row["text"], "published": row["published"], "language": "en"}, name=row["id"], settings=settings)
        yield {"id": row["id"], "mentions": list(_mentions(mention_lines(read_article(article, settings)), row["text"]))}


def _mentions(lines: Iterable[dict[str, Any]], text: str) -> Iterator[dict[str, Any]]:
    """Names with a Wikidata id, with the title before them where no other name stands in it; pronouns with what they stand for."""
    last = 0
    for line in sorted((x for x in lines if x["part"] == "body"), key=lambda x: (x["start"], -x["end"])):
        known = (line["id"] or "").startswith("Q") and line["form"] == "name" and line["start"] >= last and line["end"] - line["start"] <= 80
        start = line["titled"][0] if known and line["titled"][0] >= last else line["start"]
        if known:
            last = line["end"]
        antecedent = line["antecedent"] if line["form"] == "pronoun" else None
        if known or antecedent:
            yield {"start": start, "end": line["end"], "wikidata": line["id"] if known else None, "antecedent": antecedent}


def dates(gold: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The value of each date expression."""
    for row in gold:
        found = resolve_date(row["text"], left=row["left"], right=row["right"], published=row["dct"])
        yield {"doc": row["doc"], "i": row["i"], "value": found.value if found is not None else None}
