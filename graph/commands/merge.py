"""``geopol merge``: unite graphs and write the result."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from graph.stores.union import is_file, merge, open_graph, preview

_FORMATS = {".trig": "trig", ".jsonld": "jsonld"}


def run(graphs: Sequence[str], into: Path, *, dry_run: bool) -> int:
    """Exit code 0; with ``dry_run`` nothing is written."""
    sources = [open_graph(Path(g)) for g in graphs]
    target = open_graph(into, create=not dry_run) if dry_run is False or into.exists() else open_graph(None)
    if dry_run:
        for line in preview(sources, target):
            click.echo(line)
        return 0
    count = merge(sources, target)
    articles, reports = len(target.articles()), len(target.reports())
    from graph.commands.drawing import draw
    from graph.exporters import export

    if is_file(into):
        export(target.view(), into, format=_FORMATS.get(into.suffix, "nquads"))
    else:
        draw(target.view(), into.parent if into.name == "store" else into)
    target.close()
    click.echo(f"{into}: {articles} articles, {reports} reports, {count} events")
    return 0
