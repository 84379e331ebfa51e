"""The rules that hold the house: floors, homes of heavy packages, no circle, no long file, late imports."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("graph", "ontology")

FLOORS = {
    "ontology.vocabulary": 0, "ontology.names": 0,
    "graph.model": 1, "graph.errors": 1, "graph.calendar": 1,
    "graph.config": 2, "graph.registry": 2, "ontology": 2,
    "graph.readers": 3, "graph.annotate": 3, "graph.pipelines": 3, "graph.extractors": 3, "graph.resolve": 3,
    "graph.classify": 3, "graph.join": 3, "graph.history": 3, "graph.rdf": 3, "graph.terms": 3,
    "graph.stores": 4, "graph.query": 4,
    "graph.validation": 5,
    "graph.pipeline": 5, "graph.exporters": 6, "graph.lines": 6, "graph.quality": 7, "graph.commands": 7, "graph.cli": 8,
    "graph": 9,
}
HOMES = {
    "spacy": ("graph.annotate", "graph.extractors", "graph.pipelines", "graph.quality"),
    "rdflib": ("ontology", "graph.rdf", "graph.stores", "graph.query", "graph.exporters", "graph.validation", "graph.terms"),
    "pyoxigraph": ("ontology", "graph.rdf", "graph.stores", "graph.query", "graph.exporters", "graph.terms", "graph.commands.query"),
    "pyvis": ("graph.exporters", "graph.query"),
    "networkx": ("graph.exporters", "graph.query"),
    "pyshacl": ("graph.validation",),
    "trafilatura": ("graph.readers",),
    "click": ("graph.cli", "graph.commands"),
    "rich": ("graph.commands",),
}


def modules() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports(tree: ast.AST, *, at_load: bool) -> Iterator[str]:
    """The modules that a file imports; ``at_load`` leaves out those of functions and of type checking."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)) or (at_load and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)):
            continue
        else:
            yield from imports(node, at_load=at_load)


def known_as(target: str, known: set[str]) -> str:
    """The module that an imported name lives in ("graph.model.Report" -> "graph.model"), or ""."""
    while target and target not in known:
        target = target.rpartition(".")[0]
    return target


def floor(module: str) -> int:
    while module not in FLOORS:
        module = module.rpartition(".")[0]
    return FLOORS[module]


def climbs(module: str, source: str) -> list[str]:
    """The imports of ``source`` that lead upwards from ``module``."""
    known = {name for name, _ in modules()}
    targets = {known_as(t, known) for t in imports(ast.parse(source), at_load=False)} - {"", "graph", "ontology"}
    return sorted(t for t in targets if floor(t) > floor(module))


def strays(module: str, source: str) -> list[str]:
    """The heavy packages that ``source`` imports although ``module`` is not their home."""
    found = {t.partition(".")[0] for t in imports(ast.parse(source), at_load=False)}
    return sorted(p for p in found & HOMES.keys() if not any(module == h or module.startswith(h + ".") for h in HOMES[p]))


def test_imports_run_downwards() -> None:
    wrong = {name: climbs(name, path.read_text(encoding="utf-8")) for name, path in modules()}
    assert {n: w for n, w in wrong.items() if w} == {}


def test_heavy_packages_stay_at_home() -> None:
    wrong = {name: strays(name, path.read_text(encoding="utf-8")) for name, path in modules()}
    assert {n: w for n, w in wrong.items() if w} == {}


def test_no_module_imports_itself_in_a_circle() -> None:
    known = dict(modules())
    arrows = {
        name: {known_as(t, set(known)) for t in imports(ast.parse(path.read_text(encoding="utf-8")), at_load=True)} - {"", name}
        for name, path in known.items()
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail[trail.index(name) :], name))
        if name in done:
            return
        for target in sorted(arrows[name]):
            visit(target, (*trail, name))
        done.add(name)

    for name in arrows:
        visit(name, ())


def test_nothing_after_the_extractors_sees_a_spacy_token() -> None:
    for name, path in modules():
        if name.startswith(("graph.resolve", "graph.classify", "graph.join", "graph.stores", "graph.query", "graph.exporters")):
            assert "spacy" not in path.read_text(encoding="utf-8"), name


def test_files_stay_short() -> None:
    long = {name: n for name, path in modules() if (n := len(path.read_text(encoding="utf-8").splitlines())) > 410}
    assert long == {}


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("graph.model", "from graph.pipeline import build"),
        ("graph.join.keys", "def f():\n    from graph.stores import open_store"),
        ("graph.resolve.dates", "import graph.exporters"),
    ],
)
def test_the_floors_catch_a_climb(module: str, source: str) -> None:
    assert climbs(module, source)


@pytest.mark.parametrize(("module", "source"), [("graph.join.keys", "import spacy"), ("graph.resolve.actors", "from rdflib import Graph")])
def test_the_homes_catch_a_stray(module: str, source: str) -> None:
    assert strays(module, source)


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, graph.cli; print([m for m in ('spacy', 'rdflib', 'pyoxigraph', 'networkx', 'pyvis', 'rich', 'numpy') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"
