"""Names out of scores: the best row of tags in which every name opens and closes as it should."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

OUTSIDE = "O"


def tags(labels: Sequence[str]) -> tuple[str, ...]:
    """The tags of a scheme with begin, inside, end and single ("B-ORG" ...), outside first."""
    return (OUTSIDE, *(f"{place}-{label}" for label in labels for place in "BIES"))


def tagged(length: int, spans: Sequence[tuple[int, int, str]]) -> list[str]:
    """One tag a word for spans of (first word, word after the last, label) that do not overlap."""
    row = [OUTSIDE] * length
    for start, end, label in spans:
        if end - start == 1:
            row[start] = f"S-{label}"
            continue
        row[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 2), f"E-{label}"]
    return row


class Reader:
    """Finds the best lawful row of tags for the scores of a text."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.tags = tags(labels)
        lawful = [[_follows(left, right) for right in self.tags] for left in self.tags]
        self._step = np.where(np.asarray(lawful), 0.0, -1e9).astype(np.float32)
        self._start = np.asarray([0.0 if tag[0] in "OBS" else -1e9 for tag in self.tags], dtype=np.float32)
        self._end = np.asarray([0.0 if tag[0] in "OES" else -1e9 for tag in self.tags], dtype=np.float32)

    def spans(self, scores: Floats) -> list[tuple[int, int, str]]:
        """(first word, word after the last, label) of each name; `scores` has a row a word, a column a tag."""
        if not len(scores):
            return []
        easy = scores.argmax(axis=1)
        path = easy.tolist() if not easy.any() else self._best(scores)
        return list(self._read(path))

    def _best(self, scores: Floats) -> list[int]:
        """The path of the highest sum (Viterbi)."""
        total = scores[0] + self._start
        back = []
        for row in scores[1:]:
            options = total[:, None] + self._step
            choice = options.argmax(axis=0)
            back.append(choice)
            total = options[choice, np.arange(len(choice))] + row
        path = [int((total + self._end).argmax())]
        for choice in reversed(back):
            path.append(int(choice[path[-1]]))
        return path[::-1]

    def _read(self, path: Sequence[int]) -> Iterator[tuple[int, int, str]]:
        start = 0
        for index, number in enumerate(path):
            place, _, label = self.tags[number].partition("-")
            if place in ("B", "S"):
                start = index
            if place in ("E", "S"):
                yield start, index + 1, label


def _follows(left: str, right: str) -> bool:
    if left[0] in "BI":
        return right[0] in "IE" and right[1:] == left[1:]
    return right[0] in "OBS"
