"""Universal Dependencies treebanks (CoNLL-U) as spaCy documents.

Sentences keep their neighbours: a document holds up to a handful of sentences of one
paragraph, so that the parser learns where sentences end.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

LONGEST_DOCUMENT = 8
"""Most sentences in one training document."""


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word; `head` counts from 0 within the sentence and the root is its own head."""

    form: str
    lemma: str
    pos: str
    tag: str
    morph: str
    head: int
    dep: str
    space: bool
    entity: str = ""


Sentence = tuple[Word, ...]
Paragraph = tuple[Sentence, ...]


def paragraphs(path: Path, *, without: tuple[str, ...] = ()) -> Iterator[Paragraph]:
    """The paragraphs of a CoNLL-U file, in order; document borders are paragraph borders too.

    Documents whose id starts with one of `without` are passed over.
    """
    current: list[Sentence] = []
    wanted = True
    for block in path.read_text(encoding="utf8").split("\n\n"):
        lines = block.strip().splitlines()
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        wanted = _wanted(lines, without, wanted)
        if not rows or not wanted:
            continue
        opens = any(line.startswith(("# newpar", "# newdoc")) for line in lines)
        if opens and current:
            yield tuple(current)
            current = []
        current.append(_sentence(rows))
    if current:
        yield tuple(current)


def documents(paragraphs: Iterable[Paragraph], vocab: Vocab, *, seed: int | None = None) -> Iterator[Doc]:
    """Documents of at most `LONGEST_DOCUMENT` sentences; with a seed, of random length."""
    dice = random.Random(seed)
    for paragraph in paragraphs:
        start = 0
        while start < len(paragraph):
            size = LONGEST_DOCUMENT if seed is None else dice.randint(1, LONGEST_DOCUMENT)
            yield document(paragraph[start : start + size], vocab)
            start += size


def document(sentences: Paragraph, vocab: Vocab) -> Doc:
    """One spaCy document with tags, morphology, lemmas, heads, relations and sentence starts."""
    words = [word for sentence in sentences for word in sentence]
    offsets = [len(sentence) for sentence in sentences]
    starts = [sum(offsets[:index]) for index, sentence in enumerate(sentences) for _ in sentence]
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        tags=[word.tag for word in words],
        pos=[word.pos for word in words],
        morphs=[word.morph for word in words],
        lemmas=[word.lemma for word in words],
        heads=[word.head + start for word, start in zip(words, starts, strict=True)],
        deps=[word.dep for word in words],
        sent_starts=[index == 0 for sentence in sentences for index in range(len(sentence))],
    )


def _wanted(lines: list[str], without: tuple[str, ...], before: bool) -> bool:
    names = [line.partition("=")[2].strip() for line in lines if line.startswith("# newdoc id")]
    return not names[0].startswith(without) if names and without else before


def _sentence(rows: list[list[str]]) -> Sentence:
    glued = _glued(rows)
    words = [row for row in rows if row[0].isdigit()]
    sentence = tuple(_word(row, glued) for row in words)
    return (*sentence[:-1], replace(sentence[-1], space=True))


def _glued(rows: list[list[str]]) -> set[int]:
    """Ids of the words that no space follows, including those inside a multi-word token."""
    glued: set[int] = set()
    for row in rows:
        closed = "SpaceAfter=No" in row[9].split("|")
        if "-" in row[0]:
            first, last = (int(number) for number in row[0].split("-"))
            glued.update(range(first, last + closed))
        elif row[0].isdigit() and closed:
            glued.add(int(row[0]))
    return glued


def _word(row: list[str], glued: set[int]) -> Word:
    number, head = int(row[0]), int(row[6])
    misc = dict(pair.split("=", 1) for pair in row[9].split("|") if "=" in pair)
    return Word(
        form=row[1],
        lemma=row[2] if row[2] != "_" else row[1],
        pos=row[3],
        tag=row[4],
        morph=row[5].replace("_", "") if row[5] == "_" else row[5],
        head=number - 1 if head == 0 else head - 1,
        dep="ROOT" if head == 0 else row[7],
        space=number not in glued,
        entity=misc.get("Entity", ""),
    )
