"""Training examples: words of a passage with whatever a corpus knows of them, as numbers.

What a corpus does not tell is `OPEN` and teaches nothing: treebanks say nothing of names, corpora of names
nothing of trees.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from graph.pipelines.encoder import lemmas, names
from graph.pipelines.encoder.pieces import Encoded, Ints, WordPieces
from graph.pipelines.training import augment, entities, gum, naming, treebanks
from graph.pipelines.training.corpora import HELD_OUT, learnt, named_passages
from graph.pipelines.training.entities import Passage
from graph.pipelines.training.labels import LABELS
from graph.pipelines.training.treebanks import Paragraph, Sentence

OPEN = -100
SEEN = 2
"""How often a class must occur in training to be one that is told apart."""
MOST_PIECES = 250
"""Pieces in one example; what is beyond is cut off."""
FIELDS = ("morph", "tag", "recipe", "starts", "heads", "relations", "names")


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of every head, in the order of the network's columns."""

    morphs: tuple[str, ...]
    tags: tuple[str, ...]
    recipes: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...] = names.tags(LABELS)


@dataclass(frozen=True, slots=True)
class Example:
    """An encoded passage and one row of targets for each of `FIELDS`."""

    encoded: Encoded
    targets: dict[str, Ints]

    @property
    def length(self) -> int:
        """How many pieces it has."""
        return len(self.encoded.pieces)


class Corpus:
    """All that is learnt from and chosen by; no test part is among it."""

    def __init__(self, source: Path, news: Path, nlp: Language, vocabulary: Sequence[str], *, seed: int) -> None:
        self.nlp, self.seed = nlp, seed
        self.pieces = WordPieces(vocabulary)
        permissive = source / "gum_permissive"
        self.gum = list(treebanks.paragraphs(permissive / "en_gum_perm-train.conllu"))
        self.ewt = list(treebanks.paragraphs(source / "ewt" / "en_ewt-train-rebuilt.conllu"))
        self.without_names = set(self.gum) - set(
            treebanks.paragraphs(permissive / "en_gum_perm-train.conllu", without=gum.WIKINEWS)
        )
        self.classes = _classes([*self.gum, *self.ewt])
        self._index = {
            name: {value: number for number, value in enumerate(getattr(self.classes, name))}
            for name in ("morphs", "tags", "recipes", "relations", "names")
        }
        sources = named_passages(source / "ner", permissive, news)
        del sources["gum"]
        kept = {name: learnt(found, HELD_OUT.get(name)) for name, found in sources.items()}
        self.news = kept.pop("news")
        self.plain = [passage for found in kept.values() for passage in found]
        self.held = {name: sources[name][::step] for name, step in HELD_OUT.items()}
        self.dev = {
            "gum": list(treebanks.paragraphs(permissive / "en_gum_perm-dev.conllu")),
            "ewt": list(treebanks.paragraphs(source / "ewt" / "en_ewt-ud-dev.conllu"))[::2],
        }

    def epoch(self, number: int) -> list[Example]:
        """The examples of one epoch, in no order: other cuts, other names and other letter case each time."""
        seed = 1000 * (self.seed + 1) + number
        dice = random.Random(seed)
        found = [self._treebank(group, named=named) for group, named in self._groups(dice, seed)]
        for passage in self._named(dice, seed):
            found.append(self._name(passage))
        return [example for example in found if len(example.encoded.shapes)]

    def held_out(self, name: str) -> list[Example]:
        """The passages of one corpus with names that are kept for development."""
        return [self._name(passage) for passage in self.held[name]]

    def treebank(self, part: str) -> list[Example]:
        """The development part of "gum" or "ewt", at most eight sentences an example."""
        groups = _cut(self.dev[part], None)
        return [self._treebank(group, named=False) for group in groups]

    def _groups(self, dice: random.Random, seed: int) -> Iterator[tuple[Paragraph, bool]]:
        for paragraphs, share in ((self.gum, 0.15), (self.ewt, 0.12)):
            for paragraph in paragraphs:
                named = paragraphs is self.gum and paragraph not in self.without_names
                for group in _cut([paragraph], dice):
                    yield group, named
            for group in _cut(augment.varied(paragraphs, share, seed), dice):
                yield group, False

    def _named(self, dice: random.Random, seed: int) -> Iterator[Passage]:
        plain: list[Passage] = []
        for passage in self.plain:
            changed: list[Passage] = []
            chance = dice.random()
            if chance < 0.35:
                changed = list(naming.renamed([passage], 1.0, dice.randrange(10**9)))
            elif chance < 0.43:
                changed = list(naming.recased([passage], 1.0, dice.randrange(10**9)))
            plain.extend(changed or [passage])
        dice.shuffle(plain)
        yield from naming.joined(plain, 0.25, seed)
        yield from naming.filled(800, seed + 1)
        yield from naming.joined(self.news, 0.3, seed + 2)
        yield from naming.renamed(self.news, 0.8, seed + 3)
        yield from naming.recased(self.news, 0.2, seed + 4)
        yield from naming.joined(dice.sample(self.news, len(self.news)), 0.5, seed + 5)

    def _name(self, passage: Passage) -> Example:
        doc = entities.document(passage, self.nlp)
        kept = [token for token in doc if not token.is_space]
        position = {token.i: index for index, token in enumerate(kept)}
        words = [token.text for token in kept]
        glued = [token.i > 0 and not doc[token.i - 1].whitespace_ and not doc[token.i - 1].is_space for token in kept]
        spans = [
            (position[span.start], position[span.end - 1] + 1, span.label_)
            for span in doc.ents
            if span.start in position and span.end - 1 in position
        ]
        row = [self._index["names"][tag] for tag in names.tagged(len(kept), spans)]
        row = [OPEN if token.ent_iob == 0 else number for token, number in zip(kept, row, strict=True)]
        return self._example(words, glued, {"names": row})

    def _treebank(self, group: Paragraph, *, named: bool) -> Example:
        words = [word for sentence in group for word in sentence]
        glued = [False, *(not word.space for word in words[:-1])]
        index = self._index
        offsets = [sum(map(len, group[:number])) for number in range(len(group))]
        targets = {
            "morph": [index["morphs"].get(_morph(word.pos, word.morph), OPEN) for word in words],
            "tag": [index["tags"].get(word.tag, OPEN) for word in words],
            "recipe": [index["recipes"].get(lemmas.recipe(word.form, word.lemma), OPEN) for word in words],
            "starts": [int(number == 0) for sentence in group for number in range(len(sentence))],
            "heads": [word.head + offset for sentence, offset in zip(group, offsets, strict=True) for word in sentence],
            "relations": [index["relations"].get(word.dep, OPEN) for word in words],
        }
        if named:
            targets["names"] = [number for sentence in group for number in self._names_of(sentence)]
        return self._example([word.form for word in words], glued, targets)

    def _names_of(self, sentence: Sentence) -> list[int]:
        """The names that GUM's mentions tell of, on the treebank's own words."""
        doc = entities.document(gum.passage(sentence), _Given(self.nlp, sentence))  # type: ignore[arg-type]
        spans = [(span.start, span.end, span.label_) for span in doc.ents]
        row = [self._index["names"][tag] for tag in names.tagged(len(doc), spans)]
        return [OPEN if token.ent_iob == 0 else number for token, number in zip(doc, row, strict=True)]

    def _example(self, words: Sequence[str], glued: Sequence[bool], targets: dict[str, list[int]]) -> Example:
        lengths = np.cumsum(self.pieces.lengths(words))
        size = int((lengths <= MOST_PIECES).sum())
        rows = {name: np.full(size, OPEN, dtype=np.int64) for name in FIELDS}
        for name, row in targets.items():
            rows[name][:] = row[:size]
        rows["heads"][rows["heads"] >= size] = OPEN
        return Example(self.pieces.encode(words[:size], glued[:size]), rows)


class _Given:
    """Stands for a pipeline whose tokeniser gives the words of one treebank sentence."""

    def __init__(self, nlp: Language, sentence: Sentence) -> None:
        self.nlp, self.sentence = nlp, sentence

    def make_doc(self, _text: str) -> Doc:
        return Doc(
            self.nlp.vocab, words=[word.form for word in self.sentence], spaces=[word.space for word in self.sentence]
        )


def _classes(paragraphs: Iterable[Paragraph]) -> Classes:
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("morphs", "tags", "recipes", "relations")}
    for paragraph in paragraphs:
        for sentence in paragraph:
            for word in sentence:
                counts["morphs"][_morph(word.pos, word.morph)] += 1
                counts["tags"][word.tag] += 1
                counts["recipes"][lemmas.recipe(word.form, word.lemma)] += 1
                counts["relations"][word.dep] += 1
    kept = {
        name: tuple(sorted(value for value, count in found.items() if count >= SEEN)) for name, found in counts.items()
    }
    return Classes(**kept)


def _morph(pos: str, features: str) -> str:
    return f"{pos}|{features}" if features else pos


def _cut(paragraphs: Iterable[Paragraph], dice: random.Random | None) -> Iterator[Paragraph]:
    """Groups of neighbouring sentences, as `treebanks.documents` makes them."""
    for paragraph in paragraphs:
        start = 0
        while start < len(paragraph):
            size = dice.randint(1, treebanks.LONGEST_DOCUMENT) if dice else treebanks.LONGEST_DOCUMENT
            yield paragraph[start : start + size]
            start += size
