"""Words as the word pieces of an uncased BERT vocabulary, and what lower-casing would lose: their shape."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

MOST_PIECES = 6
"""Pieces of one word that are read; the rest of a web address says little."""
LONGEST_WORD = 100
"""Characters of one word that are read."""
MOST_REMEMBERED = 200_000
"""Words whose pieces are kept; then the memory starts afresh."""

SHAPES = ("special", "lower", "title", "upper", "letter", "mixed", "digits", "code", "dotted", "mark", "other")


@dataclass(frozen=True, slots=True)
class Encoded:
    """One window of words, ready for the network.

    `pieces` and `piece_shapes` have one entry a piece, with the opening and closing one; `first` and `last`
    say which pieces a word begins and ends with; `shapes` has one entry a word.
    """

    pieces: Ints
    piece_shapes: Ints
    first: Ints
    last: Ints
    shapes: Ints


def shape(word: str) -> int:
    """The index in `SHAPES` of how the word is written."""
    return SHAPES.index(_shape(word))


def _shape(word: str) -> str:
    letters = [letter for letter in word if letter.isalpha()]
    digits = any(letter.isdigit() for letter in word)
    if not letters:
        return "digits" if digits else "mark" if any(letter.isprintable() for letter in word) else "other"
    if digits:
        return "code"
    if len(word) > 1 and word[0].isupper() and "." in word:
        return "dotted"
    if all(letter.islower() for letter in letters):
        return "lower"
    if len(letters) == 1:
        return "letter"
    if all(letter.isupper() for letter in letters):
        return "upper"
    if letters[0].isupper() and all(letter.islower() for letter in letters[1:]):
        return "title"
    return "mixed"


class WordPieces:
    """Cuts words by the longest match first, as BERT does; the same word always gives the same pieces."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.vocabulary = tuple(vocabulary)
        self._ids = {piece: index for index, piece in enumerate(self.vocabulary)}
        self.opening, self.closing, self.unknown = (self._ids[name] for name in ("[CLS]", "[SEP]", "[UNK]"))
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}

    def word(self, word: str) -> tuple[tuple[int, ...], int]:
        """The numbers of the word's pieces (at least one) and its shape."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            found = self._known[word] = (tuple(self._cut(word)[:MOST_PIECES]), shape(word[:LONGEST_WORD]))
        return found

    def lengths(self, words: Iterable[str]) -> list[int]:
        """How many pieces each word has."""
        return [len(self.word(word)[0]) for word in words]

    def encode(self, words: Sequence[str], glued: Sequence[bool]) -> Encoded:
        """The window of these words; `glued` tells for each whether no space stands before it."""
        pieces, piece_shapes, first, last, shapes = [self.opening], [0], [], [], []
        for word, close in zip(words, glued, strict=True):
            ids, kind = self.word(word)
            kind = 2 * kind + close
            first.append(len(pieces))
            pieces.extend(ids)
            piece_shapes.extend([kind] * len(ids))
            last.append(len(pieces) - 1)
            shapes.append(kind)
        pieces.append(self.closing)
        piece_shapes.append(0)
        arrays = (np.asarray(row, dtype=np.int64) for row in (pieces, piece_shapes, first, last, shapes))
        return Encoded(*arrays)

    def _cut(self, word: str) -> list[int]:
        return [piece for part in _parts(word[:LONGEST_WORD]) for piece in self._longest(part)] or [self.unknown]

    def _longest(self, part: str) -> list[int]:
        pieces: list[int] = []
        start = 0
        while start < len(part):
            head = "##" if start else ""
            ends = (end for end in range(len(part), start, -1) if head + part[start:end] in self._ids)
            end = next(ends, start)
            if end == start:
                return [self.unknown]
            pieces.append(self._ids[head + part[start:end]])
            start = end
        return pieces


def _parts(word: str) -> list[str]:
    """The word in small letters without accents, cut at marks and ideographs."""
    plain = unicodedata.normalize("NFD", word.lower())
    parts, fresh = [""], True
    for letter in plain:
        category = unicodedata.category(letter)
        if category == "Mn" or category.startswith(("C", "Z")):
            continue
        alone = category.startswith(("P", "S")) or 0x3400 <= ord(letter) <= 0x9FFF
        if alone or fresh:
            parts.append("")
        parts[-1] += letter
        fresh = alone
    return [part for part in parts if part]
