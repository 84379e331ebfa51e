"""``geopol actors``, ``geopol gazetteer check`` and ``refresh``: looking into the tables of actors, and mending them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from graph.commands.screen import progress, table
from graph.config import Settings
from graph.errors import InputError, OntologyError
from ontology.checks import check as faults_in
from ontology.checks import counts
from ontology.gazetteer import Gazetteer
from ontology.layers import OWN, REFRESHED, SHIPPED, layers_of, own_folder
from ontology.names import fold, surface, unpossessed
from ontology.tables import COLUMNS

_SHOWN = 20
"""Faulty statements that are shown; the others are counted."""


def actors(name: str, on: str, context: str, settings: Settings) -> int:
    """What the gazetteer makes of a name: all candidates, with their offices on the day, and whom a text means.

    Exit code: 0 somebody is found, 1 nobody.
    """
    from graph.readers.published import day

    on = day(on, where="--on") if on else ""
    found = _candidates(Gazetteer.load(), name, on)
    if found:
        table(("id", "name", "kind", "country", "as", "offices", "source"), found)
    else:
        click.echo(f"{name!r} is not in the gazetteer{' on ' + on if on else ''}; in an article it gets an id of its own", err=True)
    if not context:
        return 0 if found else 1
    meant = _meant(name, on, context, settings)
    if not meant:
        click.echo(f"no mention in the context is called {name!r}", err=True)
        return 1
    click.echo("")
    table(("in the context", "at", "id", "name", "kind", "acts for", "rule"), meant)
    return 0


def _candidates(gazetteer: Gazetteer, name: str, on: str) -> list[tuple[str, ...]]:
    found = gazetteer.aliases(name, on)
    rows: list[tuple[str, ...]] = []
    for alias in found:
        entry = gazetteer.entry(alias.actor)
        rows.append((entry.id, entry.name, entry.kind, entry.country, alias.kind, _held(gazetteer, entry.id, on), entry.source))
    for person in gazetteer.persons(name) if not found else ():
        entry = gazetteer.entry(person)
        offices = "; ".join(o.name for o, _ in gazetteer.held(entry.id, on))
        if offices or not on:
            rows.append((entry.id, entry.name, entry.kind, entry.country, "family name", offices, entry.source))
    return rows + (_seats(gazetteer, name, on) if not rows else [])


def _held(gazetteer: Gazetteer, person: str, on: str) -> str:
    """The offices of a person on a day; where the last one known is past its horizon, until when it was believed."""
    told = [f"{o.name} {h.start}–{h.end or '(' + h.source_date + ')'}" for o, h in gazetteer.held(person, on)]
    lapsed = [(o, h) for o, h in gazetteer.held(person) if on and not h.end and h.start <= on and h.horizon <= on]
    return "; ".join(told or [f"{o.name} {h.start}–?, not known after {h.horizon}" for o, h in lapsed])


def _seats(gazetteer: Gazetteer, name: str, on: str) -> list[tuple[str, ...]]:
    """The offices that a phrase calls ("British prime minister", "Treasury secretary"), with who held them on the day."""
    words = unpossessed(surface(name)).split()
    seats = list(gazetteer.states_of(" ".join(words)))
    for cut in range(1, len(words)):
        states = {e.country for a in gazetteer.aliases(" ".join(words[:cut]), on) for e in [gazetteer.entry(a.actor)] if e.kind == "country"}
        seats += [(state, role) for state in sorted(states) for role in gazetteer.roles(" ".join(words[cut:]), state)]
    rows: list[tuple[str, ...]] = []
    for office in dict.fromkeys(o for state, role in seats if (o := gazetteer.office(state, role)) is not None):
        terms = gazetteer.terms(office.id)
        holders = [f"{gazetteer.entry(t.person).name} {t.start}–{t.end or '(' + t.source_date + ')'}" for t in terms if not on or t.covers(on)]
        lapsed = max((t.horizon for t in terms if on and t.start <= on and t.horizon <= on), default="")
        told = "; ".join(holders) or (f"holder not known after {lapsed}" if lapsed else "holder not known")
        rows.append((office.id, office.name, "office", office.state, "office", told, "offices"))
    return rows


def _meant(name: str, on: str, context: str, settings: Settings) -> list[tuple[str, ...]]:
    """The mentions of a text whose words are in the name, or have it in them, and whom they resolve to."""
    from graph.lines import mention_lines
    from graph.pipeline import read_article
    from graph.readers.assemble import assemble

    article = assemble({"text": context, "published": on}, name="--context", settings=settings)
    lines = [line for line in mention_lines(read_article(article, settings)) if _same(line["text"], name)]
    return [
        (line["text"], str(line["start"]), line["id"] or "-", line["name"] or "-", line["kind"] or "-", line["acts_for"], line["rule"] or "left open")
        for line in lines
    ]


def _same(text: str, name: str) -> bool:
    one, other = (set(fold(unpossessed(surface(words))).split()) for words in (text, name))
    return bool(one) and bool(other) and (one <= other or other <= one)


# ---------------------------------------------------------------- check


def check(user: Path | None, sources: Path | None) -> int:
    """Print every fault of the tables. Exit code: 0 there is none, 1 there are some."""
    user = user or own_folder()
    found = faults_in(user=user, known=_known(sources) if sources is not None else frozenset())
    for fault in found:
        click.echo(str(fault))
    if found:
        click.echo(f"{_number(len(found), 'fault')} in the tables", err=True)
        return 1
    layers = layers_of(user=user)
    numbers = counts(layers)
    for name in COLUMNS:
        parts = [f"{layer.name if layer != user else 'your own'} {numbers[name][str(layer)]:,}" for layer in layers if str(layer) in numbers[name]]
        click.echo(f"{name:<13}{_number(sum(numbers[name].values()), 'row')}: {', '.join(parts)}")
    return 0


def _known(sources: Path) -> frozenset[str]:
    from ontology.sources import known_ids

    try:
        return known_ids(sources)
    except (OSError, ValueError, LookupError) as error:
        hint = "it holds countries.csv, territories.json, officeholders.csv and wikipedia_wikidata.tsv"
        raise InputError(f"is no folder of sources: {error}", where=str(sources), hint=hint) from error


def _number(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


# ---------------------------------------------------------------- refresh


def refresh(endpoint: str, agent: str, parts: Sequence[str], into: Path | None, *, apply: bool, anew: bool) -> int:
    """Ask an endpoint, print what would change, and put it in place if told so.

    Exit code: 0 done, 1 something in the answers is faulty (and, if the tables would be, nothing is put in place).
    """
    from ontology.changes import changes
    from ontology.endpoint import Endpoint
    from ontology.gather import Gathering
    from ontology.refresh import PARTS, STATE, begin, layers_with, new_faults
    from ontology.refresh import apply as put
    from ontology.refresh import refresh as gather

    into = into or own_folder() or Path("gazetteer")
    base = Gazetteer(layers_with(into, None))
    asked = Endpoint(endpoint, into / STATE, agent=agent)
    day = begin(into, anew=anew)
    with progress("Asking") as bar:
        run = Gathering(base, asked, day, bar)
        staged = gather(into, parts or tuple(PARTS), run)
    click.echo(f"{_number(asked.requests, 'request')} to {endpoint}; what is known on {day}")
    broken = new_faults(into, staged)
    _say_faults(run.left_out, broken)
    if broken:
        click.echo(f"nothing is put in place; the tables that came lie in {staged}, and --fresh asks for new ones", err=True)
        return 1
    before = Gazetteer(layers_with(into, into / REFRESHED if (into / REFRESHED).is_dir() else None), [])
    for line in changes(before, Gazetteer(layers_with(into, staged))):
        click.echo(line)
    for wikidata, reference in sorted(run.known_as.items(), key=lambda pair: pair[1]):
        click.echo(f"  hint      {reference} has no Wikidata id here; it seems to be {wikidata}")
    if apply:
        put(into, staged)
    _say_where(into, applied=apply)
    return 1 if run.left_out else 0


def _say_faults(left_out: Sequence[str], broken: Sequence[OntologyError]) -> None:
    for line in [f"left out: {said}" for said in left_out[:_SHOWN]] + [str(found) for found in broken]:
        click.echo(line, err=True)
    if len(left_out) > _SHOWN:
        click.echo(f"left out: {len(left_out) - _SHOWN} more", err=True)


def _say_where(into: Path, *, applied: bool) -> None:
    if not applied:
        click.echo(f"nothing is changed yet: the same command with --apply writes {into / REFRESHED}")
        return
    click.echo(f"wrote {into / REFRESHED}")
    if own_folder() != into.resolve() and into.resolve() != SHIPPED:
        click.echo(f"to read with it: export {OWN}={into.resolve()}")
