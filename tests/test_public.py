"""The names that the package exports: present, documented, typed, cheap."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import graph


@pytest.mark.parametrize("name", graph.__all__)
def test_exported_names_are_there_and_documented(name: str) -> None:
    thing = getattr(graph, name)
    assert inspect.getdoc(thing), f"{name} has no docstring"
    assert thing.__module__.startswith("graph.")


def test_the_names_of_the_interface() -> None:
    assert {"Settings", "build", "read", "extract", "open_store", "merge", "resolve_date"} <= set(graph.__all__)
    assert callable(graph.merge) and callable(graph.extract)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute"):
        graph.nothing  # noqa: B018


def test_importing_the_package_imports_no_library() -> None:
    code = "import sys, graph; print([m for m in ('spacy', 'numpy', 'pyoxigraph', 'rdflib', 'click') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_names_do_not_hide_modules() -> None:
    import graph.classify
    import graph.join
    import graph.query
    import graph.stores

    assert callable(graph.merge) and callable(graph.build) and callable(graph.read)
