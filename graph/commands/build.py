"""``geopol build``: read, store, draw, and say what was done."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence

import click

from graph.commands.screen import progress
from graph.config import Settings
from graph.errors import InputError
from graph.pipeline import BuildReport
from graph.pipeline import build as build_graph


def run(sources: Sequence[str], settings: Settings) -> int:
    """Exit code: 0 done, 1 something was skipped under ``--strict``, 2 nothing was readable."""
    from graph.annotate import load_pipeline
    from graph.commands.drawing import draw
    from graph.stores import open_store

    began = time.perf_counter()
    load_pipeline(settings.pipeline)
    new = not settings.store_path.exists()
    _make(settings)
    store = open_store(settings.store_path, create=True)
    try:
        with progress("Reading") as bar:
            done = build_graph(sources, settings, store=store, progress=bar)
        if done.read or done.unchanged:
            draw(store.view(), settings.output)
    finally:
        store.close()
    if new and not done.read:
        shutil.rmtree(settings.store_path)
    return _say(done, settings, time.perf_counter() - began)


def _make(settings: Settings) -> None:
    try:
        settings.output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot be made: {error.strerror}", where=str(settings.output), hint="choose another directory with -o") from error


def _say(done: BuildReport, settings: Settings, seconds: float) -> int:
    for skipped in done.skipped:
        reason = skipped.reason if skipped.name in skipped.reason else f"{skipped.name}: {skipped.reason}"
        click.echo(f"skipped {reason}", err=True)
    if not done.read and not done.unchanged:
        click.echo("geopol: nothing was read", err=True)
        return 2
    parts = [_count(len(done.read), "article") + " read"]
    parts += [f"{len(done.unchanged)} unchanged"] if done.unchanged else []
    parts += [f"{len(done.skipped)} skipped"] if done.skipped else []
    click.echo(", ".join(parts) + f" in {seconds:.1f} s")
    click.echo(f"{_count(done.reports, 'new report')}; the graph now holds {_count(done.events, 'event')}")
    click.echo(f"picture: {settings.output / 'graph.html'}")
    click.echo(f"RDF:     {settings.output / 'graph.trig'}")
    click.echo(f"store:   {settings.store_path}  (try: geopol query --store {settings.output} --question who_called_whom)")
    return 1 if done.skipped and settings.strict else 0


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"
