"""Quads -> state: reports, articles and rulings as they were written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from pyoxigraph import Quad, Triple

from graph.model import Actor, Article, DateValue, Part, Participant, Report, Ruling, Span
from graph.rdf.names import Names
from ontology.vocabulary import DCT, GP, OA, PROV, RDF, SCHEMA

Facts = dict[str, dict[str, list[str]]]


def facts_of(quads: Iterable[Quad]) -> Facts:
    """Subject -> predicate -> values, as strings."""
    facts: Facts = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if not isinstance(quad.subject, Triple) and not isinstance(quad.object, Triple):
            facts[quad.subject.value][quad.predicate.value].append(quad.object.value)
    return facts


def _first(values: Mapping[str, list[str]], predicate: str) -> str:
    return min(values.get(predicate, [""]))


def read_article(facts: Facts, key_node: str) -> Article:
    """The article of a graph; its blocks are not kept, for they follow from the text."""
    values = facts[key_node]
    key, url = _first(values, DCT + "identifier"), _first(values, SCHEMA + "url")
    article = Article(
        text=_first(values, SCHEMA + "articleBody"),
        title=_first(values, SCHEMA + "headline"),
        published=_first(values, SCHEMA + "datePublished"),
        source=_first(values, SCHEMA + "publisher"),
        url=url,
        language=_first(values, SCHEMA + "inLanguage"),
    )
    return article if article.key == key else _with_id(article, key)


def _with_id(article: Article, key: str) -> Article:
    return Article(article.text, article.title, article.published, article.source, article.url, article.language, key, article.blocks)


def read_reports(facts: Facts, names: Names) -> list[Report]:
    """All reports of a set of facts, by id."""
    prefix = names.report("").value
    contents = {c: node.removeprefix(prefix) for node, values in facts.items() for c in values.get(GP + "content", ())}
    nodes = sorted(n for n, v in facts.items() if GP + "Report" in v.get(RDF + "type", ()))
    return [_read_report(node, facts, contents.get(node, ""), names) for node in nodes]


def _read_report(node: str, facts: Facts, content_of: str, names: Names) -> Report:
    values = facts[node]
    parts = {p.rpartition("#")[2]: p for p in (*values.get(GP + "participation", ()), *values.get(PROV + "qualifiedAttribution", ()))}
    evidence = _first(values, GP + "evidence")
    event = _first(values, GP + "eventType").removeprefix(GP)
    part: Part = "title" if _first(facts[evidence], GP + "part") == "title" else "body"
    article_node = _first(values, PROV + "wasDerivedFrom")

    def participant(slot: str) -> Participant:
        return _read_participant(parts[slot], facts, part, names)

    def numbered(prefix: str) -> tuple[Participant, ...]:
        return tuple(participant(s) for s in sorted((p for p in parts if p.startswith(prefix)), key=lambda p: int(p.removeprefix(prefix))))

    position = facts[evidence + ";position"]
    sentence = Span(part, int(_first(position, OA + "start")), int(_first(position, OA + "end")), _first(facts[evidence + ";quote"], OA + "exact"))
    return Report(
        id=node.removeprefix(names.report("").value),
        article=_first(facts[article_node], DCT + "identifier"),
        sentence=sentence,
        subject=participant("subject"),
        relation=_first(values, GP + "relation").removeprefix(GP),
        relation_span=Span(part, int(_first(values, GP + "relationStart")), int(_first(values, GP + "relationEnd")), _first(values, GP + "relationText")),
        object=participant("object") if "object" in parts else None,
        others=numbered("other"),
        event=event,
        mode=_first(values, GP + "mode").removeprefix(f"{GP}{event}_"),
        contexts=tuple(sorted(values.get(GP + "context", ()))),
        cameo=_first(values, GP + "cameo"),
        typed_by=_first(values, GP + "typedBy"),
        mutual=_first(values, GP + "mutual") == "true",
        date=_read_date(values),
        negated=_first(values, GP + "negated") == "true",
        modality=_first(values, GP + "modality"),  # type: ignore[arg-type]
        said_by=numbered("said"),
        content_of=content_of,
        confidence=float(_first(values, GP + "confidence") or 0),
        extractor=_first(values, GP + "extractor"),
        rule=_first(values, GP + "rule"),
        count=_first(values, GP + "count"),
    )


def _read_participant(node: str, facts: Facts, part: Part, names: Names) -> Participant:
    values = facts[node]
    actor = _first(values, GP + "participant") or _first(values, PROV + "agent")
    span = Span(part, int(_first(values, GP + "start")), int(_first(values, GP + "end")), _first(values, GP + "text"))
    return Participant(
        _first(values, GP + "role"), span, _read_actor(actor, values, names) if actor else None,
        _first(values, GP + "actsFor"), _first(values, GP + "resolvedBy"), _first(values, GP + "cue"),
    )


def _read_actor(node: str, values: Mapping[str, list[str]], names: Names) -> Actor:
    """The actor of a participation, as it was described there."""
    return Actor(
        unquote(node.removeprefix(names.actor("").value)), _first(values, GP + "actorName"), _first(values, GP + "actorKind"),
        _first(values, GP + "actorCountry"), _first(values, GP + "actorWikidata"),
    )


def _read_date(values: Mapping[str, list[str]]) -> DateValue | None:
    value = _first(values, GP + "date")
    if not value:
        return None
    return DateValue(value, _first(values, GP + "datePrecision"), _first(values, GP + "dateBasis"), _first(values, GP + "dateText"))  # type: ignore[arg-type]


def read_rulings(facts: Facts) -> list[Ruling]:
    """All rulings of the graph of rulings."""
    found = [v for _, v in sorted(facts.items()) if GP + "Ruling" in v.get(RDF + "type", ())]
    return [
        Ruling(
            _first(v, GP + "verdict"), _first(v, GP + "first"), _first(v, GP + "second"),  # type: ignore[arg-type]
            _first(v, GP + "by"), _first(v, GP + "note"), _first(v, GP + "when"), bool(v.get(GP + "undone")),
        )
        for v in found
    ]
