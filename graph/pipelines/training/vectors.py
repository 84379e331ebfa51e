"""Static word vectors: the word-piece embeddings of all-MiniLM-L6-v2, reduced and keyed by word."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.vectors import Vectors
from spacy.vocab import Vocab

from graph.errors import PipelineError

Matrix = npt.NDArray[np.float32]

DIMENSIONS = 96
MOST_PIECES = 3
"""Words of more pieces get no vector: their mean says little."""

SOURCES: Mapping[str, str] = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
"""SHA-256 of the two files of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)."""

EMBEDDING = "embeddings.word_embeddings.weight"


def add_vectors(vocab: Vocab, words: Iterable[str], folder: Path) -> int:
    """Give `vocab` one row per lower-cased word and return how many rows there are.

    Each row is reached by the lower, Title and UPPER form: spaCy forgets on saving that
    vectors are looked up by lower case. Raises PipelineError if a file of `folder` is not
    the expected one.
    """
    table = reduced(_embeddings(folder), DIMENSIONS)
    pieces = {piece: row for row, piece in enumerate(read(folder, "vocab.txt").decode("utf8").splitlines())}
    rows: dict[str, Matrix] = {}
    for word in words:
        found = split(word, pieces)
        if word not in rows and found:
            rows[word] = table[found].mean(axis=0)
    matrix = quantised(_unit(np.stack(list(rows.values()))))
    vocab.vectors = Vectors(strings=vocab.strings, data=matrix, name="minilm")
    for row, word in enumerate(rows):
        for form in dict.fromkeys((word, word.title(), word.upper())):
            vocab.vectors.add(vocab.strings.add(form), row=row)
    return len(rows)


def split(word: str, pieces: Mapping[str, int]) -> list[int]:
    """Rows of the longest-match-first word pieces; empty if unknown or of too many pieces."""
    rows: list[int] = []
    start = 0
    while start < len(word):
        if len(rows) == MOST_PIECES:
            return []
        head = "##" if start else ""
        ends = (end for end in range(len(word), start, -1) if head + word[start:end] in pieces)
        end = next(ends, start)
        if end == start:
            return []
        rows.append(pieces[head + word[start:end]])
        start = end
    return rows


def reduced(table: Matrix, dimensions: int) -> Matrix:
    """The leading principal components of the rows, centred."""
    centred = table - table.mean(axis=0)
    _, _, axes = np.linalg.svd(centred.T @ centred)
    return np.asarray(centred @ axes[:dimensions].T, dtype=np.float32)


def quantised(matrix: Matrix, *, bits: int = 7) -> Matrix:
    """The same numbers with `bits` bits of mantissa: still float32, but a packed file is a third as big."""
    step = np.uint32(1 << (23 - bits))
    raw = np.ascontiguousarray(matrix, dtype=np.float32).view(np.uint32)
    rounded: Matrix = ((raw + step // np.uint32(2)) & ~(step - np.uint32(1))).view(np.float32)
    return rounded


def _unit(matrix: Matrix) -> Matrix:
    return np.asarray(matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def _embeddings(folder: Path) -> Matrix:
    from safetensors.numpy import load

    tensors = load(read(folder, "model.safetensors"))
    name = next(name for name in tensors if name.endswith(EMBEDDING))
    return np.asarray(tensors[name], dtype=np.float32)


def read(folder: Path, name: str) -> bytes:
    content = (folder / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != SOURCES[name]:
        raise PipelineError(
            f"{folder / name} is not the file of sentence-transformers/all-MiniLM-L6-v2: SHA-256 differs"
        )
    return content
