"""State and view -> quads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from graph.model import Actor, Article, Event, Participant, Report, Ruling, Span, digest
from graph.rdf.names import LABEL, A, Names, Node, boolean_literal, date_literal, gp, integer_literal, text_literal
from ontology.vocabulary import DCT, GAF, OA, PROV, SCHEMA, SEM, SKOS, WD, XSD


class _Writer:
    """Collects the quads of one graph."""

    def __init__(self, graph: NamedNode, names: Names) -> None:
        self.graph, self.names, self.quads = graph, names, []  # type: ignore[var-annotated]

    def add(self, subject: NamedNode, predicate: NamedNode | str, value: Node) -> None:
        predicate = NamedNode(predicate) if isinstance(predicate, str) else predicate
        self.quads.append(Quad(subject, predicate, value, self.graph))

    def text(self, subject: NamedNode, predicate: NamedNode | str, value: str) -> None:
        if value:
            self.add(subject, predicate, text_literal(value))

    def actor(self, actor: Actor, part: NamedNode) -> NamedNode:
        """The actor's node; what is known of it stands with the participation, so that no two graphs label one node."""
        self.add(part, gp("actorName"), text_literal(actor.name))
        self.add(part, gp("actorKind"), text_literal(actor.kind))
        self.text(part, gp("actorCountry"), actor.country)
        self.text(part, gp("actorWikidata"), actor.wikidata)
        return self.names.actor(actor.id)


# ---------------------------------------------------------------- state -> RDF


def article_quads(article: Article, reports: Iterable[Report], run: str, names: Names) -> list[Quad]:
    """The named graph of one article: itself, its reports, their evidence and attribution."""
    writer = _Writer(names.article_graph(article.key), names)
    node = names.article(article.key)
    writer.add(node, A, NamedNode(SCHEMA + "NewsArticle"))
    writer.add(node, DCT + "identifier", text_literal(article.key))
    for predicate, value in ((SCHEMA + "headline", article.title), (SCHEMA + "publisher", article.source), (SCHEMA + "inLanguage", article.language), (SCHEMA + "articleBody", article.text)):
        writer.text(node, predicate, value)
    if article.url:
        writer.text(node, SCHEMA + "url", article.url)
    if article.published:
        writer.add(node, SCHEMA + "datePublished", date_literal(article.published))
    writer.add(node, gp("fingerprint"), text_literal(article.fingerprint))
    writer.add(node, PROV + "wasGeneratedBy", names.graph(f"run/{run}"))
    told = list(reports)
    for context in _article_contexts(told):
        writer.text(node, gp("context"), context)
    for report in told:
        _report(report, article, run, writer)
    return writer.quads


def _article_contexts(reports: Sequence[Report]) -> list[str]:
    """What an article is about: the contexts of its title and those of two sentences or more."""
    sentences = {(r.sentence.part, r.sentence.start): r.contexts for r in reports}
    counts = Counter(context for (part, _), contexts in sentences.items() for context in contexts for _ in range(2 if part == "title" else 1))
    return sorted(context for context, count in counts.items() if count > 1)


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
    writer.add(node, gp("negated"), boolean_literal(report.negated))
    writer.add(node, gp("mutual"), boolean_literal(report.mutual))
    writer.add(node, gp("modality"), text_literal(report.modality))
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
        writer.add(node, gp("date"), date_literal(report.date.value))
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
        writer.add(part, gp("depth"), integer_literal(int(slot.removeprefix("said"))))
    if participant.actor is None:
        return
    actor = writer.actor(participant.actor, part)
    writer.add(part, PROV + "agent" if said else gp("participant"), actor)
    if said:
        writer.add(node, PROV + "wasAttributedTo", actor)
        return
    state = state_of(participant)
    if slot in ("subject", "object"):
        writer.add(node, gp("actor" if slot == "subject" else "object"), actor)
        writer.text(node, gp("actorState" if slot == "subject" else "objectState"), state)


def state_of(participant: Participant) -> str:
    """The state to which a participant is rolled up: for a person the one it acts for, else where the actor belongs."""
    if participant.actor is None or (participant.actor.kind == "person" and not participant.acts_for):
        return ""
    return participant.acts_for or participant.actor.country


def _words(node: NamedNode, prefix: str, span: Span, writer: _Writer) -> None:
    def name(term: str) -> NamedNode:
        return gp(prefix + term.capitalize() if prefix else term)

    writer.add(node, name("text"), text_literal(span.text))
    writer.add(node, name("start"), integer_literal(span.start))
    writer.add(node, name("end"), integer_literal(span.end))


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
    writer.add(node, gp("part"), text_literal(span.part))
    writer.add(quoted, A, NamedNode(OA + "TextQuoteSelector"))
    writer.add(quoted, OA + "exact", text_literal(span.text))
    writer.text(quoted, OA + "prefix", text[max(0, span.start - 32) : span.start])
    writer.text(quoted, OA + "suffix", text[span.end : span.end + 32])
    writer.add(place, A, NamedNode(OA + "TextPositionSelector"))
    writer.add(place, OA + "start", integer_literal(span.start))
    writer.add(place, OA + "end", integer_literal(span.end))
    return node


def ruling_quads(ruling: Ruling, names: Names) -> list[Quad]:
    """A ruling in the graph of rulings."""
    writer = _Writer(names.graph("rulings"), names)
    node = NamedNode(f"{names.base}ruling/{ruling.id}")
    writer.add(node, A, gp("Ruling"))
    for name in ("verdict", "first", "second", "by", "note", "when"):
        writer.text(node, gp(name), getattr(ruling, name))
    if ruling.undone:
        writer.add(node, gp("undone"), boolean_literal(True))
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


# ---------------------------------------------------------------- derived


def actor_quads(actors: Iterable[Actor], names: Names) -> Iterator[Quad]:
    """The graph of actors: one name, kind and country each."""
    graph = names.graph("actors")
    for actor in actors:
        node = names.actor(actor.id)
        yield Quad(node, A, gp("Actor"), graph)
        yield Quad(node, LABEL, text_literal(actor.name), graph)
        yield Quad(node, gp("kind"), text_literal(actor.kind), graph)
        if actor.country:
            yield Quad(node, gp("country"), text_literal(actor.country), graph)
        if actor.wikidata:
            yield Quad(node, NamedNode(SKOS + "exactMatch"), NamedNode(WD + actor.wikidata), graph)


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
        writer.add(node, SEM + "hasTime", date_literal(event.date))
        writer.text(node, gp("datePrecision"), event.date_precision)
        writer.text(node, gp("dateBasis"), event.date_basis)
    _counts(event, reports, node, writer)
    for report in event.reports:
        writer.add(node, GAF + "denotedBy", names.report(report))
    _disputed(event, node, writer)
    for subject, relation, other in direct_triples(event, reports):
        writer.add(names.actor(subject), gp(relation), names.actor(other))


def _counts(event: Event, reports: Mapping[str, Report], node: NamedNode, writer: _Writer) -> None:
    writer.add(node, gp("happened"), boolean_literal(event.happened))
    writer.add(node, gp("mutual"), boolean_literal(event.mutual))
    writer.add(node, gp("reportCount"), integer_literal(len(event.reports)))
    writer.add(node, gp("originCount"), integer_literal(event.origins))
    for source in event.sources:
        writer.text(node, gp("source"), source)
    for side, term in (("subject", "actorState"), ("object", "objectState")):
        states = {state_of(p) for r in event.reports if r in reports and (p := getattr(reports[r], side)) is not None and p.actor is not None and p.actor.id in (event.subject if side == "subject" else event.object)}
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
            writer.add(claim, gp("originCount"), integer_literal(value.origins))
            for source in value.sources:
                writer.text(claim, gp("source"), source)


def direct_triples(event: Event, reports: Mapping[str, Report]) -> list[tuple[str, str, str]]:
    """Subject, relation, object of an event that happened, once for each relation that is told of it."""
    if not event.happened or not event.subject or not event.object:
        return []
    told = {reports[r].relation for r in event.reports if r in reports and reports[r].happened}
    return [(event.subject, relation, event.object) for relation in sorted(told)]
