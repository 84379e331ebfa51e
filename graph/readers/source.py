"""What a reader is given, and what it yields: a source of bytes, and items that each load one article."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from graph.errors import InputError
from graph.model import Article

LARGEST = 20_000_000
"""Most bytes of a page, a feed or an answer of a server."""


@dataclass(frozen=True, slots=True)
class Item:
    """One article that is still to be read.

    ``name`` says where it stands (a path, ``path:line`` or a URL). ``load`` reads it and raises InputError or
    DateError if that fails. Items can be sent to another process.
    """

    name: str
    load: Callable[[], Article]


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or bytes that are at hand; ``charset`` and ``url`` are what a server said of them."""

    name: str
    path: Path | None = None
    data: bytes = b""
    charset: str = ""
    url: str = ""

    def open(self) -> BinaryIO:
        """A stream of the bytes, for the caller to close; InputError if the file cannot be opened."""
        if self.path is None:
            return BytesIO(self.data)
        try:
            return self.path.open("rb")
        except FileNotFoundError as error:
            raise InputError("no such file or folder", where=self.name, hint="check the path") from error
        except (OSError, ValueError) as error:
            raise InputError(f"cannot be opened: {reason(error)}", where=self.name) from error

    def read(self, *, limit: int = LARGEST) -> bytes:
        """All bytes; InputError if there are more than ``limit``, or if they cannot be read."""
        with self.open() as stream:
            try:
                data = stream.read(limit + 1)
            except OSError as error:
                raise InputError(f"cannot be read: {reason(error)}", where=self.name) from error
        if len(data) > limit:
            raise InputError(f"is larger than {limit:,} bytes", where=self.name, hint="split it into smaller files")
        return data


def reason(error: BaseException) -> str:
    """What the operating system or a library says of an error, in one line."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(said.split()) or type(error).__name__


def sniff(data: bytes) -> str:
    """The suffix that nameless bytes would have: of JSON Lines, a page, a feed, else of plain text."""
    start = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"{"):
        return ".jsonl"
    if re.match(rb"(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)", start):
        return ".html"
    return ".xml" if start.startswith((b"<?xml", b"<rss", b"<feed")) else ".txt"
