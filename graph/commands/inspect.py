"""``geopol why``, ``disputes``, ``stats``, ``export``, ``remove``: looking into a store."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from graph.commands.screen import table
from graph.errors import UnknownNameError
from graph.join.why import between, ruled
from graph.join.why import why as reasons
from graph.query import View
from graph.stores import open_store


def opened(store: Path) -> View:
    """A read-only view of the store at this path."""
    return open_store(store, read_only=True, create=False).view()


def why(names: Sequence[str], store: Path) -> int:
    """Explain events, and of two why they are one or two."""
    view = opened(store)
    found = [view.event(name) for name in names]
    for event in found:
        for line in (*reasons(event, view.reports, view.articles, view.actors), *ruled(event, view.store.rulings())):
            click.echo(line)
    for other in found[1:]:
        for line in between(found[0], other, view.reports, view.actors):
            click.echo(line)
    return 0


def disputes(store: Path) -> int:
    """One row for each value of each disputed attribute."""
    view = opened(store)
    rows = [
        (event.id, _name(view, event.subject), event.relation, _name(view, event.object), event.date, attribute, value.value, "; ".join(value.sources))
        for event in view.events
        for attribute, values in sorted(event.disputes.items())
        for value in values
    ]
    table(("event", "subject", "relation", "object", "date", "disputed", "value", "sources"), rows)
    return 0


def stats(store: Path) -> int:
    """Counts and the ties told most."""
    view = opened(store)
    typed = sum(1 for r in view.reports.values() if r.event)
    click.echo(f"articles  {len(view.articles)}")
    click.echo(f"reports   {len(view.reports)} ({typed} typed, {sum(r.happened for r in view.reports.values())} asserted)")
    click.echo(f"events    {len(view.events)} ({sum(e.happened for e in view.events)} happened, {sum(bool(e.disputes) for e in view.events)} disputed)")
    click.echo(f"actors    {len(view.actors)} ({sum(bool(a.wikidata) for a in view.actors.values())} with a Wikidata id)")
    click.echo("sources   " + ", ".join(f"{name} {n}" for name, n in sorted(Counter(a.source or "unnamed" for a in view.articles.values()).items())))
    rows = [(_name(view, t.subject), view.labels[t.relation], _name(view, t.object), str(len(t.events))) for t in view.ties()[:10]]
    table(("subject", "relation", "object", "events"), rows)
    return 0


def export(store: Path, output: Path, style: str, quotes: str) -> int:
    """Write the graph to a file."""
    from graph.exporters import export as write

    if str(output) == "-":
        with tempfile.TemporaryDirectory() as scratch:
            write(opened(store), Path(scratch) / "graph", format=style, quotes=quotes)
            sys.stdout.buffer.write((Path(scratch) / "graph").read_bytes())
        return 0
    write(opened(store), output, format=style, quotes=quotes)
    click.echo(f"wrote {output}")
    return 0


def remove(store: Path, names: Sequence[str]) -> int:
    """Remove articles by key, URL or title; nothing is removed if one is unknown."""
    from graph.commands.drawing import draw

    target = open_store(store)
    try:
        keys = [_key(target.view(), name) for name in names]
        for key in keys:
            target.remove(key)
        count = target.derive()
        folder = _folder(store)
        if (folder / "graph.html").is_file():
            draw(target.view(), folder)
    finally:
        target.close()
    click.echo(f"removed {len(keys)} article{'' if len(keys) == 1 else 's'}; the graph now holds {count} events")
    return 0


def _folder(store: Path) -> Path:
    """The output directory of a store, whichever of the two was named."""
    return store.parent if (store / "CURRENT").is_file() and store.name == "store" else store


def _key(view: View, name: str) -> str:
    found = [key for key, a in view.articles.items() if name in (key, a.url, a.title)]
    if len(found) != 1:
        raise UnknownNameError("article", name, view.articles)
    return found[0]


def _name(view: View, actor: str) -> str:
    return view.actors[actor].name if actor in view.actors else actor
