"""Events as a table: one row each, with a sentence of each of its reports."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from graph.exporters import write_whole

if TYPE_CHECKING:
    from graph.model import Event
    from graph.query import View

COLUMNS = (
    "event", "subject", "relation", "object", "type", "mode", "date", "date_precision", "date_basis", "happened", "mutual",
    "reports", "origins", "sources", "disputed", "sentences",
)


def csv_table(view: View, path: Path) -> None:
    """One row per event, by date; a cell that a spreadsheet would run as a formula is quoted."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    writer.writerows([_safe(cell) for cell in _row(event, view)] for event in view.events)
    write_whole(path, buffer.getvalue().encode("utf-8"))


def _row(event: Event, view: View) -> list[str]:
    actors, reports = view.actors, [view.reports[r] for r in event.reports]
    names = [actors[a].name if a in actors else _words(event, view) if i else "" for i, a in enumerate((event.subject, event.object))]
    return [
        event.id, names[0], event.relation, names[1], event.type, event.mode, event.date, event.date_precision, event.date_basis,
        str(event.happened).lower(), str(event.mutual).lower(), str(len(reports)), str(event.origins), "; ".join(event.sources),
        "; ".join(sorted(event.disputes)), " | ".join(dict.fromkeys(r.sentence.text for r in reports)),
    ]


def _words(event: Event, view: View) -> str:
    """What stands in the place of an object that no actor was found for."""
    return next((r.object.span.text for i in event.reports if (r := view.reports[i]).object is not None), "")


def _safe(cell: str) -> str:
    return "'" + cell if cell and cell[0] in "=+-@\t\r" else cell
