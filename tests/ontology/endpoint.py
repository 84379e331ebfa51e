"""A SPARQL endpoint on the loopback interface: answers recorded in ``wikidata.json``, and trouble where a test wants it.

The ids are those of our tables; those from Q999999900 on are made up, and so is what the answers say of the future.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

Cell = dict[str, str]
RECORDED: dict[str, Any] = json.loads(Path(__file__).with_name("wikidata.json").read_text("utf-8"))
SPARQL_JSON = "application/sparql-results+json"
Trouble = tuple[int, dict[str, str], bytes]


class Fake(ThreadingHTTPServer):
    """``trouble`` is answered first, one for each request, and ``broken`` to all requests after the first so many."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, list[dict[str, Cell]]] = {n: deepcopy(a["results"]["bindings"]) for n, a in RECORDED.items()}
        self.trouble: list[Trouble] = []
        self.broken: tuple[int, Trouble] | None = None
        self.queries: list[str] = []
        self.headers: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sparql"

    def answer(self, query: str) -> Trouble:
        """The next trouble, else the recorded rows about the items that the query asks for."""
        self.queries.append(query)
        if self.trouble:
            return self.trouble.pop(0)
        if self.broken is not None and len(self.queries) > self.broken[0]:
            return self.broken[1]
        name = query.splitlines()[0].removeprefix("# geopolgraph: ")
        items = set(re.findall(r"wd:(Q\d+)", query))
        limit, offset = (int(n) for n in re.findall(r"(?:LIMIT|OFFSET) (\d+)", query)[-2:])
        rows = [row for row in self.answers[name] if row["item"]["value"].rpartition("/")[2] in items]
        return 200, {"Content-Type": SPARQL_JSON}, sparql_json(rows[offset : offset + limit])


class _Handler(BaseHTTPRequestHandler):
    server: Fake

    def do_POST(self) -> None:
        self.server.headers.append(dict(self.headers.items()))
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        status, headers, data = self.server.answer(parse_qs(body)["query"][0])
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def sparql_json(rows: list[dict[str, Cell]]) -> bytes:
    """The rows in the SPARQL 1.1 results format."""
    names = sorted({name for row in rows for name in row})
    return json.dumps({"head": {"vars": names}, "results": {"bindings": rows}}).encode()


@contextmanager
def serving() -> Iterator[Fake]:
    """A running endpoint."""
    with Fake() as server:
        thread = Thread(target=partial(server.serve_forever, poll_interval=0.01))
        thread.start()
        yield server
        server.shutdown()
        thread.join()
