"""The spaCy component that fills a `Doc` with everything the encoder knows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.pipeline.dep_parser import parser_score
from spacy.pipeline.lemmatizer import lemmatizer_score
from spacy.pipeline.morphologizer import morphologizer_score
from spacy.pipeline.tagger import tagger_score
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span, Token
from spacy.training import Example
from spacy.vocab import Vocab

from graph.errors import PipelineError
from graph.pipelines.encoder import trees
from graph.pipelines.encoder.lemmas import Lexicon, Recipes
from graph.pipelines.encoder.names import Reader
from graph.pipelines.encoder.network import Network, Scores
from graph.pipelines.encoder.pieces import Ints, WordPieces

Rows = npt.NDArray[np.uint64]

FACTORY = "geopolgraph_encoder"
MOST_PIECES = 250
"""Pieces of one window, as in training; a longer text is read window by window."""
EARLIEST_BORDER = 3
"""A window ends at its last sentence border, unless that lies in the first part of so many."""
PAUSES = frozenset('.!?;:,)—–-"”')
"""Where a sentence that fills a whole window is cut."""
MOST_REMEMBERED = 200_000
"""Lemmas that are kept; then the memory starts afresh."""

ROOT = "ROOT"
SPACE = ("_SP", "SPACE", "dep")
"""Tag, word class and relation of white space."""

ATTRIBUTES = [TAG, POS, MORPH, LEMMA, DEP, HEAD]
ASSIGNS = [
    *("token.tag", "token.pos", "token.morph", "token.lemma", "token.dep", "token.head", "token.is_sent_start"),
    *("doc.sents", "doc.ents", "token.ent_iob", "token.ent_type"),
]
WEIGHTS: dict[str, float | None] = {"tag_acc": 0.1, "dep_las": 0.4, "ents_f": 0.4, "lemma_acc": 0.1}


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of every head, in the order of the network's numbers. A morph is "VERB|Tense=Past"."""

    morphs: tuple[str, ...]
    tags: tuple[str, ...]
    recipes: tuple[str, ...]
    relations: tuple[str, ...]
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Trained:
    """What `from_disk` brings, with the classes as the numbers of a vocabulary."""

    classes: Classes
    pieces: WordPieces
    network: Network
    lexicon: Lexicon
    reader: Reader
    tags: Rows
    morphs: Rows
    relations: Rows
    root: int


@Language.factory(FACTORY, assigns=ASSIGNS, default_config={"threads": 1}, default_score_weights=WEIGHTS)
def create(nlp: Language, name: str, threads: int) -> Encoder:
    """The component, empty until `from_disk`; `threads` is how many one window may use."""
    return Encoder(nlp.vocab, name, threads)


class Encoder:
    """Tags, features, lemmas, trees, sentence borders and names in one go."""

    def __init__(self, vocab: Vocab, name: str = "encoder", threads: int = 1) -> None:
        self.vocab, self.name, self.threads = vocab, name, threads
        self._trained: _Trained | None = None
        self._lemmas: dict[tuple[str, int, int], int] = {}

    @property
    def labels(self) -> tuple[str, ...]:
        """The relations, then the labels of entities; none before `from_disk`."""
        trained = self._trained
        return (*trained.classes.relations, *trained.classes.entities) if trained else ()

    @property
    def trained(self) -> _Trained:
        """What was loaded; raises PipelineError before `from_disk`."""
        if self._trained is None:
            raise PipelineError(f"the component {self.name!r} has not been trained or loaded")
        return self._trained

    def __call__(self, doc: Doc) -> Doc:
        """The same document with every layer filled, whatever stood there before."""
        words = [token for token in doc if not token.is_space]
        table: Any = np.zeros((len(doc), len(ATTRIBUTES)), dtype=np.uint64)
        spans: list[Span] = []
        start = 0
        while start < len(words):
            start += self._window(doc, words, start, table, spans)
        self._fill_spaces(doc, table)
        if len(doc):
            doc.from_array(ATTRIBUTES, table)
        doc.set_ents(spans)
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 1) -> Iterator[Doc]:
        """The documents one by one: a batch would need padding, and what is read beside it would tell on a text."""
        yield from map(self, stream)

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """spaCy's figures for every layer."""
        pairs = list(examples)
        return {
            **tagger_score(pairs),
            **morphologizer_score(pairs),
            **lemmatizer_score(pairs),
            **parser_score(pairs),
            **get_ner_prf(pairs),
        }

    def load(
        self, classes: Classes, vocabulary: Sequence[str], network: Network, words: Recipes, endings: Recipes
    ) -> None:
        """Take over a trained network, and what is known of the lemmas of words and endings."""
        strings, morphology = self.vocab.strings, self.vocab.morphology
        morphs = [name.partition("|") for name in classes.morphs]
        for label in (*SPACE, ROOT, *classes.entities):
            strings.add(label)
        self._lemmas.clear()
        self._trained = _Trained(
            classes=classes,
            pieces=WordPieces(vocabulary),
            network=network,
            lexicon=Lexicon(words, endings, frozenset(vocabulary)),
            reader=Reader(classes.entities),
            tags=_numbers(strings.add(tag) for tag in classes.tags),
            morphs=np.stack(
                [
                    _numbers(strings.add(pos) for pos, _, _ in morphs),
                    _numbers(morphology.add(features) for _, _, features in morphs),
                ],
                axis=1,
            ),
            relations=_numbers(strings.add(relation) for relation in classes.relations),
            root=classes.relations.index(ROOT),
        )

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the component into the folder `path`."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        trained = self.trained
        (folder / "network.onnx").write_bytes(trained.network.main)
        (folder / "relations.onnx").write_bytes(trained.network.relations)
        (folder / "pieces.txt").write_text("\n".join(trained.pieces.vocabulary), encoding="utf8")
        known = {"words": trained.lexicon.words, "endings": trained.lexicon.endings}
        for name, content in (("classes", asdict(trained.classes)), ("lemmas", known)):
            text = json.dumps(content, indent=0, ensure_ascii=False)
            (folder / f"{name}.json").write_text(text, encoding="utf8")

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> Encoder:
        """Read what `to_disk` wrote and return the component."""
        folder = Path(path)
        classes = json.loads((folder / "classes.json").read_text(encoding="utf8"))
        network = Network(
            (folder / "network.onnx").read_bytes(), (folder / "relations.onnx").read_bytes(), self.threads
        )
        pieces = (folder / "pieces.txt").read_text(encoding="utf8").split("\n")
        known = json.loads((folder / "lemmas.json").read_text(encoding="utf8"))
        self.load(Classes(**{name: tuple(values) for name, values in classes.items()}), pieces, network, **known)
        return self

    def _window(self, doc: Doc, words: Sequence[Token], start: int, table: Rows, spans: list[Span]) -> int:
        """Read as many words from `start` on as a window holds; returns how many are done with."""
        trained = self.trained
        texts = _fitting([token.text for token in words[start : start + MOST_PIECES]], trained.pieces)
        tokens = words[start : start + len(texts)]
        scores = trained.network.read(trained.pieces.encode(texts, [_glued(doc, token) for token in tokens]))
        done = len(texts)
        if start + done < len(words):
            done = _border(texts, scores.starts)
        places = np.asarray([token.i for token in tokens[:done]], dtype=np.int64)
        table[places, 0] = trained.tags[scores.tag[:done]]
        table[places, 1:3] = trained.morphs[scores.morph[:done]]
        chosen = zip(texts, scores.tag[:done].tolist(), scores.recipe[:done].tolist(), strict=False)
        table[places, 3] = [self._lemma(*word) for word in chosen]
        heads = np.zeros(done, dtype=np.int64)
        for first, last in trees.sentences((scores.starts[:done] > 0).tolist()):
            inside = slice(first, last)
            heads[inside] = trees.heads(scores.arcs[inside, inside], scores.roots[inside]) + first
            for opens, ends, label in trained.reader.spans(scores.names[inside]):
                spans.append(Span(doc, int(places[first + opens]), int(places[first + ends - 1]) + 1, label=label))
        table[places, 4] = trained.relations[self._relations(scores, heads)]
        table[places, 5] = (places[heads] - places).view(np.uint64)
        return done

    def _relations(self, scores: Scores, heads: Ints) -> Ints:
        """The best relation of each word, the root's to nobody but the root."""
        trained = self.trained
        found = trained.network.relation_scores(scores, heads)
        found[:, trained.root] = -np.inf
        best = found.argmax(axis=1)
        best[heads == np.arange(len(heads))] = trained.root
        return np.asarray(best, dtype=np.int64)

    def _lemma(self, text: str, tag: int, recipe: int) -> int:
        found = self._lemmas.get((text, tag, recipe))
        if found is None:
            if len(self._lemmas) >= MOST_REMEMBERED:
                self._lemmas.clear()
            trained = self.trained
            lemma = trained.lexicon.lemma(text, trained.classes.tags[tag], trained.classes.recipes[recipe])
            found = self._lemmas[text, tag, recipe] = int(self.vocab.strings.add(lemma))
        return found

    def _fill_spaces(self, doc: Doc, table: Rows) -> None:
        """White space hangs on the word before it, or else on the first word, or else on the first space."""
        spaces = [token for token in doc if token.is_space]
        if not spaces:
            return
        tag, pos, dep = (self.vocab.strings.add(name) for name in SPACE)
        first = next((token.i for token in doc if not token.is_space), 0)
        head = first
        for token in doc:
            if not token.is_space:
                head = token.i
                continue
            relation = self.vocab.strings.add(ROOT) if head == token.i else dep
            offset = int(np.int64(head - token.i).view(np.uint64))
            table[token.i] = [
                tag,
                pos,
                self.vocab.morphology.add(""),
                self.vocab.strings.add(token.text),
                relation,
                offset,
            ]


def _numbers(values: Iterable[int]) -> Rows:
    return np.asarray(list(values), dtype=np.uint64)


def _glued(doc: Doc, token: Token) -> bool:
    """Whether nothing stands between the word and the one before."""
    if token.i == 0:
        return False
    before = doc[token.i - 1]
    return not before.whitespace_ and not before.is_space


def _fitting(texts: list[str], pieces: WordPieces) -> list[str]:
    """The first words, as many as a window holds, and one at least."""
    sums = np.cumsum(pieces.lengths(texts))
    return texts[: max(1, int((sums <= MOST_PIECES).sum()))]


def _border(texts: Sequence[str], starts: npt.NDArray[np.float32]) -> int:
    """Where a window that is not the last one ends: at a sentence border, at a pause, or where it is full."""
    opens = np.flatnonzero(starts > 0)
    if len(opens) and opens[-1] > len(texts) // EARLIEST_BORDER:
        return int(opens[-1])
    pauses = (index + 1 for index in range(len(texts) - 1, len(texts) // 2, -1) if texts[index] in PAUSES)
    return next(pauses, len(texts))
