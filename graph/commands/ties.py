"""``geopol ties``: the history of an actor or of a pair."""

from __future__ import annotations

import json
from pathlib import Path

import click

from graph.commands.inspect import opened
from graph.commands.screen import table
from graph.history import History
from graph.model import Event
from graph.query import View


def run(store: Path, actor: str, other: str, style: str) -> int:
    """Print the history; 0 also where there is none."""
    view = opened(store)
    sides = [view.find_actor(name) for name in (actor, other) if name]
    found = view.history(*(side.id for side in sides))
    names = " and ".join(side.name for side in sides)
    if style == "json":
        rows = [dict(zip(_COLUMNS, _row(view, event), strict=True)) for event in found.events]
        click.echo(json.dumps({"actors": [side.id for side in sides], "names": names, **found.as_json(), "events": rows}, ensure_ascii=False, indent=1))
        return 0
    click.echo(_summary(names, found))
    if found.months:
        click.echo()
        table(("month", "typed events", "mean score"), [(m.month, str(m.events), f"{m.mean:+.2f}") for m in found.months])
    if found.by_type:
        click.echo()
        table(("type", "events"), [(name, str(n)) for name, n in found.by_type.items()])
    if found.events:
        click.echo()
        table(_COLUMNS, [_row(view, event) for event in found.events])
    return 0


_COLUMNS = ("date", "subject", "relation", "object", "type", "standing", "sources", "event")


def _row(view: View, event: Event) -> tuple[str, ...]:
    sides = [view.actors[a].name if a in view.actors else a for a in (event.subject, event.object)]
    standing = "disputed" if event.disputes and event.happened else "happened" if event.happened else "not told as done"
    date = f"by {event.date}" if event.date_basis == "reported" else event.date
    return (date, sides[0], event.relation, sides[1], f"{event.type} {event.mode}".strip(), standing, "; ".join(event.sources), event.id)


def _summary(names: str, found: History) -> str:
    done = sum(e.happened for e in found.events)
    span = f", {found.first} to {found.last}" if found.first else ""
    mean = f"; mean PLOVER score {found.mean:+.2f}" if found.mean is not None else ""
    return f"{names}: {done} event{'' if done == 1 else 's'} that happened, {len(found.events) - done} not told as done{span}{mean}"
