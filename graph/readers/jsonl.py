"""JSON Lines: one article per line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from graph.config import Settings
from graph.errors import InputError
from graph.model import Article
from graph.readers.assemble import COLUMNS, assemble
from graph.readers.decode import decode
from graph.readers.source import Item, Source

_SHAPE = '{"text": "...", "title": "...", "published": "2025-06-05"}'


def items(source: Source, settings: Settings) -> Iterator[Item]:
    """An item for every line that is not blank, named ``path:line``; a broken line fails alone."""
    with source.open() as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                name = f"{source.name}:{number}"
                yield Item(name, partial(_load, line, source.charset, name, settings))


def _load(line: bytes, charset: str, name: str, settings: Settings) -> Article:
    text = decode(line.rstrip(), name=name, charset=charset)
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"is no JSON: {error.msg} at column {error.colno}"
        raise InputError(message, where=name, hint=f"one object per line: {_SHAPE}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"is no JSON that can be read: {error}", where=name) from error
    if not isinstance(found, dict):
        raise InputError(f"is a {type(found).__name__}, not an object", where=name, hint=f"one a line: {_SHAPE}")
    return assemble(_fields(found, name), name=name, settings=settings)


def _fields(found: Mapping[str, Any], name: str) -> dict[str, str]:
    if found.get("text") is None:
        raise InputError('has no "text"', where=name, hint=f"needed: {_SHAPE}")
    fields = {column: found[column] for column in COLUMNS if found.get(column) is not None}
    if isinstance(fields.get("id"), int):
        fields["id"] = str(fields["id"])
    for column, value in fields.items():
        if not isinstance(value, str):
            raise InputError(f'"{column}" must be a string, not {type(value).__name__}', where=name)
    return fields
