"""A SPARQL endpoint, asked with care: with a pause, again where it is busy, and never twice for the same.

Every answer is kept in a folder, so that a run that was broken off goes on where it stopped.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from hashlib import sha256
from http.client import HTTPException, HTTPResponse
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit

from graph.errors import EndpointError

Binding = dict[str, str]

WIKIDATA = "https://query.wikidata.org/sparql"
ACCEPT = "application/sparql-results+json"
PAGE = 5000
"""Rows asked for at a time."""
PAUSE = 1.0
"""Seconds between two requests."""
TRIES = 5
WAIT = 5.0
"""Seconds to wait after the first failure; twice as long after each further one."""
PATIENCE = 600.0
"""The most seconds that a server may ask us to wait."""
TIMEOUT = 90.0
"""Seconds that a server may stay silent: Wikidata breaks off a query after 60."""
DEADLINE = 300.0
LARGEST = 50_000_000
KEPT = "the answers so far are kept: the same command goes on from there"
ADVICE = {
    400: "it does not take the query: is it a SPARQL 1.1 endpoint with the data of Wikidata?",
    401: "it wants a login, which is not supported",
    403: "say who you are with --user-agent",
    404: "check the address",
    405: "it does not take POST: check the address",
}


@dataclass(frozen=True, slots=True)
class _Busy:
    """A failure that may pass; ``wait`` are the seconds that the server asks for, if it does."""

    said: str
    wait: float | None = None


class Endpoint:
    """Asks one endpoint; ``requests`` counts what was sent to it, ``sleep`` does the waiting.

    Raises EndpointError where the address is none, and later where no answer can be had.
    """

    def __init__(self, url: str, kept: Path, *, agent: str = "", sleep: Callable[[float], None] | None = None) -> None:
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
            raise EndpointError("is no address of an endpoint", where=url, hint="it starts with http:// or https://")
        if not (agent or default_agent()).isprintable():
            raise EndpointError("is no name for a user agent", where=repr(agent), hint="one line of plain text")
        self.url, self.requests = url, 0
        self._kept, self._agent, self._sleep = kept, agent or default_agent(), sleep or time.sleep

    def ask(self, query: str) -> list[Binding]:
        """All rows that answer ``query``, which ends with its order: variable -> value."""
        found: list[Binding] = []
        while True:
            page = self._page(f"{query}\nLIMIT {PAGE} OFFSET {len(found)}")
            found += page
            if len(page) < PAGE:
                return found

    def _page(self, query: str) -> list[Binding]:
        path = self._kept / f"{sha256(f'{self.url} {query}'.encode()).hexdigest()[:24]}.json"
        if path.is_file():
            kept: list[Binding] = json.loads(path.read_text("utf-8"))
            return kept
        rows = self._patiently(query)
        self._kept.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(".half")
        half.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
        half.replace(path)
        return rows

    def _patiently(self, query: str) -> list[Binding]:
        found: list[Binding] | _Busy = []
        for attempt in range(TRIES):
            if self.requests:
                self._sleep(self._wait(found, attempt))
            self.requests += 1
            found = self._once(query)
            if not isinstance(found, _Busy):
                return found
        assert isinstance(found, _Busy)
        raise EndpointError(f"{found.said}, {TRIES} times in a row", where=self.url, hint=KEPT)

    def _wait(self, found: list[Binding] | _Busy, attempt: int) -> float:
        if not isinstance(found, _Busy):
            return PAUSE
        if found.wait is not None and found.wait > PATIENCE:
            raise EndpointError(f"{found.said} and asks to wait {found.wait:.0f} s", where=self.url, hint=KEPT)
        return max(PAUSE, WAIT * 2 ** (attempt - 1) if found.wait is None else found.wait)

    def _once(self, query: str) -> list[Binding] | _Busy:
        try:
            with _opener().open(self._request(query), timeout=TIMEOUT) as answer:
                data = _body(answer)
                return self._rows(data, answer.headers)
        except HTTPError as error:
            error.close()
            return self._refused(error)
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                return _Busy("does not answer in time")
            hint = "check the address and the network; " + KEPT
            raise EndpointError(f"cannot be reached: {error.reason}", where=self.url, hint=hint) from error
        except (OSError, HTTPException) as error:
            return _Busy(f"breaks off: {error or type(error).__name__}")

    def _request(self, query: str) -> request.Request:
        headers = {"User-Agent": self._agent, "Accept": ACCEPT, "Accept-Encoding": "identity"}
        return request.Request(self.url, data=urlencode({"query": query}).encode(), headers=headers, method="POST")

    def _refused(self, error: HTTPError) -> _Busy:
        said = f"the server answers {error.code} {error.reason}"
        if error.code in (408, 429) or error.code >= 500:
            return _Busy(said, _retry_after(error.headers))
        moved = error.headers.get("Location", "")
        hint = f"it has moved: give --endpoint {moved}" if moved else ADVICE.get(error.code, "check the address")
        raise EndpointError(said, where=self.url, hint=hint)

    def _rows(self, data: bytes, headers: Message) -> list[Binding] | _Busy:
        kind = headers.get_content_type()
        if not kind.endswith("json"):
            hint = f"expected {ACCEPT}: is it a SPARQL endpoint?"
            raise EndpointError(f"answers {kind!r}", where=self.url, hint=hint)
        try:
            answer = json.loads(data)
        except ValueError:
            return _Busy("sends JSON that breaks off")
        rows = _bindings(answer)
        if rows is None:
            raise EndpointError("answers JSON that is no result of SPARQL", where=self.url, hint="check the address")
        return rows


def default_agent() -> str:
    """Who asks, in the form that Wikimedia wants; a user adds how to reach them."""
    try:
        own = version("geopolgraph")
    except PackageNotFoundError:
        own = "unknown"
    return f"geopolgraph/{own} (gazetteer refresh) Python-urllib/{sys.version_info.major}.{sys.version_info.minor}"


def _opener() -> request.OpenerDirector:
    """An opener that follows no redirect: it would send the query as GET, or to another protocol."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.UnknownHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def _body(answer: HTTPResponse) -> bytes:
    end, data = time.monotonic() + DEADLINE, bytearray()
    while piece := answer.read1(65_536):
        data += piece
        if len(data) > LARGEST:
            raise HTTPException(f"more than {LARGEST:,} bytes")
        if time.monotonic() > end:
            raise TimeoutError(f"longer than {DEADLINE:.0f} s")
    if (promised := answer.headers.get("Content-Length", "")).isdigit() and len(data) < int(promised):
        raise HTTPException(f"only {len(data):,} of {int(promised):,} bytes")
    return bytes(data)


def _retry_after(headers: Message) -> float | None:
    """The seconds that a server asks to wait, given as such or as a date."""
    said = headers.get("Retry-After", "").strip()
    if said.isdigit():
        return float(said)
    try:
        day = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(0.0, (day.replace(tzinfo=day.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _bindings(answer: Any) -> list[Binding] | None:
    """The rows of an answer in SPARQL JSON, or None where it is something else."""
    results = answer.get("results") if isinstance(answer, dict) else None
    rows = results.get("bindings") if isinstance(results, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return None
    cells = [cell for row in rows for cell in row.values()]
    if not all(isinstance(cell, dict) and isinstance(cell.get("value"), str) for cell in cells):
        return None
    return [{name: cell["value"] for name, cell in row.items()} for row in rows]
