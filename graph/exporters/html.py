"""The picture as one HTML file that works offline.

pyvis builds the network; our own autoescaped template makes the page, since the stock page of pyvis loads from
other hosts and runs what stands in a title. The vis-network library comes from the installed pyvis package.
The page loads nothing, and its content security policy admits only the scripts and styles written here, by hash.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from graph.errors import GeopolError
from graph.exporters import write_whole
from graph.exporters.layout import Figure, Point, place, wrap
from graph.exporters.picture import Arc, DrawnActor, Picture, Viewable, clean, picture

_ESCAPED = re.compile("[<>&\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]")
_TEMPLATES = Path(__file__).parent / "templates"
_SCRIPTS = ("words", "state", "shapes", "canvas", "timeline", "panel", "evidence", "table", "controls", "graph")
_OPTIONS: dict[str, Any] = {
    "physics": False,
    "layout": {"randomSeed": 7, "improvedLayout": False},
    "interaction": {"hover": True, "multiselect": False, "keyboard": False, "tooltipDelay": 200},
    "nodes": {"shape": "custom", "chosen": False, "labelHighlightBold": False},
    "edges": {"chosen": False, "selectionWidth": 0, "hoverWidth": 0, "arrowStrikethrough": False},
}
_OPENING = 48
_WIDE, _TALL = (830, 380), (345, 400)  # pixels that a graph has on a small desktop screen, and on a telephone
_MANY_TALL = 20
_SMALLEST = 11  # letters on the screen, in pixels; as in canvas.js
_NAMED = 32  # so many of the busiest actors have room for their names, whatever the others need


def write_html(view: Viewable, path: Path, *, title: str = "geopolgraph") -> None:
    """Writes the page to ``path``: whole or not at all, never half; an older page stays until the new one is done."""
    write_whole(path, render(view, title=title).encode("utf-8"))


def render(view: Viewable, *, title: str = "geopolgraph") -> str:
    """The page as a string; the same view and title give the same page."""
    drawn = picture(view, limit=_OPENING)
    network = draw(drawn)
    nodes, edges, *_, options = network.get_network_data()
    data = {
        "title": clean(title),
        "network": {"nodes": _table(nodes), "edges": _table(edges), "options": json.loads(options)},
        "picture": _tables(drawn),
    }
    style, library, script = _style(), _library(), _script()
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("page.html").render(
        title=clean(title),
        policy=_policy(scripts=(library, script), styles=(style,)),
        style=Markup(style),
        library=Markup(library),
        script=Markup(script),
        data=Markup(_json(data)),
    )


def draw(drawn: Picture) -> Any:
    """The pyvis ``Network`` of a picture, with positions; its ids are positions in the lists of the picture."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.options = _OPTIONS
    busiest = max((a.weight for a in drawn.actors), default=1)
    figures = [_figure(a, busiest) for a in drawn.actors]
    wide, tall, full = _scenes(drawn, figures)
    for number, (actor, figure) in enumerate(zip(drawn.actors, figures, strict=True)):
        x, y = wide.get(number) or full[number]
        spots = {"wide": wide.get(number), "tall": tall.get(number), "full": full[number]}
        label = "\n".join(figure.lines)
        look = {"group": actor.kind, "size": figure.radius, "letters": figure.letters, "spots": spots}
        network.add_node(number, label=label, shape="custom", x=x, y=y, **look)
    for number, arc in enumerate(drawn.arcs):
        network.add_edge(arc.subject, arc.object, id=number, **_line(arc))
    return network


# ---------------------------------------------------------------- figures and lines


def _figure(actor: DrawnActor, busiest: int) -> Figure:
    share = (actor.weight / busiest) ** 0.5
    base = {"country": 12, "person": 11, "good": 8, "topic": 8, "place": 8}.get(actor.kind, 9)
    return Figure(round(base + 11 * share), wrap(actor.name), 12 + round(4 * share))


def _scenes(drawn: Picture, figures: list[Figure]) -> tuple[dict[int, Point], dict[int, Point], dict[int, Point]]:
    """Positions of the opening on a wide screen, of a smaller opening on a tall one, and of all actors."""
    opening = [n for n, a in enumerate(drawn.actors) if a.opening]
    links = [(a.subject, a.object) for a in drawn.arcs]
    sure = [(a.subject, a.object) for a in drawn.arcs if a.happened]
    wide = _legible(opening, sure, figures, _WIDE)
    tall = _legible(opening[:_MANY_TALL], sure, figures, _TALL)
    if len(opening) == len(figures):
        return wide, tall, wide
    return wide, tall, _scene(list(range(len(figures))), links, figures, 1.5)


def _legible(chosen: list[int], links: list[Point], figures: list[Figure], frame: Point) -> dict[int, Point]:
    """A scene in which the named actors' names have room at the size they get when it is fitted to ``frame``."""
    scene: dict[int, Point] = {}
    grown = 1.0
    for _ in range(6):
        sizes = [replace(f, letters=round(f.letters * grown)) for f in figures]
        scene = _scene(chosen, links, sizes, frame[0] / frame[1])
        spans = [max(p[i] for p in scene.values()) - min(p[i] for p in scene.values()) for i in (0, 1)] if scene else []
        scale = min((length / (span + 120) for length, span in zip(frame, spans, strict=False)), default=1.0)
        if scale * grown * 12 >= _SMALLEST:
            break
        grown = 1.06 * _SMALLEST / (12 * scale)
    return scene


def _scene(chosen: list[int], links: list[Point], figures: list[Figure], ratio: float) -> dict[int, Point]:
    where = {actor: n for n, actor in enumerate(chosen)}
    inner = [(where[a], where[b]) for a, b in links if a in where and b in where]
    sizes = [figures[a] if n < _NAMED else replace(figures[a], lines=()) for n, a in enumerate(chosen)]
    return dict(zip(chosen, place(sizes, inner, ratio=ratio), strict=True))


def _line(arc: Arc) -> dict[str, Any]:
    return {"arrows": "" if arc.mutual else "to", "bend": arc.bend}


# ---------------------------------------------------------------- parts of the page


@cache
def _library() -> str:
    """vis-network as installed with pyvis, without the pointer to a source map that is not there."""
    folder = resources.files("pyvis") / "lib"
    names = sorted(d.name for d in folder.iterdir() if d.name.startswith("vis-"))
    if not names:
        raise GeopolError("pyvis is installed without its vis-network library", hint="reinstall pyvis")
    text = (folder / names[-1] / "vis-network.min.js").read_text(encoding="utf-8")
    return _fit(re.sub(r"(?m)^//# sourceMappingURL=.*$", "", text))


@cache
def _script() -> str:
    parts = [(_TEMPLATES / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS]
    return _fit("(() => {\n'use strict';\n" + "\n".join(parts) + "\n})();\n")


@cache
def _style() -> str:
    return (_TEMPLATES / "page.css").read_text(encoding="utf-8")


def _fit(script: str) -> str:
    """``script``, ready to stand in a page, where a browser reads CR LF as LF and ends at the closing tag."""
    script = script.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"<(/script|!--)", r"\\x3c\1", script, flags=re.IGNORECASE)


def _tables(drawn: Picture) -> dict[str, Any]:
    """A picture for JSON: each of its lists as a table."""
    lists = ("actors", "arcs", "events", "reports", "articles")
    return {name: _table([_plain(item) for item in getattr(drawn, name)]) for name in lists} | {"note": drawn.note}


def _table(items: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Dictionaries with the same keys as ``keys`` and ``rows``: half the size in JSON."""
    keys = sorted(items[0]) if items else []
    return {"keys": keys, "rows": [[item[k] for k in keys] for item in items]}


def _plain(item: Any) -> dict[str, Any]:
    """A flat dataclass as a dictionary; truths as 0 or 1, which is shorter."""
    values = ((f.name, getattr(item, f.name)) for f in fields(item))
    return {name: int(value) if isinstance(value, bool) else value for name, value in values}


def _policy(*, scripts: tuple[str, ...], styles: tuple[str, ...]) -> str:
    def hashes(texts: tuple[str, ...]) -> str:
        digests = (b64encode(sha256(t.encode("utf-8")).digest()).decode("ascii") for t in texts)
        return " ".join(f"'sha256-{d}'" for d in digests)

    return (
        f"default-src 'none'; script-src {hashes(scripts)}; style-src {hashes(styles)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _json(data: Any) -> str:
    """JSON that can stand inside a script element: no tag, no comment, no line separator of JavaScript."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
