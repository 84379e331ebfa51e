"""Addresses on the web: fetch one page and say which reader it is for."""

from __future__ import annotations

import zlib
from email.message import Message
from http.client import HTTPException, HTTPResponse
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePosixPath
from time import monotonic
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urldefrag, urlsplit, urlunsplit

from graph.errors import InputError
from graph.readers.source import LARGEST, Source, reason, sniff

TIMEOUT = 20.0
"""Seconds that a server may stay silent."""
DEADLINE = 120.0
"""Seconds that a whole answer may take."""

TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/rdf+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/json-lines": ".jsonl",
}
"""Content type -> the suffix whose reader it is for."""

_VAGUE = frozenset(("", "text/plain", "application/octet-stream", "binary/octet-stream"))


def fetch(url: str, *, suffixes: frozenset[str]) -> tuple[Source, str]:
    """What stands at ``url``, and the suffix whose reader it is for.

    The source keeps the address after redirects. ``suffixes`` are the ones that an address may decide by where
    its content type says little. Raises InputError if the page cannot be had, is too large or of a strange type.
    """
    try:
        with _opener().open(_request(url), timeout=TIMEOUT) as answer:
            return _source(answer, url, suffixes)
    except HTTPError as error:
        error.close()
        raise InputError(f"the server answers {error.code} {error.reason}", where=url) from error
    except (URLError, TimeoutError) as error:
        cause = error.reason if isinstance(error, URLError) else error
        said = reason(cause) if isinstance(cause, BaseException) else str(cause)
        raise InputError(f"cannot be reached: {said}", where=url, hint="check the address and the network") from error
    except (OSError, HTTPException, ValueError, zlib.error) as error:
        raise InputError(f"cannot be fetched: {reason(error)}", where=url) from error


def _opener() -> request.OpenerDirector:
    """An opener for HTTP and HTTPS alone, so that no redirect leads to a file or another protocol."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.UnknownHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPRedirectHandler(),
        request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def _request(url: str) -> request.Request:
    agent = {"User-Agent": f"geopolgraph/{_version()}", "Accept-Encoding": "identity"}
    return request.Request(_ascii(url), headers=agent)


def _version() -> str:
    try:
        return version("geopolgraph")
    except PackageNotFoundError:
        return "unknown"


def _ascii(url: str) -> str:
    """``url`` with letters outside ASCII encoded as servers expect them, without its fragment."""
    parts = urlsplit(urldefrag(url.strip()).url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    kept = "%/:=&?~+!$,;'@()*[]"
    return urlunsplit((parts.scheme, host, quote(parts.path, safe=kept), quote(parts.query, safe=kept), ""))


def _source(answer: HTTPResponse, url: str, suffixes: frozenset[str]) -> tuple[Source, str]:
    data = _body(answer, url)
    final = answer.geturl()
    charset = answer.headers.get_content_charset("")
    suffix = _suffix(answer.headers, final, data, suffixes)
    return Source(name=url, data=data, charset=charset, url=final), suffix


def _body(answer: HTTPResponse, url: str) -> bytes:
    end = monotonic() + DEADLINE
    data = bytearray()
    while piece := answer.read1(65_536):
        data += piece
        if len(data) > LARGEST:
            raise InputError(f"is larger than {LARGEST:,} bytes", where=url)
        if monotonic() > end:
            raise InputError(f"takes longer than {DEADLINE:.0f} seconds", where=url)
    if (promised := answer.headers.get("Content-Length", "")).isdigit() and len(data) < int(promised):
        raise InputError(f"breaks off after {len(data):,} bytes", where=url, hint="try again")
    return _unpacked(bytes(data), answer.headers.get("Content-Encoding", ""), url)


def _unpacked(data: bytes, coding: str, url: str) -> bytes:
    if coding.lower() in ("", "identity"):
        return data
    if coding.lower() not in ("gzip", "x-gzip"):
        raise InputError(f"is sent in the unknown coding {coding!r}", where=url)
    unpacked = zlib.decompressobj(31).decompress(data, LARGEST + 1)
    if len(unpacked) > LARGEST:
        raise InputError(f"is larger than {LARGEST:,} bytes", where=url)
    return unpacked


def _suffix(headers: Message, url: str, data: bytes, suffixes: frozenset[str]) -> str:
    kind = headers.get_content_type() if headers.get("Content-Type") else ""
    named = PurePosixPath(urlsplit(url).path).suffix.lower()
    if kind in _VAGUE and named in suffixes:
        return named
    if kind in TYPES:
        return TYPES[kind]
    if kind in _VAGUE:
        return sniff(data)
    raise InputError(f"is of the type {kind!r}, which is not read", where=url, hint=f"known: {', '.join(TYPES)}")
