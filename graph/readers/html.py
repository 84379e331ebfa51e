"""Web pages: the main text, the title, the day and the publisher, without what stands around them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from graph.config import Settings
from graph.errors import InputError
from graph.model import Article
from graph.readers.assemble import assemble
from graph.readers.decode import decode
from graph.readers.source import Item, Source, reason

if TYPE_CHECKING:
    from trafilatura.settings import Document

_CHARSET = re.compile(
    rb"""<(?:meta[^>]{1,200}?charset|\?xml[^>]{1,100}?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_INTO_SENTENCE = re.compile(r"<[bB][rR]\s*/?>\s*(?=[a-z])")

# A guess from the running text is worse than no day: only what the page declares counts.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def items(source: Source, settings: Settings) -> Iterator[Item]:
    """The one article of a page."""
    yield Item(source.name, partial(_load, source, settings))


def _load(source: Source, settings: Settings) -> Article:
    data = source.read()
    page = decode(data, name=source.name, charset=source.charset or declared_charset(data))
    if not page.strip():
        raise InputError("is empty: there is no text to read", where=source.name)
    found = _extract(page, source)
    fields = {
        "title": found.title or "",
        "text": _without_title(found.text or "", found.title or ""),
        "published": found.date or "",
        "source": _publisher(found, settings),
        "url": source.url or _address(found.url or ""),
    }
    return assemble(fields, name=source.name, settings=settings)


def declared_charset(data: bytes) -> str:
    """The character set that a page says it is written in, "" if it does not say."""
    found = _CHARSET.search(data[:2048])
    label = found[1].decode("ascii", "replace").lower() if found else ""
    return "" if label.startswith("utf-16") else label


def _extract(page: str, source: Source) -> Document:
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    from trafilatura import bare_extraction

    page, url = _INTO_SENTENCE.sub(" ", page), source.url or None
    try:
        found = bare_extraction(
            page, url=url, include_comments=False, with_metadata=True, date_extraction_params=dict(_DATES)
        )
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"is a page that cannot be read: {reason(error)}", where=source.name) from error
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        hint = "is it an index, a script-only or a subscribers' page?"
        raise InputError("holds no article text", where=source.name, hint=hint)
    return found


def _without_title(text: str, title: str) -> str:
    first, _, rest = text.partition("\n")
    return rest if rest.strip() and first.split() == title.split() else text


def _publisher(found: Document, settings: Settings) -> str:
    site, host = found.sitename or "", urlsplit(found.url or "").hostname or ""
    return settings.publisher or site if site and site in host else site


def _address(url: str) -> str:
    """The address that a saved page gives for itself, unless that is only the front page of its site."""
    parts = urlsplit(url)
    return url if parts.scheme in ("http", "https") and parts.path.strip("/") else ""
