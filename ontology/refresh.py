"""Makes the layer ``refreshed/`` of the gazetteer from what a SPARQL endpoint with the data of Wikidata knows today.

The answers and the new tables wait in a folder ``.refresh/`` until they are applied.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from graph.errors import EndpointError, OntologyError
from ontology.checks import faults_of
from ontology.gather import TABLES, Gathering, Rows, countries, holders, persons, tidy
from ontology.gazetteer import Gazetteer
from ontology.layers import REFRESHED, SHIPPED, layers_of
from ontology.sources import write_table
from ontology.tables import COLUMNS, Row, sound_rows

PARTS = {"countries": countries, "holders": holders, "persons": persons}
STATE = ".refresh"
FRESH = 7
"""Days after which kept answers are asked for again."""


def begin(into: Path, *, anew: bool = False, today: date | None = None) -> str:
    """The ISO day of the answers that are kept in ``into``; old ones, or all of them, are thrown away first."""
    _mend(into)
    state, today = into / STATE, today or _today()
    path = state / "day.txt"
    began = path.read_text("utf-8").strip() if path.is_file() else ""
    if anew or not (today - timedelta(days=FRESH)).isoformat() <= began <= today.isoformat():
        shutil.rmtree(state, ignore_errors=True)
        state.mkdir(parents=True)
        path.write_text(today.isoformat() + "\n", "utf-8")
    return path.read_text("utf-8").strip()


def layers_with(into: Path, refreshed: Path | None, folder: Path = SHIPPED) -> tuple[Path, ...]:
    """The layers of ``folder`` and of a user's ``into``, with ``refreshed`` in the place of what lies there."""
    shared = into.resolve() == folder.resolve()
    layers = layers_of(folder, None if shared or not into.is_dir() else into)
    kept = [layer for layer in layers if layer != (folder if shared else into) / REFRESHED]
    stronger = len([layer for layer in kept if layer not in (folder / REFRESHED, folder / "built")])
    return (*kept[:stronger], *(() if refreshed is None else (refreshed,)), *kept[stronger:])


def refresh(into: Path, parts: Iterable[str], run: Gathering) -> Path:
    """Asks for ``parts``, and writes the tables into a folder of their own; what is not asked for is carried over."""
    asked = frozenset(parts)
    for table, rows in _carried(into / REFRESHED, frozenset(PARTS) - asked, run.base).items():
        run.rows[table] |= rows
    for part, gather in PARTS.items():
        answers = run.answers
        if part in asked:
            gather(run)
            _require(run, part, answers)
    run.rows["aliases"] = tidy(run.rows["aliases"])
    staged = into / STATE / "tables"
    shutil.rmtree(staged, ignore_errors=True)
    for table, rows in run.rows.items():
        staged.mkdir(parents=True, exist_ok=True)
        write_table(staged / f"{table}.csv", COLUMNS[table], rows)
    return staged


def _require(run: Gathering, part: str, answers: int) -> None:
    if run.answers == answers:
        hint = "is it an endpoint with the data of Wikidata?"
        raise EndpointError(f"knows nothing about our {part}", where=run.endpoint.url, hint=hint)


def new_faults(into: Path, staged: Path, folder: Path = SHIPPED) -> list[OntologyError]:
    """The faults that the tables have with ``staged``, and not without it."""
    before = {str(found) for found in faults_of(layers_with(into, None, folder))}
    return [found for found in faults_of(layers_with(into, staged, folder)) if str(found) not in before]


def apply(into: Path, staged: Path) -> None:
    """Puts the tables of ``staged`` in the place of the refreshed ones, all or none, and forgets the answers."""
    target, old = into / REFRESHED, into / STATE / "old"
    if target.is_dir():
        target.rename(old)
    staged.rename(target)
    shutil.rmtree(into / STATE)


def _today() -> date:
    return date.today()


def _mend(into: Path) -> None:
    """Finishes what ``apply`` did not: the old tables come back where the new ones did not take their place."""
    old, target = into / STATE / "old", into / REFRESHED
    if old.is_dir() and not target.is_dir():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _carried(refreshed: Path, parts: frozenset[str], base: Gazetteer) -> Rows:
    """The rows of an earlier refresh that belong to ``parts``."""
    found: Rows = {}
    for table in TABLES:
        path = refreshed / f"{table}.csv"
        rows = sound_rows(path, COLUMNS[table], []) if path.is_file() else ()
        found[table] = {row for _, row in rows if _part(table, row, base) in parts}
    return found


def _part(table: str, row: Row, base: Gazetteer) -> str:
    if table != "aliases":
        return "holders"
    if row[1] in base and base.entry(row[1]).kind == "country":
        return "countries"
    return "persons" if row[2] == "variant" else "holders"
