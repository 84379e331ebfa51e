"""The files that stand beside a store: the picture and the RDF, written whenever the store has changed."""

from __future__ import annotations

from pathlib import Path

from graph.exporters import export
from graph.query import View


def draw(view: View, folder: Path) -> None:
    """Write ``graph.html`` and ``graph.trig`` into an output directory."""
    export(view, folder / "graph.html", format="html")
    export(view, folder / "graph.trig", format="trig")
