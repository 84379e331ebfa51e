"""Plain text and Markdown, with an optional header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from graph.config import Settings
from graph.errors import InputError
from graph.model import Article
from graph.readers.assemble import assemble
from graph.readers.decode import clean, decode
from graph.readers.source import LARGEST, Item, Source

_FIELD = re.compile(r"(title|published|source|url|language|id):[ \t]*(.*)", re.IGNORECASE)
_HEADING = re.compile(r"\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|$)")


def items(source: Source, settings: Settings) -> Iterator[Item]:
    """The one article of a text file."""
    yield Item(source.name, partial(_load, source, settings, False))


def markdown(source: Source, settings: Settings) -> Iterator[Item]:
    """The one article of a Markdown file; a heading on its first line is its title unless the header has one."""
    yield Item(source.name, partial(_load, source, settings, True))


def _load(source: Source, settings: Settings, marked: bool) -> Article:
    data = source.read(limit=max(LARGEST, 4 * settings.max_characters))
    fields, body = split_header(clean(decode(data, name=source.name, charset=source.charset)))
    if fields and not body.strip():
        raise InputError("holds a header but no text", where=source.name, hint="the text follows a blank line")
    heading = _HEADING.match(body) if marked and not fields.get("title") else None
    if heading:
        fields, body = {**fields, "title": heading[1]}, body[heading.end() :]
    return assemble({"url": source.url, **fields, "text": body}, name=source.name, settings=settings)


def split_header(text: str) -> tuple[dict[str, str], str]:
    """The fields of the header and the text behind it; no fields unless the first line is one.

    The header ends with the first blank line, or before the first line that is no field.
    """
    fields: dict[str, str] = {}
    place = 0
    while found := _FIELD.match(text, place):
        fields.setdefault(found[1].lower(), found[2].strip())
        place = min(found.end() + 1, len(text))
    if not fields:
        return {}, text
    blank = re.compile(r"[^\S\n]*(?:\n|$)").match(text, place)
    return fields, text[blank.end() if blank else place :]
