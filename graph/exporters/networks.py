"""The events as a network for other programs: GraphML, GEXF (Gephi), Cytoscape JSON."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import networkx

from graph.exporters import write_whole

if TYPE_CHECKING:
    from graph.query import View


def graphml(view: View, path: Path) -> None:
    """Actors as nodes, events as parallel edges."""
    buffer = io.BytesIO()
    networkx.write_graphml(view.to_networkx(), buffer)
    write_whole(path, buffer.getvalue())


def gexf(view: View, path: Path) -> None:
    """The same for Gephi."""
    buffer = io.BytesIO()
    networkx.write_gexf(_without_edge_keys(view), buffer)
    text = buffer.getvalue().decode("utf-8")
    write_whole(path, _without_clock(text).encode("utf-8"))


def cytoscape(view: View, path: Path) -> None:
    """The same as Cytoscape JSON."""
    data = networkx.cytoscape_data(view.to_networkx())
    write_whole(path, (json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode("utf-8"))


def _without_edge_keys(view: View) -> networkx.MultiDiGraph[str]:
    """GEXF wants numbers as edge ids: the event's id becomes an attribute."""
    network: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    source = view.to_networkx()
    network.add_nodes_from(source.nodes(data=True))
    for i, (first, second, key, data) in enumerate(source.edges(keys=True, data=True)):
        network.add_edge(first, second, key=i, event_id=key, **data)
    return network


def _without_clock(text: str) -> str:
    """networkx writes today's date into the file; the same graph must be the same file."""
    import re

    return re.sub(r'\s(lastmodifieddate|start|end)="[^"]*"', "", text, count=1) if "lastmodifieddate" in text else text
