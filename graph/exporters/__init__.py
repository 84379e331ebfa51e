"""The shelf of exporters: View -> file.

An exporter is a function ``f(view, path) -> None`` that writes the whole file or nothing; a new one is named here
or offered as an entry point of the group ``geopolgraph.exporters``.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import InputError
from graph.registry import Table

if TYPE_CHECKING:
    from graph.query import View

EXPORTERS = Table(
    "format",
    {
        "turtle": "graph.exporters.rdf:turtle",
        "trig": "graph.exporters.rdf:trig",
        "nquads": "graph.exporters.rdf:nquads",
        "jsonld": "graph.exporters.rdf:jsonld",
        "graphml": "graph.exporters.networks:graphml",
        "gexf": "graph.exporters.networks:gexf",
        "cytoscape": "graph.exporters.networks:cytoscape",
        "csv": "graph.exporters.tables:csv_table",
        "html": "graph.exporters.html:write_html",
    },
    group="geopolgraph.exporters",
)


def export(view: View, path: Path, *, format: str, quotes: str = "full") -> None:
    """Write ``view`` to ``path`` in one of the formats of ``EXPORTERS``; ``quotes`` says how much of the articles goes with it (full, short, none)."""
    write = EXPORTERS[format]
    if quotes != "full":
        from graph.exporters.quotes import trimmed
        from graph.stores.oxigraph import memory

        store = memory()
        store.load(trimmed(view.store.quads(), quotes))
        view = store.view()
    write(view, path)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step: a reader sees the old one or the new one, never a part. A device is written to as it is."""
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"cannot be written: {reason}", where=str(path), hint="check the disk and the permissions, or choose another place") from error
