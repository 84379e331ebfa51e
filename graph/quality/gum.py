"""The coreference layer of GUM as rows of annotated articles: text, mentions, clusters.

The genres of Wikinews are left out: a benchmark is made of these documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.pipelines.training.gum import WIKINEWS

_BRACKET = re.compile(r"\([^()]*\)?|[^()]+\)")
_NUMBER = re.compile(r"\d+")


@dataclass(slots=True)
class _Open:
    """A mention that is being read: its cluster, where it begins, the numbers of its head words, and its words so far."""

    cluster: str
    start: int
    heads: list[int]
    words: list[tuple[int, int, str]] = field(default_factory=list)


def articles(path: Path) -> Iterator[dict[str, Any]]:
    """Each document of a GUM file as a row."""
    document: list[list[str]] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        if "# newdoc id" in block and document:
            yield from _row(document)
            document = []
        if block.strip():
            document.append(block.splitlines())
    if document:
        yield from _row(document)


def _row(document: list[list[str]]) -> Iterator[dict[str, Any]]:
    name = next(line.split("=", 1)[1].strip() for line in document[0] if line.startswith("# newdoc id"))
    if name.startswith(WIKINEWS):
        return
    text = ""
    mentions: list[dict[str, Any]] = []
    opened: list[_Open] = []
    for block in document:
        if text:
            text = text.rstrip(" ") + ("\n\n" if any(line.startswith("# newpar") for line in block) else " ")
        joined: set[int] = set()
        for line in block:
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if "-" in cells[0]:
                joined = _joined(cells[0]) if "SpaceAfter=No" in cells[9] else _joined(cells[0]) - {int(cells[0].split("-")[1])}
            if not cells[0].isdigit():
                continue
            misc = dict(pair.split("=", 1) for pair in cells[9].split("|") if "=" in pair)
            start = len(text)
            text += cells[1]
            mentions += _entities(misc.get("Entity", ""), (start, len(text), cells[3]), opened)
            text += "" if misc.get("SpaceAfter") == "No" or int(cells[0]) in joined else " "
    yield {"id": name, "title": "", "published": "", "text": text, "mentions": mentions}


def _joined(numbers: str) -> set[int]:
    """The words of a range ("9-10", "country's") that are written together."""
    first, last = numbers.split("-")
    return set(range(int(first), int(last) + 1))


def _entities(entity: str, word: tuple[int, int, str], opened: list[_Open]) -> Iterator[dict[str, Any]]:
    """The mentions that close at a word; those that open there are noted."""
    closing = []
    for bracket in _BRACKET.findall(entity):
        if bracket.startswith("("):
            cells = bracket.strip("()").split("-")
            opened.append(_Open(cells[0], word[0], [int(n) for n in _NUMBER.findall(cells[5] if len(cells) > 5 else "1")]))
            if bracket.endswith(")"):
                closing.append(opened[-1])
        else:
            closing += [o for o in reversed(opened) if o.cluster == bracket.rstrip(")") and o not in closing][:1]
    for mention in opened:
        mention.words.append(word)
    for mention in closing:
        opened.remove(mention)
        yield _mention(mention)


def _mention(mention: _Open) -> dict[str, Any]:
    heads = [mention.words[n - 1] for n in mention.heads if n <= len(mention.words)] or mention.words[:1]
    kinds = {kind for _, _, kind in heads}
    alone = len(mention.words) == 1 and kinds & {"PRON", "DET"}
    form = "pronoun" if alone else "name" if "PROPN" in kinds else "nominal"
    return {"start": mention.start, "end": mention.words[-1][1], "form": form, "cluster": mention.cluster, "head": (min(h[0] for h in heads), max(h[1] for h in heads))}
