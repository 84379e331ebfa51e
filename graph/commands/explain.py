"""``geopol explain``: sentence by sentence, what was found and what was rejected, and why."""

from __future__ import annotations

from collections import defaultdict

import click

from graph.config import Settings
from graph.join.why import speakers
from graph.lines import text
from graph.model import Participant, Rejection, Report, Triple
from graph.pipeline import Reading, read_article
from graph.readers import items
from graph.readers.language import require_english


def run(source: str, settings: Settings) -> int:
    """Explain each article of ``source``."""
    for item in items(source, settings):
        article = item.load()
        require_english(article, where=item.name)
        _explain(read_article(article, settings))
    return 0


def _explain(reading: Reading) -> None:
    found: dict[tuple[str, int], list[Report]] = defaultdict(list)
    rejected: dict[tuple[str, int], list[Rejection]] = defaultdict(list)
    texts: dict[tuple[str, int], str] = {}
    triples: dict[tuple[str, int], list[Triple]] = defaultdict(list)
    for report in reading.reports:
        found[_key(report.sentence.part, report.sentence.start)].append(report)
    for rejection in reading.rejections:
        rejected[_key(rejection.triple.sentence.part, rejection.triple.sentence.start)].append(rejection)
    for triple in reading.triples:
        texts[_key(triple.sentence.part, triple.sentence.start)] = triple.sentence.text
        triples[_key(triple.sentence.part, triple.sentence.start)].append(triple)
    click.echo(f"{reading.article.title or reading.article.key}: {len(reading.reports)} reports, {len(reading.rejections)} rejected\n")
    for block in reading.article.blocks:
        if block.kind == "furniture":
            click.echo(f"  page furniture, not read: {reading.article.text[block.start : block.end][:90]}")
    for key in sorted(texts, key=lambda k: (k[0] != "title", k[1])):
        click.echo(f"\n[{key[0]} {key[1]}] {texts[key]}")
        for triple in triples[key]:
            click.echo(f"  · {worded(triple)}")
        for report in found[key]:
            click.echo(f"  + {describe(report)}")
        for rejection in rejected[key]:
            click.echo(f"  - {rejection.triple.predicate.lemma!r} ({rejection.triple.rule}): {rejection.reason}")


def _key(part: str, start: int) -> tuple[str, int]:
    return part, start


def worded(triple: Triple) -> str:
    """One triple in the article's own words, in one line: in full where it has a wording, else by its heads."""
    told = ["; ".join(" | ".join([text(w.arguments[0]), text(w.relation), *map(text, w.arguments[1:])]) for w in triple.wordings)]
    if not triple.wordings:
        subject = triple.subject.mention.span.text if triple.subject is not None else "-"
        own = [f"{a.slot}: {' & '.join(m.span.text for m in a.members or (a.mention,))}" for a in triple.arguments if not a.inner and not a.clause]
        told = [" | ".join([subject, "is" if triple.predicate.pos == "rule" else triple.predicate.span.text, *own])]
    marks = [m for m in ("negated" if triple.negated else "", "" if triple.modality == "asserted" else triple.modality) if m]
    marks += [f"said by {' > '.join(m.span.text for m in triple.said_by)}"] if triple.said_by else []
    return f"{told[0]} [{', '.join([f'{triple.rule} {triple.confidence:.2f}', *marks])}]"


def describe(report: Report) -> str:
    """One report in one line."""
    kind = " ".join(x for x in (report.event, report.mode) if x) or "untyped"
    date = f"{report.date.value} ({report.date.basis})" if report.date is not None else "undated"
    marks = [m for m in ("negated" if report.negated else "", "" if report.modality == "asserted" else report.modality, f"content of {report.content_of}" if report.content_of else "") if m]
    others = "".join(f", {p.role} {_named(p)}" for p in report.others)
    return (
        f"{_named(report.subject)} {report.relation} {_named(report.object)}{others} | {kind} | {date}"
        f"{' | ' + ', '.join(marks) if marks else ''}{speakers(report)} | {report.confidence:.2f} by {report.rule} [{report.id}]"
    )


def _named(part: Participant | None) -> str:
    if part is None:
        return "(nobody)"
    return f"{part.actor.name} <{part.rule}>" if part.actor is not None else f"“{part.span.text}”"
