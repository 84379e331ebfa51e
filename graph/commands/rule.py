"""``geopol rule``: a person's word on what is the same and what is different."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields, replace
from datetime import UTC, datetime
from pathlib import Path

import click

from graph.commands.screen import table
from graph.errors import InputError, UnknownNameError
from graph.join.rulings import Judgement
from graph.model import Ruling
from graph.query import View
from graph.stores import Store, open_store

COLUMNS = tuple(f.name for f in fields(Ruling))
VERDICTS = ("same", "different")
_MOST_SHOWN = 10


def run(store: Path, words: Sequence[str], *, by: str, note: str, undo: bool, listing: bool, read: Path | None, write: Path | None) -> int:
    """Rule, take a ruling back, or list, import and export rulings."""
    if sum((bool(words), listing, read is not None, write is not None)) != 1:
        raise InputError("one thing at a time", hint="geopol rule same|different A B, --undo A B, --list, --import FILE or --export FILE")
    if listing or write is not None:
        return _show(open_store(store, read_only=True), write)
    opened = open_store(store)
    if read is not None:
        found = list(_imported(read))
    elif undo:
        found = _taken_back(opened, words)
    else:
        found = [_ruling(opened.view(), words, by, note)]
    before = {e.id: len(e.reports) for e in opened.view().events}
    for ruling in found:
        opened.rule(ruling)
    opened.derive()
    after = {e.id: len(e.reports) for e in opened.view().events}
    opened.close()
    click.echo(f"{len(found)} ruling{'' if len(found) == 1 else 's'} stored; {len(before)} events before, {len(after)} now")
    changed = sorted(event for event in after if after[event] != before.get(event))
    for event in changed[:_MOST_SHOWN]:
        click.echo(f"  event {event}: {before.get(event, 0)} -> {after[event]} reports")
    if len(changed) > _MOST_SHOWN:
        click.echo(f"  and {len(changed) - _MOST_SHOWN} more")
    return 0


def _ruling(view: View, words: Sequence[str], by: str, note: str) -> Ruling:
    if len(words) != 3 or words[0] not in VERDICTS:
        raise InputError("a ruling has a verdict and two names", hint="geopol rule same|different A B; A and B are two actors, or two events or reports")
    one, other = (_known(view, name) for name in words[1:])
    if one[0] != other[0]:
        raise InputError(f"{words[1]} and {words[2]} are not of one sort", hint="rule on two actors, or on two events or reports of events")
    if one[1] == other[1]:
        raise InputError(f"{words[1]} and {words[2]} are one already", hint="to split an event, rule on two of its reports: 'geopol why' shows their ids")
    return Ruling("same" if words[0] == "same" else "different", one[1], other[1], by, note, datetime.now(UTC).isoformat(timespec="seconds"))


def _known(view: View, name: str) -> tuple[str, str]:
    """The sort ("event" for reports too, or "actor") and the id of a name."""
    if name in view.reports:
        return "event", name
    try:
        return "event", view.event(name).id
    except UnknownNameError:
        return "actor", view.find_actor(name).id


def _taken_back(opened: Store, words: Sequence[str]) -> list[Ruling]:
    view = opened.view()
    ids = {i for name in words for i in (name, *([_known(view, name)[1]] if _is_known(view, name) else []))}
    found = [r for r in Judgement(opened.rulings()).valid if {r.first, r.second} <= ids]
    if len(words) != 2 or not found:
        raise InputError(f"there is no ruling on {' and '.join(words) or 'nothing'}", hint="'geopol rule --list' shows them; give the two ids of one")
    return [replace(r, undone=True) for r in found]


def _is_known(view: View, name: str) -> bool:
    try:
        _known(view, name)
    except UnknownNameError:
        return False
    return True


def _show(opened: Store, write: Path | None) -> int:
    """All valid rulings on the screen, or all rulings, those taken back too, in a CSV file."""
    rulings = sorted(opened.rulings(), key=lambda r: (r.when, r.id))
    if write is None:
        valid = set(Judgement(rulings).valid)
        table(COLUMNS[:-1], [tuple(str(v) for v in astuple(r)[:-1]) for r in rulings if r in valid])
        return 0
    with sys.stdout if str(write) == "-" else write.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows([*astuple(r)[:-1], "yes" if r.undone else ""] for r in rulings)
    return 0


def _imported(path: Path) -> Iterator[Ruling]:
    """The rulings of a CSV file. Raises InputError with the line that is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("cannot be read", where=str(path), hint="give a CSV file in UTF-8, as --export writes it") from error
    rows = csv.reader(text.splitlines())
    if tuple(next(rows, ())) != COLUMNS:
        raise InputError("wrong columns", where=f"{path}:1", hint=f"the first line is {','.join(COLUMNS)}")
    for number, row in enumerate(rows, 2):
        if len(row) != len(COLUMNS) or row[0] not in VERDICTS or not row[1] or not row[2] or row[-1] not in ("", "yes"):
            raise InputError("no ruling", where=f"{path}:{number}", hint=f"same or different, two ids, by, note, when, and 'yes' if it is undone: {len(COLUMNS)} columns")
        verdict, first, second, by, note, when, undone = row
        yield Ruling("same" if verdict == "same" else "different", first, second, by, note, when, undone == "yes")
