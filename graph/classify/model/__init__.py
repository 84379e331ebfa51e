"""What kind of act a word tells of, guessed where the lexicon is silent: a small transformer that reads the whole sentence.

It is fitted by ``scripts/train_acts.py`` on sentences of our own and on phrases made of the lexicon's frames; ``CARD.md``
beside the network says how good it is. It needs no parse, so it works with every pipeline. The same sentence always gives the same guess.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.pipelines.encoder.pieces import WordPieces

Floats = npt.NDArray[np.float32]

FOLDER = Path(__file__).parent
OUTPUTS = ("types", "modes")
THRESHOLD = 0.7
"""A guess below it is none: from there on, 86 of 100 guesses were right on batches of authors left out of the training."""
_MOST_WORDS = 220
_MOST_PIECES = 400
_MOST_REMEMBERED = 64
_WORD = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence, and where it stands there."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest type of an act ("" for no act) with its mode, how likely it is, and what comes second."""

    event: str
    mode: str
    probability: float
    second: str
    second_probability: float


@dataclass(frozen=True, slots=True)
class _Reading:
    words: tuple[Word, ...]
    types: Floats
    modes: Floats


def cut(text: str) -> tuple[Word, ...]:
    """The words and marks of a sentence, as the model was trained on them."""
    return tuple(Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(text))[:_MOST_WORDS]


def glued(words: tuple[Word, ...]) -> list[bool]:
    """Whether nothing stands between each word and the one before it."""
    return [i > 0 and words[i - 1].end == word.start for i, word in enumerate(words)]


class ActModel:
    """The network with its classes; reads a sentence once and remembers the last few."""

    def __init__(self, folder: Path = FOLDER) -> None:
        from graph.pipelines.encoder.network import session

        classes = json.loads((folder / "classes.json").read_text(encoding="utf-8"))
        self.types: tuple[str, ...] = tuple(classes["types"])
        self.modes: tuple[tuple[str, str], ...] = tuple((event, mode) for event, mode in classes["modes"])
        self._pieces = WordPieces((folder / "pieces.txt").read_text(encoding="utf-8").split("\n"))
        self._session: Any = session((folder / "network.onnx").read_bytes(), threads=1)
        self._of_type = {t: [i for i, (event, _) in enumerate(self.modes) if event == t] for t in self.types}
        self._remembered: dict[str, _Reading] = {}

    @staticmethod
    def load() -> ActModel:
        """The shipped model, read once per process. Raises PipelineError where onnxruntime is not installed."""
        return _shipped()

    def guess(self, sentence: str, at: int) -> Guess | None:
        """What the word at offset ``at`` of the sentence tells of; None where no word stands there or the sentence is too long."""
        reading = self._read(sentence)
        place = next((i for i, word in enumerate(reading.words) if word.start <= at < word.end), None)
        if place is None or place >= len(reading.types):
            return None
        row = reading.types[place]
        first, second = (int(i) for i in np.argsort(-row, kind="stable")[:2])
        choices = self._of_type[self.types[first]]
        mode = self.modes[choices[int(np.argmax(reading.modes[place][choices]))]][1] if choices else ""
        return Guess(self.types[first], mode, float(row[first]), self.types[second], float(row[second]))

    def _read(self, sentence: str) -> _Reading:
        known = self._remembered.get(sentence)
        if known is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            known = self._remembered[sentence] = self._run(sentence)
        return known

    def _run(self, sentence: str) -> _Reading:
        words = cut(sentence)
        if not words:
            return _Reading((), np.zeros((0, len(self.types)), np.float32), np.zeros((0, len(self.modes)), np.float32))
        encoded = self._pieces.encode([word.text for word in words], glued(words))
        count = min(len(words), int((encoded.last < _MOST_PIECES - 1).sum()))
        inputs = {"pieces": encoded.pieces[:_MOST_PIECES], "first": encoded.first[:count], "last": encoded.last[:count]}
        types, modes = self._session.run(list(OUTPUTS), inputs)
        return _Reading(words, types, modes)


@cache
def _shipped() -> ActModel:
    return ActModel(FOLDER)
