"""``geopol view``: the picture, of the whole graph or of a part."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from graph.commands.inspect import opened
from graph.errors import InputError
from graph.query import selection
from graph.readers.published import day


def run(store: Path, output: Path, *, show: bool, since: str | None, until: str | None, **filters: str | int | None) -> int:
    """Write the page; with ``show`` open it in the browser."""
    from graph.exporters.html import write_html

    view = opened(store)
    first = day(since, where="--since") if since else ""
    last = day(until, where="--until") if until else ""
    chosen = selection(view, since=first, until=last, **filters)  # type: ignore[arg-type]
    if not chosen.events:
        raise InputError("no event is left after these filters", where=str(store), hint="leave one out; 'geopol stats' shows what is there")
    write_html(chosen, output)
    click.echo(f"picture: {output} ({len(chosen.events)} events)")
    if show:
        webbrowser.open(output.resolve().as_uri())
    return 0
