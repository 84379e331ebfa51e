"""``geopol query``: SPARQL from the command line."""

from __future__ import annotations

import itertools
import multiprocessing
import sys
from pathlib import Path
from typing import Any

import click
import pyoxigraph as ox

from graph.commands.screen import table
from graph.errors import InputError, QueryError
from graph.query import FORMATS, narrowed, question, questions
from graph.stores import open_store


def run(
    query: str | None, *, question: str | None, listing: bool, where: tuple[str, ...], style: str, limit: int | None, timeout: float | None,
    allow_service: bool, store: Path,
) -> int:
    """Exit code 0; a wrong query raises QueryError."""
    if listing:
        table(("question", "asks"), [(q.name, q.title) for q in questions().values()])
        return 0
    text = _text(query, question)
    text = narrowed(text, dict(map(_parameter, where))) if where else text
    options: dict[str, Any] = {"style": style, "limit": limit, "allow_service": allow_service}
    if timeout is None:
        click.echo(answer(store, text, tabular=sys.stdout.isatty(), **options), nl=False)
    else:
        click.echo(_in_child(store, text, timeout, options), nl=False)
    sys.stdout.flush()
    return 0


def _parameter(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise InputError(f"{text!r} gives no value", where="--where", hint='write COLUMN=VALUE, for example actor="United States"')
    return name.strip().lstrip("?$"), value.strip()


def _text(query: str | None, name: str | None) -> str:
    if name is not None:
        return question(name).sparql
    if query is None:
        raise QueryError("there is no query", hint="give SPARQL, @FILE.rq or --question NAME; 'geopol query --list' shows the questions")
    if query.startswith("@"):
        try:
            return Path(query[1:]).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"cannot be read: {error}", where=query[1:]) from error
    return query


def answer(store: Path, text: str, *, style: str, limit: int | None, allow_service: bool, tabular: bool = False) -> str:
    """The printed answer; a table on a terminal is printed at once and gives ""."""
    opened = open_store(store, read_only=True, create=False)
    result = opened.view().sparql(text, allow_service=allow_service)
    if isinstance(result, ox.QueryBoolean):
        return f"{str(bool(result)).lower()}\n"
    if isinstance(result, ox.QueryTriples):
        return _triples(result, limit)
    if style == "turtle":
        raise QueryError("a SELECT query has rows, not triples", hint="use --format table, json, csv, tsv or xml, or ask with CONSTRUCT")
    if style in FORMATS and limit is None:
        return (result.serialize(format=FORMATS[style]) or b"").decode("utf-8").rstrip("\r\n") + "\n"
    names = [v.value for v in result.variables]
    rows = [[_shown(row[n]) for n in names] for row in itertools.islice(result, limit)]
    return _rows(names, rows, style, text, opened.view(), limit)


def _rows(names: list[str], rows: list[list[str]], style: str, text: str, view: Any, limit: int | None) -> str:
    if style == "table":
        table(names, rows)
        return ""
    head, _, body = text.partition("SELECT")
    limited = f"{head}SELECT * WHERE {{ {{ SELECT{body} }} }} LIMIT {limit}"
    return str((view.sparql(limited).serialize(format=FORMATS[style]) or b"").decode("utf-8"))


def _triples(result: Any, limit: int | None) -> str:
    triples = sorted(itertools.islice(result, limit), key=str)
    from ontology.vocabulary import PREFIXES

    return (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b"").decode("utf-8")


def _shown(term: Any) -> str:
    """A term for people: IRIs with our prefixes, literals without their type."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        from ontology.vocabulary import PREFIXES

        for name, iri in PREFIXES.items():
            if term.value.startswith(iri):
                return f"{name}:{term.value.removeprefix(iri)}"
    return str(term.value) if hasattr(term, "value") else str(term)


def _in_child(store: Path, text: str, seconds: float, options: dict[str, Any]) -> str:
    """Run the query in a process of its own, which can be stopped."""
    if options["style"] == "table":
        options = {**options, "style": "tsv"}
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(sender, store, text, options), daemon=True)
    child.start()
    sender.close()
    if not receiver.poll(seconds):
        child.terminate()
        child.join()
        raise QueryError(f"took longer than {seconds:g} s and was stopped", hint="raise --timeout, or ask for less with LIMIT")
    kind, value = receiver.recv()
    child.join()
    if kind == "error":
        raise QueryError(value)
    return str(value)


def _child(sender: Any, store: Path, text: str, options: dict[str, Any]) -> None:
    from graph.errors import GeopolError

    try:
        sender.send(("answer", answer(store, text, **options)))
    except GeopolError as error:
        sender.send(("error", str(error)))
