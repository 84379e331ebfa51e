"""CSV: a heading with the names of the columns, then one article per row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from graph.config import Settings
from graph.errors import GeopolError, InputError
from graph.model import Article
from graph.readers.assemble import COLUMNS, assemble
from graph.readers.decode import decode
from graph.readers.source import Item, Source

_LONGEST_FIELD = 100_000_000


class _Lines:
    """The lines of a stream as text; one that cannot be decoded raises and leaves the next ones readable."""

    def __init__(self, stream: BinaryIO, source: Source) -> None:
        self.stream, self.source, self.number = stream, source, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self.stream)
        self.number += 1
        return decode(line, name=f"{self.source.name}:{self.number}", charset=self.source.charset)


def items(source: Source, settings: Settings) -> Iterator[Item]:
    """An item for every row, named ``path:line`` after its first line; a broken row fails alone.

    The columns are parted by commas, semicolons or tabs, whichever the heading has most of. Raises InputError
    if the heading has no column ``text``.
    """
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_FIELD))
    with source.open() as stream:
        lines = _Lines(stream, source)
        first = next(lines, "")
        mark = max(",;\t", key=first.count)
        columns = _columns(next(csv.reader([first], delimiter=mark), []), source.name)
        yield from _rows(csv.reader(lines, delimiter=mark, strict=True), lines, columns, settings)


def _columns(heading: list[str], name: str) -> list[str]:
    columns = [column.strip().lower() for column in heading]
    if "text" not in columns:
        hint = f"the first line names the columns; known: {', '.join(COLUMNS)}"
        raise InputError("has no column named text", where=f"{name}:1", hint=hint)
    return columns


def _rows(rows: Iterator[list[str]], lines: _Lines, columns: list[str], settings: Settings) -> Iterator[Item]:
    while True:
        name = f"{lines.source.name}:{lines.number + 1}"
        row: list[str] | GeopolError
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            row = InputError(f"is no CSV: {error}", where=name, hint='quote with ", and double each " inside')
        except GeopolError as error:
            row = error
        if row:
            yield Item(name, partial(_load, row, columns, name, settings))


def _load(row: list[str] | GeopolError, columns: list[str], name: str, settings: Settings) -> Article:
    if isinstance(row, GeopolError):
        raise row
    if len(row) > len(columns):
        message = f"has {len(row)} fields, but the first line names {len(columns)} columns"
        raise InputError(message, where=name, hint="quote fields that hold the separator")
    return assemble(dict(zip(columns, row, strict=False)), name=name, settings=settings)
