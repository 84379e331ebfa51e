"""RSS and Atom: the entries of a feed, with the text that the feed itself carries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from xml.etree import ElementTree
from xml.parsers import expat

from graph.config import Settings
from graph.errors import InputError
from graph.model import Article
from graph.readers.assemble import assemble
from graph.readers.source import Item, Source

_DEEPEST = 100
_SECTION = re.compile(r"<!\[[^>]*>?")
"""What office programs leave behind, and what makes the parser of the standard library fail."""
_TEXT = ("encoded", "content", "description", "summary")
_DAY = ("pubDate", "published", "date", "issued", "updated")
_LINES = (
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol "
    "p pre section table td th tr ul"
)
"""The elements that stand on lines of their own."""
_PARAGRAPHS = frozenset(_LINES.split())
_SILENT = frozenset(("script", "style", "template", "noscript", "iframe"))


def items(source: Source, settings: Settings) -> Iterator[Item]:
    """An item for every entry, named after its link, else ``name#number``.

    Raises InputError if the file is no well-formed XML, declares a document type, or is no feed.
    """
    root = _parse(source.read(), source.name)
    if _local(root) not in ("rss", "feed", "RDF"):
        raise InputError(f"is neither RSS nor Atom: its root is <{_local(root)}>", where=source.name)
    publisher = _publisher(root)
    entries = [e for e in root.iter() if _local(e) in ("item", "entry")]
    if not entries:
        raise InputError("is a feed without entries", where=source.name)
    for number, entry in enumerate(entries, 1):
        fields = {**_fields(entry), "source": publisher}
        name = fields["url"] or f"{source.name}#{number}"
        yield Item(name, partial(_load, fields, name, settings))


def _load(fields: dict[str, str], name: str, settings: Settings) -> Article:
    text = plain(fields["text"])
    if not text:
        raise InputError("is an entry without text", where=name, hint="give the URL of the article itself")
    return assemble({**fields, "text": text, "title": plain(fields["title"])}, name=name, settings=settings)


def _parse(data: bytes, name: str) -> ElementTree.Element:
    try:
        _defuse(data, name)
        return ElementTree.fromstring(data)
    except (expat.ExpatError, ElementTree.ParseError) as error:
        raise InputError(f"is no well-formed XML: {error}", where=name) from error
    except (ValueError, LookupError) as error:
        raise InputError(f"is XML that cannot be read: {error}", where=name) from error


def _defuse(data: bytes, name: str) -> None:
    """Raise InputError for what can blow up or read other files: document types (entities) and deep nesting."""
    depth = 0

    def refuse(*_: object) -> None:
        raise InputError("declares a document type, which is refused", where=name, hint="remove <!DOCTYPE ...>")

    def enter(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise InputError(f"is nested deeper than {_DEEPEST} elements", where=name)

    def leave(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = enter, leave
    parser.Parse(data, True)


def _fields(entry: ElementTree.Element) -> dict[str, str]:
    url = _link(entry)
    return {
        "id": "" if url else _first(entry, "guid", "id"),
        "title": _first(entry, "title"),
        "text": _first(entry, *_TEXT),
        "published": _first(entry, *_DAY),
        "url": url,
    }


def _publisher(root: ElementTree.Element) -> str:
    channel = next((e for e in root if _local(e) == "channel"), root)
    return plain(_first(channel, "title"))


def _link(entry: ElementTree.Element) -> str:
    """The address of the entry: its link, else a guid that is one."""
    for link in (e for e in entry if _local(e) == "link"):
        if link.get("rel", "alternate") == "alternate" and (address := link.get("href") or link.text or "").strip():
            return address.strip()
    guid = _first(entry, "guid")
    return guid if guid.startswith(("http://", "https://")) else ""


def _first(parent: ElementTree.Element, *names: str) -> str:
    """The content of the first child that has one of ``names``, in the order of ``names``; markup is kept."""
    for name in names:
        for child in parent:
            if _local(child) == name and (content := _content(child)):
                return content
    return ""


def _content(element: ElementTree.Element) -> str:
    if len(element):
        return ElementTree.tostring(element, encoding="unicode", method="html").strip()
    return (element.text or "").strip()


def _local(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


class _Plain(HTMLParser):
    """Collects the text of a fragment of HTML, a line for each paragraph."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = tag.rpartition(":")[2]
        self.silent += name in _SILENT
        if name in _PARAGRAPHS:
            self.pieces.append("\n- " if name == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        self.silent = max(0, self.silent - (name in _SILENT))
        if name in _PARAGRAPHS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(" ".join(f"|{data}|".split())[1:-1])


def plain(markup: str) -> str:
    """The text of a fragment of HTML, one line for each paragraph; text without markup keeps its lines."""
    if "<" not in markup and "&" not in markup:
        lines = markup.split("\n")
    else:
        parser = _Plain()
        parser.feed(_SECTION.sub(" ", markup))
        parser.close()
        lines = "".join(parser.pieces).split("\n")
    joined = (" ".join(line.split()) for line in lines)
    return "\n".join(line for line in joined if line and line != "-")
