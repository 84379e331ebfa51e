"""The shelf of readers: a source -> articles.

A source is a file, a folder, ``-`` (standard input) or an ``http(s)`` address. Each reader is a function
``(Source, Settings) -> Iterator[Item]`` and is found by the suffix of what it reads; another package adds one
through an entry point of the group ``geopolgraph.readers`` whose name is the suffix (".docx").
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from graph.config import Settings
from graph.errors import GeopolError, InputError
from graph.model import Article
from graph.readers.source import Item, Source, reason, sniff
from graph.registry import Table

__all__ = ["READERS", "Item", "Source", "items", "read"]

READERS = Table(
    "kind of source",
    {
        ".txt": "graph.readers.text:items",
        ".md": "graph.readers.text:markdown",
        ".html": "graph.readers.html:items",
        ".htm": "graph.readers.html:items",
        ".jsonl": "graph.readers.jsonl:items",
        ".csv": "graph.readers.table:items",
        ".xml": "graph.readers.feed:items",
        ".rss": "graph.readers.feed:items",
        ".atom": "graph.readers.feed:items",
    },
    group="geopolgraph.readers",
)


def read(source: str | Path, *, settings: Settings | None = None) -> Iterator[Article]:
    """The articles of ``source``, one after the other; the first that cannot be read raises InputError or DateError.

    To go on after a faulty one, load the ``items`` one by one.
    """
    for item in items(source, settings or Settings()):
        yield item.load()


def items(source: str | Path, settings: Settings) -> Iterator[Item]:
    """What ``source`` holds, an item for each article, files of a folder sorted by path.

    Raises nothing: where a file, a line or an address cannot be read, the item that stands for it raises when it
    is loaded. Hidden files and ``README`` files of a folder are left out.
    """
    yield from _guarded(str(source), _found(str(source), settings))


def _guarded(name: str, found: Iterator[Item]) -> Iterator[Item]:
    """``found``, with an error that ends it, or its being empty, turned into a last item that raises it."""
    try:
        empty = True
        for item in found:
            empty = False
            yield item
        if empty:
            raise InputError("holds no article", where=name)
    except GeopolError as error:
        yield Item(name, partial(_fail, error))
    except OSError as error:
        yield Item(name, partial(_fail, InputError(f"cannot be read: {reason(error)}", where=name)))


def _fail(error: GeopolError) -> Article:
    raise error


def _found(source: str, settings: Settings) -> Iterator[Item]:
    if source == "-":
        return _input(settings)
    if re.match(r"https?://", source, re.IGNORECASE):
        return _page(source, settings)
    path = Path(source)
    return _folder(path, settings) if source and path.is_dir() else _file(source, settings)


def _input(settings: Settings) -> Iterator[Item]:
    data = sys.stdin.buffer.read()
    yield from READERS[sniff(data)](Source("-", data=data), settings)


def _page(url: str, settings: Settings) -> Iterator[Item]:
    from graph.readers.web import fetch

    page, suffix = fetch(url, suffixes=frozenset(READERS))
    yield from READERS[suffix](page, settings)


def _file(name: str, settings: Settings) -> Iterator[Item]:
    path = Path(name)
    if not name or not path.exists():
        hint = "give a file, a folder, - for standard input, or an http(s) address"
        raise InputError("no such file or folder", where=name or '""', hint=hint)
    suffix = path.suffix.lower()
    if suffix not in frozenset(READERS):
        message = f"is of the unknown kind {suffix!r}" if suffix else "has no suffix that says what it is"
        raise InputError(message, where=name, hint=f"known: {', '.join(sorted(READERS))}")
    yield from READERS[suffix](Source(name, path=path), settings)


def _folder(folder: Path, settings: Settings) -> Iterator[Item]:
    files, faults = _files(folder)
    for path in files:
        yield from _guarded(str(path), _file(str(path), settings))
    for fault in faults:
        name = str(fault.filename)
        yield Item(name, partial(_fail, InputError(f"cannot be opened: {reason(fault)}", where=name)))
    if not files and not faults:
        raise InputError("is a folder without files", where=str(folder), hint=f"known: {', '.join(sorted(READERS))}")


def _files(folder: Path) -> tuple[list[Path], list[OSError]]:
    """The files below ``folder`` that may hold articles, sorted, and the folders that could not be opened."""
    faults: list[OSError] = []
    found: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=faults.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place, name) for name in names if not name.startswith(".") and not _is_readme(name)]
    return sorted(path for path in found if path.is_file() or path.is_symlink()), faults


def _is_readme(name: str) -> bool:
    return name.upper().partition(".")[0] == "README"
