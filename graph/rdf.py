"""Article, Report, Ruling, Event <-> RDF: the shape of our RDF, written once.

All nodes are IRIs that follow from what they stand for, so the union of two files is the merged state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from graph.model import Actor, Article, Block, DateValue, Event, Participant, Report, Ruling, Span, digest
from ontology.vocabulary import BASE, DCT, EDTF, GAF, GP, OA, PROV, RDF, RDFS, SCHEMA, SEM, SKOS, WD, XSD

A = NamedNode(RDF + "type")
LABEL = NamedNode(RDFS + "label")
FORMAT_VERSION = 1
Node = NamedNode | Literal


def gp(name: str) -> NamedNode:
    """The term ``name`` of our own ontology."""
    return NamedNode(GP + name)


@dataclass(frozen=True, slots=True)
class Names:
    """How things are named under one base IRI."""

    base: str = BASE

    def article(self, key: str) -> NamedNode:
        return NamedNode(f"{self.base}article/{quote(key, safe='')}")

    def article_graph(self, key: str) -> NamedNode:
        return NamedNode(f"{self.base}graph/article/{quote(key, safe='')}")

    def report(self, report_id: str) -> NamedNode:
        return NamedNode(f"{self.base}report/{report_id}")

    def event(self, event_id: str) -> NamedNode:
        return NamedNode(f"{self.base}event/{event_id}")

    def actor(self, actor_id: str) -> NamedNode:
        return NamedNode(f"{self.base}actor/{quote(actor_id, safe='')}")

    def graph(self, name: str) -> NamedNode:
        return NamedNode(f"{self.base}graph/{name}")

    def evidence(self, key: str, span: Span) -> NamedNode:
        """IRI of a stretch of text by RFC 5147; a title has a fragment of its own."""
        part = "char" if span.part == "body" else "title-char"
        return NamedNode(f"{self.base}article/{quote(key, safe='')}#{part}={span.start},{span.end}")


def _text(value: str) -> Literal:
    return Literal(value)


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))


def _boolean(value: bool) -> Literal:
    return Literal("true" if value else "false", datatype=NamedNode(XSD + "boolean"))


def _date(value: str) -> Literal:
    datatype = XSD + "date" if len(value) == 10 and "/" not in value else XSD + "gYear" if len(value) == 4 and value.isdigit() else EDTF
    return Literal(value, datatype=NamedNode(datatype))


class _Writer:
    """Collects the quads of one graph."""

    def __init__(self, graph: NamedNode, names: Names) -> None:
        self.graph, self.names, self.quads = graph, names, []  # type: ignore[var-annotated]

    def add(self, subject: NamedNode, predicate: NamedNode | str, value: Node) -> None:
        predicate = NamedNode(predicate) if isinstance(predicate, str) else predicate
        self.quads.append(Quad(subject, predicate, value, self.graph))

    def text(self, subject: NamedNode, predicate: NamedNode | str, value: str) -> None:
        if value:
            self.add(subject, predicate, _text(value))

    def actor(self, actor: Actor) -> NamedNode:
        node = self.names.actor(actor.id)
        self.add(node, A, gp("Actor"))
        self.add(node, LABEL, _text(actor.name))
        self.add(node, gp("kind"), _text(actor.kind))
        self.text(node, gp("country"), actor.country)
        if actor.wikidata:
            self.add(node, SKOS + "exactMatch", NamedNode(WD + actor.wikidata))
        return node


# ---------------------------------------------------------------- state -> RDF


def article_quads(article: Article, reports: Iterable[Report], run: str, names: Names) -> list[Quad]:
    """The named graph of one article: itself, its reports, their evidence and attribution."""
    writer = _Writer(names.article_graph(article.key), names)
    node = names.article(article.key)
    writer.add(node, A, NamedNode(SCHEMA + "NewsArticle"))
    writer.add(node, DCT + "identifier", _text(article.key))
    for predicate, value in ((SCHEMA + "headline", article.title), (SCHEMA + "publisher", article.source), (SCHEMA + "inLanguage", article.language), (SCHEMA + "articleBody", article.text)):
        writer.text(node, predicate, value)
    if article.url:
        writer.text(node, SCHEMA + "url", article.url)
    if article.published:
        writer.add(node, SCHEMA + "datePublished", _date(article.published))
    writer.add(node, gp("fingerprint"), _text(article.fingerprint))
    writer.add(node, PROV + "wasGeneratedBy", names.graph(f"run/{run}"))
    for report in reports:
        _report(report, article, run, writer)
    return writer.quads


def _report(report: Report, article: Article, run: str, writer: _Writer) -> None:
    names, node = writer.names, writer.names.report(report.id)
    writer.add(node, A, gp("Report"))
    writer.add(node, PROV + "wasDerivedFrom", names.article(article.key))
    writer.add(node, PROV + "wasGeneratedBy", names.graph(f"run/{run}"))
    writer.add(node, gp("relation"), gp(report.relation))
    writer.add(node, gp("evidence"), _sentence(report, article, writer))
    _words(node, "relation", report.relation_span, writer)
    for slot, participant in _slots(report):
        _participant(report, node, slot, participant, writer)
    _typing(report, node, writer)
    _dating(report, node, writer)
    writer.add(node, gp("negated"), _boolean(report.negated))
    writer.add(node, gp("mutual"), _boolean(report.mutual))
    writer.add(node, gp("modality"), _text(report.modality))
    writer.add(node, gp("confidence"), Literal(f"{report.confidence:.2f}", datatype=NamedNode(XSD + "decimal")))
    for name in ("extractor", "rule", "count"):
        writer.text(node, gp(name), getattr(report, name))
    if report.content_of:
        writer.add(names.report(report.content_of), gp("content"), node)


def _slots(report: Report) -> Iterator[tuple[str, Participant]]:
    yield "subject", report.subject
    if report.object is not None:
        yield "object", report.object
    for i, other in enumerate(report.others):
        yield f"other{i}", other
    for i, speaker in enumerate(report.said_by):
        yield f"said{i}", speaker


def _typing(report: Report, node: NamedNode, writer: _Writer) -> None:
    if report.event:
        writer.add(node, gp("eventType"), gp(report.event))
    if report.mode:
        writer.add(node, gp("mode"), gp(f"{report.event}_{report.mode}"))
    writer.text(node, gp("cameo"), report.cameo)
    writer.text(node, gp("typedBy"), report.typed_by)
    for context in report.contexts:
        writer.text(node, gp("context"), context)


def _dating(report: Report, node: NamedNode, writer: _Writer) -> None:
    if report.date is not None:
        writer.add(node, gp("date"), _date(report.date.value))
        writer.text(node, gp("datePrecision"), report.date.precision)
        writer.text(node, gp("dateBasis"), report.date.basis)
        writer.text(node, gp("dateText"), report.date.text)


def _participant(report: Report, node: NamedNode, slot: str, participant: Participant, writer: _Writer) -> None:
    part = NamedNode(f"{node.value}#{slot}")
    said = slot.startswith("said")
    writer.add(node, PROV + "qualifiedAttribution" if said else gp("participation"), part)
    writer.add(part, A, NamedNode(PROV + "Attribution") if said else gp("Participation"))
    writer.text(part, gp("role"), participant.role)
    _words(part, "", participant.span, writer)
    writer.text(part, gp("actsFor"), participant.acts_for)
    writer.text(part, gp("resolvedBy"), participant.rule)
    writer.text(part, gp("cue"), participant.cue)
    if said:
        writer.add(part, gp("depth"), _integer(int(slot.removeprefix("said"))))
    if participant.actor is None:
        return
    actor = writer.actor(participant.actor)
    writer.add(part, PROV + "agent" if said else gp("participant"), actor)
    if said:
        writer.add(node, PROV + "wasAttributedTo", actor)
        return
    state = participant.acts_for or participant.actor.country
    if slot in ("subject", "object"):
        writer.add(node, gp("actor" if slot == "subject" else "object"), actor)
        writer.text(node, gp("actorState" if slot == "subject" else "objectState"), state)


def _words(node: NamedNode, prefix: str, span: Span, writer: _Writer) -> None:
    def name(term: str) -> NamedNode:
        return gp(prefix + term.capitalize() if prefix else term)

    writer.add(node, name("text"), _text(span.text))
    writer.add(node, name("start"), _integer(span.start))
    writer.add(node, name("end"), _integer(span.end))


def _sentence(report: Report, article: Article, writer: _Writer) -> NamedNode:
    """The evidence of a report as a Web Annotation target: quote and position of its sentence."""
    span = report.sentence
    node = writer.names.evidence(article.key, span)
    text = article.text if span.part == "body" else article.title
    quoted, place = NamedNode(node.value + ";quote"), NamedNode(node.value + ";position")
    writer.add(node, A, NamedNode(OA + "SpecificResource"))
    writer.add(node, OA + "hasSource", writer.names.article(article.key))
    writer.add(node, OA + "hasSelector", quoted)
    writer.add(node, OA + "hasSelector", place)
    writer.add(node, gp("part"), _text(span.part))
    writer.add(quoted, A, NamedNode(OA + "TextQuoteSelector"))
    writer.add(quoted, OA + "exact", _text(span.text))
    writer.text(quoted, OA + "prefix", text[max(0, span.start - 32) : span.start])
    writer.text(quoted, OA + "suffix", text[span.end : span.end + 32])
    writer.add(place, A, NamedNode(OA + "TextPositionSelector"))
    writer.add(place, OA + "start", _integer(span.start))
    writer.add(place, OA + "end", _integer(span.end))
    return node


def ruling_quads(ruling: Ruling, names: Names) -> list[Quad]:
    """A ruling in the graph of rulings."""
    writer = _Writer(names.graph("rulings"), names)
    node = NamedNode(f"{names.base}ruling/{ruling.id}")
    writer.add(node, A, gp("Ruling"))
    for name in ("verdict", "first", "second", "by", "note", "when"):
        writer.text(node, gp(name), getattr(ruling, name))
    if ruling.undone:
        writer.add(node, gp("undone"), _boolean(True))
    return writer.quads


def run_quads(run: str, facts: Mapping[str, str], names: Names) -> list[Quad]:
    """What made the reports: versions of software, pipeline, lexicon and gazetteer, and a hash of the settings."""
    node = names.graph(f"run/{run}")
    writer = _Writer(node, names)
    writer.add(node, A, NamedNode(PROV + "Activity"))
    for name in sorted(facts):
        writer.text(node, gp(name), facts[name])
    return writer.quads


def run_id(facts: Mapping[str, str]) -> str:
    """The id of a run: the same facts, the same run."""
    return digest(*(f"{k}={facts[k]}" for k in sorted(facts)), length=12)


# ---------------------------------------------------------------- RDF -> state

Facts = dict[str, dict[str, list[str]]]


def facts_of(quads: Iterable[Quad]) -> Facts:
    """Subject -> predicate -> values, as strings."""
    facts: Facts = defaultdict(lambda: defaultdict(list))
    for quad in quads:
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
        blocks=(Block(0, 0),) if not values else (),
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
    part = "title" if _first(facts[evidence], GP + "part") == "title" else "body"
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


def _read_participant(node: str, facts: Facts, part: str, names: Names) -> Participant:
    values = facts[node]
    actor = _first(values, GP + "participant") or _first(values, PROV + "agent")
    span = Span(part, int(_first(values, GP + "start")), int(_first(values, GP + "end")), _first(values, GP + "text"))  # type: ignore[arg-type]
    return Participant(
        _first(values, GP + "role"), span, read_actor(actor, facts, names) if actor else None,
        _first(values, GP + "actsFor"), _first(values, GP + "resolvedBy"), _first(values, GP + "cue"),
    )


def read_actor(node: str, facts: Facts, names: Names) -> Actor:
    """The actor described under ``node``."""
    from urllib.parse import unquote

    values = facts[node]
    return Actor(
        unquote(node.removeprefix(names.actor("").value)), _first(values, RDFS + "label"), _first(values, GP + "kind"),
        _first(values, GP + "country"), _first(values, SKOS + "exactMatch").removeprefix(WD),
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


# ---------------------------------------------------------------- derived


def derived_quads(events: Iterable[Event], reports: Mapping[str, Report], names: Names) -> Iterator[Quad]:
    """The derived graph: events, what is disputed about them, and the direct triples."""
    writer = _Writer(names.graph("derived"), names)
    for event in events:
        _event(event, reports, writer)
    yield from dict.fromkeys(writer.quads)


def _event(event: Event, reports: Mapping[str, Report], writer: _Writer) -> None:
    names, node = writer.names, writer.names.event(event.id)
    writer.add(node, A, NamedNode(SEM + "Event"))
    writer.add(node, A, gp("Event"))
    writer.text(node, gp("key"), event.key)
    writer.add(node, gp("relation"), gp(event.relation))
    if event.type:
        writer.add(node, SEM + "eventType", gp(event.type))
    if event.mode:
        writer.add(node, gp("mode"), gp(f"{event.type}_{event.mode}"))
    for actor in event.actors:
        writer.add(node, SEM + "hasActor", names.actor(actor))
    if event.subject:
        writer.add(node, gp("actor"), names.actor(event.subject))
    if event.object:
        writer.add(node, gp("object"), names.actor(event.object))
    if event.date:
        writer.add(node, SEM + "hasTime", _date(event.date))
        writer.text(node, gp("datePrecision"), event.date_precision)
        writer.text(node, gp("dateBasis"), event.date_basis)
    _counts(event, reports, node, writer)
    for report in event.reports:
        writer.add(node, GAF + "denotedBy", names.report(report))
    _disputed(event, node, writer)
    for subject, relation, other in direct_triples(event, reports):
        writer.add(names.actor(subject), gp(relation), names.actor(other))


def _counts(event: Event, reports: Mapping[str, Report], node: NamedNode, writer: _Writer) -> None:
    writer.add(node, gp("happened"), _boolean(event.happened))
    writer.add(node, gp("mutual"), _boolean(event.mutual))
    writer.add(node, gp("reportCount"), _integer(len(event.reports)))
    writer.add(node, gp("originCount"), _integer(event.origins))
    for source in event.sources:
        writer.text(node, gp("source"), source)
    for side, term in (("subject", "actorState"), ("object", "objectState")):
        states = {p.acts_for or p.actor.country for r in event.reports if r in reports and (p := getattr(reports[r], side)) is not None and p.actor is not None and p.actor.id in (event.subject if side == "subject" else event.object)}
        for state in sorted(states - {""}):
            writer.text(node, gp(term), state)


def _disputed(event: Event, node: NamedNode, writer: _Writer) -> None:
    for attribute, values in sorted(event.disputes.items()):
        writer.text(node, gp("disputed"), attribute)
        for value in values:
            claim = NamedNode(f"{node.value}#{attribute}-{digest(value.value, length=8)}")
            writer.add(node, gp("dispute"), claim)
            writer.add(claim, A, gp("Dispute"))
            writer.text(claim, gp("attribute"), attribute)
            writer.text(claim, gp("value"), value.value)
            writer.add(claim, gp("originCount"), _integer(value.origins))
            for source in value.sources:
                writer.text(claim, gp("source"), source)


def direct_triples(event: Event, reports: Mapping[str, Report]) -> list[tuple[str, str, str]]:
    """Subject, relation, object of an event that happened, once for each relation that is told of it."""
    if not event.happened or not event.subject or not event.object:
        return []
    told = {reports[r].relation for r in event.reports if r in reports and reports[r].happened}
    return [(event.subject, relation, event.object) for relation in sorted(told)]
