"""The command line: ``geopol``. Each command is a few lines that call the library; heavy imports happen late."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from graph.config import Settings
from graph.errors import GeopolError

Command = Callable[..., Any]
STORE = click.option("--store", type=click.Path(path_type=Path), default=Path("output"), show_default=True, help="The store, or the output directory that holds it.")
SOURCES = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")


class _Group(click.Group):
    """Lists the commands in the order in which a newcomer needs them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def _guarded(command: Command) -> Command:
    """Errors raised on purpose become one line and exit code 2; a closed pipe ends quietly."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        try:
            return command(*args, **options)
        except GeopolError as error:
            click.echo(f"geopol: {error}", err=True)
            sys.exit(2)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(0)
        except OSError as error:
            click.echo(f"geopol: cannot write: {error.strerror or error}", err=True)
            _quiet_stdout()
            sys.exit(2)
        except KeyboardInterrupt:
            click.echo("geopol: interrupted; what was stored is whole", err=True)
            sys.exit(130)

    return run


def _quiet_stdout() -> None:
    """Point standard output at nothing, so that what is left in it is not tried again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="geopolgraph", prog_name="geopol")
def main() -> None:
    """News articles in, a graph of who did what to whom out: with the sentence that says so.

    \b
    geopol build articles/            read articles, draw output/graph.html
    geopol query --list               questions you can ask
    geopol why EVENT                  what an event rests on
    geopol rule same A B              say that two events or actors are one
    """


def _reading_options(command: Command) -> Command:
    for option in (
        click.option("--published", default="", metavar="DATE", help="Publication date of articles that give none."),
        click.option("--publisher", default="", metavar="NAME", help="Publisher of articles that name none."),
        click.option("--pipeline", default=Settings().pipeline, show_default=True, metavar="P", help="Language pipeline: a name, a package or a path."),
    ):
        command = option(command)
    return command


@main.command()
@SOURCES
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("output"), show_default=True, help="Directory for store, picture and RDF.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that read articles.")
@click.option("--strict", is_flag=True, help="Exit with 1 if any source was skipped.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="Leave out reports below this confidence.")
@_reading_options
@_guarded
def build(sources: tuple[str, ...], output: Path, jobs: int, strict: bool, min_confidence: float, **reading: str) -> None:
    """Read articles, store their reports, draw the graph."""
    from graph.commands.build import run

    settings = Settings(output=output, jobs=jobs, strict=strict, minimum_confidence=min_confidence, **_read(reading))
    sys.exit(run(sources, settings))


@main.command()
@SOURCES
@click.option("--layer", type=click.Choice(["reports", "triples", "mentions"]), default="reports", show_default=True)
@click.option("--format", "style", type=click.Choice(["jsonl", "table", "csv"]), default="jsonl", show_default=True)
@_reading_options
@_guarded
def extract(sources: tuple[str, ...], layer: str, style: str, **reading: str) -> None:
    """Print what is found in articles, one JSON object a line."""
    from graph.commands.extract import run

    sys.exit(run(sources, Settings(**_read(reading)), layer=layer, style=style))


@main.command()
@click.argument("source")
@_reading_options
@_guarded
def explain(source: str, **reading: str) -> None:
    """Go through an article sentence by sentence: what was found, what was rejected, and why."""
    from graph.commands.explain import run

    sys.exit(run(source, Settings(**_read(reading))))


def _read(options: dict[str, str]) -> dict[str, Any]:
    from graph.readers.published import day

    published = day(options["published"], where="--published") if options["published"] else ""
    return {**options, "published": published}


@main.command()
@click.argument("query", required=False)
@click.option("--question", metavar="NAME", help="A named competency question.")
@click.option("--list", "listing", is_flag=True, help="List the named questions.")
@click.option("--where", multiple=True, metavar="COLUMN=VALUE", help="Only rows with this value; may be repeated.")
@click.option("--format", "style", type=click.Choice(["table", "json", "csv", "tsv", "xml", "turtle"]), default="table", show_default=True)
@click.option("--limit", type=click.IntRange(1), help="At most so many rows.")
@click.option("--timeout", type=click.FloatRange(0.1), help="Give up after so many seconds.")
@click.option("--allow-service", is_flag=True, help="Let the query ask other servers.")
@STORE
@_guarded
def query(query: str | None, **options: Any) -> None:
    """Run a SPARQL query: text, @FILE.rq or a named question."""
    from graph.commands.query import run

    sys.exit(run(query, **options))


@main.command()
@click.argument("graphs", nargs=-1, required=True, metavar="GRAPH...")
@click.option("-o", "--output", "into", required=True, metavar="OUT", help="Output directory, store, or file (.trig, .nq).")
@click.option("--dry-run", is_flag=True, help="Say what would be added, joined and disputed; write nothing.")
@_guarded
def merge(graphs: tuple[str, ...], into: str, dry_run: bool) -> None:
    """Unite graphs: output directories, stores or RDF files."""
    from graph.commands.merge import run

    sys.exit(run(graphs, Path(into), dry_run=dry_run))


@main.command()
@click.argument("events", nargs=-1, required=True, metavar="EVENT [EVENT]")
@STORE
@_guarded
def why(events: tuple[str, ...], store: Path) -> None:
    """Show the reports behind an event, what joins them, and where they disagree."""
    from graph.commands.inspect import why as run

    sys.exit(run(events, store))


@main.command()
@STORE
@_guarded
def disputes(store: Path) -> None:
    """List what sources disagree on."""
    from graph.commands.inspect import disputes as run

    sys.exit(run(store))


@main.command()
@click.argument("actor")
@click.argument("other", default="")
@click.option("--format", "style", type=click.Choice(["table", "json"]), default="table", show_default=True)
@STORE
@_guarded
def ties(actor: str, other: str, style: str, store: Path) -> None:
    """Show the history of an actor, or of two with each other (names or ids)."""
    from graph.commands.ties import run

    sys.exit(run(store, actor, other, style))


@main.command()
@click.argument("words", nargs=-1, metavar="[same|different] A B")
@click.option("--by", default="", metavar="NAME", help="Who rules.")
@click.option("--note", default="", metavar="TEXT", help="Why.")
@click.option("--undo", is_flag=True, help="Take back the rulings on A and B.")
@click.option("--list", "listing", is_flag=True, help="List the rulings that hold.")
@click.option("--import", "read", type=click.Path(path_type=Path), metavar="CSV", help="Add the rulings of a file.")
@click.option("--export", "write", type=click.Path(path_type=Path), metavar="CSV", help="Write all rulings to a file; - for the screen.")
@STORE
@_guarded
def rule(words: tuple[str, ...], store: Path, **how: Any) -> None:
    """Say that two events, reports of events, or actors are the same or different."""
    from graph.commands.rule import run

    sys.exit(run(store, words, **how))


@main.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("output/graph.html"), show_default=True, metavar="FILE.html")
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@click.option("--actor", help="Only events of this actor (name or id).")
@click.option("--relation", help="Only this relation.")
@click.option("--event-type", help="Only this PLOVER type.")
@click.option("--since", metavar="DATE", help="Only events on or after this day.")
@click.option("--until", metavar="DATE", help="Only events on or before this day.")
@click.option("--source", help="Only events that this source tells of.")
@click.option("--ego", metavar="ACTOR", help="Only what lies around this actor.")
@click.option("--hops", type=click.IntRange(1, 5), default=1, show_default=True, help="How far from --ego.")
@STORE
@_guarded
def view(output: Path, show: bool, store: Path, **filters: Any) -> None:
    """Draw the graph as one HTML page that works offline."""
    from graph.commands.view import run

    sys.exit(run(store, output, show=show, **filters))


@main.command()
@click.option("--format", "style", required=True, metavar="FORMAT", help="turtle, trig, nquads, jsonld, graphml, gexf, csv or cytoscape.")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FILE")
@click.option("--quotes", type=click.Choice(["full", "short", "none"]), default="full", show_default=True, help="How much of the sentences goes with it.")
@STORE
@_guarded
def export(style: str, output: Path, quotes: str, store: Path) -> None:
    """Write the graph to a file."""
    from graph.commands.inspect import export as run

    sys.exit(run(store, output, style, quotes))


@main.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@STORE
@_guarded
def remove(articles: tuple[str, ...], store: Path) -> None:
    """Remove articles, by key, URL or title, and what only they said."""
    from graph.commands.inspect import remove as run

    sys.exit(run(store, articles))


@main.command()
@click.option("--derived", is_flag=True, help="Prove that the derived graph equals a full rebuild.")
@STORE
@_guarded
def validate(store: Path, derived: bool) -> None:
    """Check the graph against its SHACL shapes."""
    from graph.commands.validate import run

    sys.exit(run(store, derived=derived))


@main.command()
@STORE
@_guarded
def stats(store: Path) -> None:
    """Count articles, reports, events and actors; show the top ties."""
    from graph.commands.inspect import stats as run

    sys.exit(run(store))


@main.command()
@click.argument("name")
@click.option("--on", default="", metavar="DATE", help="The day; default: any.")
@click.option("--context", default="", metavar="TEXT", help="A text with the name: say whom it means there, and by which rule.")
@click.option("--pipeline", default=Settings().pipeline, show_default=True, metavar="P", help="Language pipeline that reads --context.")
@_guarded
def actors(name: str, on: str, context: str, pipeline: str) -> None:
    """Say what the gazetteer makes of a name on a day, and why."""
    from graph.commands.gazetteer import actors as run

    sys.exit(run(name, on, context, Settings(pipeline=pipeline)))


FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@main.group(cls=_Group)
def gazetteer() -> None:
    """Prove the tables of actors and offices, or bring them up to date."""


@gazetteer.command()
@click.option("--user", type=FOLDER, metavar="DIR", help="Your own tables, laid over the shipped ones.  [default: $GEOPOLGRAPH_GAZETTEER]")
@click.option("--sources", type=FOLDER, metavar="DIR", help="The files of facts: every Wikidata id must be in one of them.")
@_guarded
def check(user: Path | None, sources: Path | None) -> None:
    """Print every fault of the tables with its file and line."""
    from graph.commands.gazetteer import check as run

    sys.exit(run(user, sources))


@gazetteer.command()
@click.option("--endpoint", default="https://query.wikidata.org/sparql", show_default=True, metavar="URL", help="A SPARQL endpoint with the data of Wikidata.")
@click.option("--user-agent", "agent", default="", metavar="TEXT", help="Who asks; say how to reach you.  [default: name and version of the program]")
@click.option("--table", "parts", multiple=True, type=click.Choice(["countries", "holders", "persons"]), help="Only this: names of states, holders of offices, names of persons; may be repeated.")
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Your own folder of tables.  [default: $GEOPOLGRAPH_GAZETTEER, else ./gazetteer]")
@click.option("--apply", is_flag=True, help="Put the new tables in place: DIR/refreshed.")
@click.option("--fresh", "anew", is_flag=True, help="Ask again for what an earlier run was told.")
@_guarded
def refresh(endpoint: str, agent: str, parts: tuple[str, ...], into: Path | None, **how: bool) -> None:
    """Ask Wikidata who holds which office today, and show what would change."""
    from graph.commands.gazetteer import refresh as run

    sys.exit(run(endpoint, agent, parts, into, **how))


if __name__ == "__main__":
    main()
