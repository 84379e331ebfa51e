"""Fields of a source -> Article: the one place where every reader's article is cleaned, checked and laid out."""

from __future__ import annotations

from collections.abc import Mapping

from graph.config import Settings
from graph.errors import InputError
from graph.model import Article
from graph.readers.decode import clean
from graph.readers.language import code, language
from graph.readers.layout import blocks
from graph.readers.published import day

COLUMNS = ("id", "title", "text", "published", "source", "url", "language")
"""The fields that a source may give of an article; only ``text`` is needed."""


def assemble(fields: Mapping[str, str], *, name: str, settings: Settings) -> Article:
    """The article that ``fields`` describe; ``settings`` fill in the day and the publisher.

    ``language`` is what the source says, else a guess, else "". Raises InputError if the text is empty, binary
    or longer than ``settings.max_characters``, and DateError if the date is none.
    """
    text = clean(fields.get("text", ""))
    _check(text, name, settings.max_characters)
    given = {column: " ".join(clean(fields.get(column, "")).split()) for column in COLUMNS if column != "text"}
    published = given["published"] or settings.published
    return Article(
        text=text,
        title=given["title"],
        published=day(published, where=name) if published else "",
        source=given["source"] or settings.publisher,
        url=given["url"],
        language=code(given["language"]) if given["language"] else language(text).replace("und", ""),
        given_id=given["id"],
        blocks=blocks(text),
    )


def _check(text: str, name: str, longest: int) -> None:
    if "\0" in text:
        raise InputError("looks like a binary file", where=name, hint="its text holds a NUL character")
    if not text.strip():
        raise InputError("is empty: there is no text to read", where=name)
    if len(text) > longest:
        message = f"is too long: {len(text):,} characters, at most {longest:,} are read"
        raise InputError(message, where=name, hint="split it into articles")
