"""The layout of an article: which lines are body, headlines, key points and page furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from graph.model import Block, BlockKind
from graph.readers.furniture import dateline_end, is_furniture, opens_links, opens_points, tail_start

Shape = Literal["body", "headline", "bullet", "furniture", "points", "links"]
Place = tuple[int, int]

_BULLET = re.compile(r"(?:[•·▪●‣◦►]\s*|[-*–—+]\s+)(?=\S)")
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_STOP = re.compile(r"(?:[.!?…:;,][\"'”’)\]]*|[-–—])$")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.){2,}$")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_FIRST_WORD = re.compile(r"\S+")

_LONGEST_HEADLINE = 120
_MOST_WORDS = 16
_TITLE_CASE = 0.7
"""Share of the words of four letters and more that start with a capital in a title."""
_WIDEST_COLUMN = 100
"""Longest line of a text that was broken at a fixed width."""


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of ``text`` in order, without overlap, each without white space at its ends.

    Every line belongs to one, but for the mark of a bullet or a heading. The lines of a paragraph that was broken
    at a fixed width are one block, with the newlines in it. Datelines, and credits behind a last sentence, are
    furniture blocks of their own.
    """
    places = _paragraphs(text)
    shapes = [_shape(text[start:end].replace("\n", " ")) for start, end in places]
    _settle_headlines(text, places, shapes)
    found: list[Block] = []
    for place, kind in zip(places, _kinds(shapes), strict=True):
        first = all(block.kind != "body" for block in found) if kind == "body" else False
        found.extend(_pieces(text, place, kind, first=first))
    return tuple(found)


# ---------------------------------------------------------------- lines and paragraphs


def _trim(text: str, start: int, end: int) -> Place:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, max(start, end - len(words) + len(words.rstrip()))


def _lines(text: str) -> Iterator[Place]:
    start = 0
    for line in text.split("\n"):
        place = _trim(text, start, start + len(line))
        if place[0] < place[1]:
            yield place
        start += len(line) + 1


def _paragraphs(text: str) -> list[Place]:
    """The lines of ``text``; where it is broken at a fixed width, its paragraphs."""
    lines = list(_lines(text))
    width = max((end - start for start, end in lines), default=0)
    broken = [_is_broken(text, above, below, width) for above, below in pairwise(lines)]
    if width > _WIDEST_COLUMN or not _is_column(text, lines, broken):
        return lines
    joined = lines[:1]
    for line, goes_on in zip(lines[1:], broken, strict=True):
        if goes_on and not _BULLET.match(text, line[0]):
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
    return joined


def _is_broken(text: str, above: Place, below: Place, width: int) -> bool:
    """Whether the first word of the line below would not have fitted into the line above."""
    word = _FIRST_WORD.match(text, below[0])
    needed = above[1] - above[0] + 1 + (len(word[0]) if word else 0)
    return _are_adjacent(text, above, below) and needed > width


def _are_adjacent(text: str, above: Place, below: Place) -> bool:
    return text.count("\n", above[1], below[0]) == 1


def _is_column(text: str, lines: Sequence[Place], broken: Sequence[bool]) -> bool:
    """Whether many lines end at the margin in mid-sentence: the next one goes on with a small letter."""
    adjacent = sum(_are_adjacent(text, above, below) for above, below in pairwise(lines))
    cut = sum(
        goes_on and text[below[0]].islower() and not _STOP.search(text[above[0] : above[1]][-5:])
        for (above, below), goes_on in zip(pairwise(lines), broken, strict=True)
    )
    return cut > 0 and cut * 3 >= adjacent


# ---------------------------------------------------------------- shapes


def _mark(text: str, place: Place) -> int:
    """Where the words behind the mark of a bullet or a heading start; a line without words has no mark."""
    found = _HEADING.match(text, *place) or _BULLET.match(text, *place)
    return found.end() if found and any(map(str.isalpha, text[found.end() : place[1]])) else place[0]


def _shape(line: str) -> Shape:
    """What ``line`` looks like by itself."""
    start = _mark(line, (0, len(line)))
    said = line[start:]
    if opens_points(said):
        return "points"
    if opens_links(said):
        return "links"
    if is_furniture(said):
        return "furniture"
    if start:
        return "headline" if line.startswith("#") else "bullet"
    return "headline" if _is_title(said) else "body"


def _is_title(line: str) -> bool:
    """Whether ``line`` is short, in title case, and does not stop like a statement."""
    if not _is_short(line.rstrip("?!")):
        return False
    words = [word for word in _WORD.findall(line) if len(word) > 3] or _WORD.findall(line)
    capitals = [word for word in words if word[0].isupper()]
    return len(capitals) >= _TITLE_CASE * len(words)


def _is_short(line: str) -> bool:
    stops = _STOP.search(line[-10:]) and not _ABBREVIATION.search(line[-10:])
    return not stops and len(line) <= _LONGEST_HEADLINE and len(line.split()) <= _MOST_WORDS


def _settle_headlines(text: str, places: Sequence[Place], shapes: list[Shape]) -> None:
    """Make headlines of the short lines in sentence case that stand above a paragraph."""
    for i, (start, end) in enumerate(places[:-1]):
        if shapes[i] == shapes[i + 1] == "body" and "\n" not in text[start:end] and _is_short(text[start:end]):
            shapes[i] = "headline"


# ---------------------------------------------------------------- kinds


def _kinds(shapes: Sequence[Shape]) -> Iterator[BlockKind]:
    """What each line is, given the label or the paragraph above it."""
    zone: Literal["top", "points", "links", "body"] = "top"
    for i, shape in enumerate(shapes):
        if shape == "points" or shape == "links":
            zone = shape
        elif shape == "body" or (shape == "headline" and zone != "top" and not _is_link(shapes, i, zone)):
            zone = "body"
        yield _kind(shapes, i, zone)


def _kind(shapes: Sequence[Shape], i: int, zone: str) -> BlockKind:
    shape = shapes[i]
    if shape == "body" or shape == "headline":
        return "furniture" if _is_link(shapes, i, zone) else shape
    if shape != "bullet" or _is_link(shapes, i, zone):
        return "furniture"
    grouped = "bullet" in (*shapes[max(0, i - 1) : i], *shapes[i + 1 : i + 2])
    return "keypoint" if zone == "points" or (zone == "top" and grouped) else "body"


def _is_link(shapes: Sequence[Shape], i: int, zone: str) -> bool:
    """Whether a line below a label such as "Read Next:" is a link: a bullet, the first headline, or one of a list."""
    if zone != "links" or shapes[i] not in ("bullet", "headline"):
        return False
    return shapes[i] == "bullet" or shapes[i - 1] == "links" or shapes[i + 1 : i + 2] != ["body"]


def _pieces(text: str, place: Place, kind: BlockKind, *, first: bool) -> Iterator[Block]:
    """The blocks of one paragraph: its dateline, its own words, the credits behind them."""
    start, end = _trim(text, _mark(text, place), place[1])
    if kind not in ("body", "keypoint"):
        yield Block(start, end, kind)
        return
    line = text[start:end].replace("\n", " ")
    opening = dateline_end(line, first=first) if kind == "body" else 0
    tail = tail_start(line)
    if not any(map(str.isalpha, line[opening:tail])):
        opening, tail = 0, len(line)
    parts: tuple[tuple[int, int, BlockKind], ...] = (
        (0, opening, "furniture"),
        (opening, tail, kind),
        (tail, len(line), "furniture"),
    )
    for left, right, part in parts:
        left, right = _trim(text, start + left, start + right)
        if left < right:
            yield Block(left, right, part)
