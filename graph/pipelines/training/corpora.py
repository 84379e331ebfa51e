"""The training and development corpora of both trainings, made from the treebanks in one go."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from graph.pipelines.training import augment, entities, gum, naming, treebanks
from graph.pipelines.training.entities import Passage
from graph.pipelines.training.tokenizer import repair
from graph.pipelines.training.treebanks import Paragraph
from graph.pipelines.training.vectors import add_vectors

WORDS = 52_000
"""Length of the list of words that may get a vector: those of the treebanks, then the most frequent."""

SHORTEST = 20
"""Characters below which a passage teaches nothing about names."""

HELD_OUT = {"news": 8, "politics": 5, "uner": 8, "re3d": 10, "meantime": 10}
"""Every how many-th passage of a corpus is kept for development."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Where the blank pipeline with tokeniser and vectors and the four corpora lie."""

    base: Path
    parsing: tuple[Path, Path]
    naming: tuple[Path, Path]


def prepare(source: Path, news: Path, vectors_from: Path, work: Path, *, seed: int) -> Prepared:
    """Write everything the two trainings read into `work`; no test part is among it.

    `source` holds the treebanks and corpora of others, `news` our own annotated news.
    """
    work.mkdir(parents=True, exist_ok=True)
    gum_train = list(treebanks.paragraphs(source / "gum_permissive" / "en_gum_perm-train.conllu"))
    ewt_train = list(treebanks.paragraphs(source / "ewt" / "en_ewt-train-rebuilt.conllu"))
    nlp = spacy.blank("en")
    repair(nlp)
    add_vectors(nlp.vocab, _words([*gum_train, *ewt_train]), vectors_from)
    nlp.to_disk(work / "base")
    return Prepared(
        base=work / "base",
        parsing=_parsing(nlp, source, work, gum_train, ewt_train, seed),
        naming=_naming(nlp, named_passages(source / "ner", source / "gum_permissive", news), work, seed),
    )


def _words(paragraphs: Iterable[Paragraph]) -> list[str]:
    wordfreq = import_module("wordfreq")
    forms = Counter(word.form.lower() for paragraph in paragraphs for sentence in paragraph for word in sentence)
    known = [form for form in forms if any(letter.isalnum() for letter in form)]
    return list(dict.fromkeys([*known, *wordfreq.top_n_list("en", WORDS)]))[:WORDS]


def _parsing(
    nlp: Language, source: Path, work: Path, gum_train: list[Paragraph], ewt_train: list[Paragraph], seed: int
) -> tuple[Path, Path]:
    train = [
        *treebanks.documents(gum_train, nlp.vocab, seed=seed),
        *treebanks.documents(ewt_train, nlp.vocab, seed=seed + 1),
        *treebanks.documents(augment.varied(gum_train, 0.5, seed + 2), nlp.vocab),
        *treebanks.documents(augment.varied(ewt_train, 0.25, seed + 3), nlp.vocab),
    ]
    gum_dev = treebanks.paragraphs(source / "gum_permissive" / "en_gum_perm-dev.conllu")
    ewt_dev = list(treebanks.paragraphs(source / "ewt" / "en_ewt-ud-dev.conllu"))[::2]
    dev = [*treebanks.documents(gum_dev, nlp.vocab), *treebanks.documents(ewt_dev, nlp.vocab)]
    return _write(train, work / "parsing-train.spacy", seed), _write(dev, work / "parsing-dev.spacy", seed)


def _naming(nlp: Language, sources: dict[str, list[Passage]], work: Path, seed: int) -> tuple[Path, Path]:
    held = {name: passages[:: HELD_OUT[name]] for name, passages in sources.items() if name in HELD_OUT}
    kept = {name: learnt(passages, HELD_OUT.get(name)) for name, passages in sources.items()}
    close = [*kept["news"], *kept["politics"]]
    plain = [passage for passages in kept.values() for passage in passages]
    train = [
        *naming.joined(plain, 0.25, seed),
        *close,
        *naming.renamed(plain, 0.5, seed + 1),
        *naming.renamed(close, 0.8, seed + 2),
        *naming.recased(plain, 0.08, seed + 3),
        *naming.recased(kept["news"], 0.25, seed + 5),
        *naming.filled(2400, seed + 4),
    ]
    dev = [passage for passages in held.values() for passage in passages]
    return (
        _write([entities.document(passage, nlp) for passage in train], work / "naming-train.spacy", seed),
        _write([entities.document(passage, nlp) for passage in dev], work / "naming-dev.spacy", seed),
    )


def named_passages(source: Path, gum_folder: Path, news: Path) -> dict[str, list[Passage]]:
    """All passages with names that may be learnt from, by corpus."""
    crossner = source / "crossner"
    parts = [(field, part) for field in ("science", "literature") for part in ("train", "dev", "test")]
    folders = sorted(path for path in (source / "re3d").iterdir() if path.is_dir())
    return {
        "news": list(entities.news(news, "train")),
        "politics": [
            *entities.crossner(crossner, "politics", "dev"),
            *entities.crossner(crossner, "politics", "train"),
        ],
        "crossner": [passage for field, part in parts for passage in entities.crossner(crossner, field, part)],
        "uner": entities.uner(source / "uner", "dev"),
        "wikigold": entities.wikigold(source / "wikigold"),
        "tweets": entities.tweets(source / "btc"),
        "re3d": [passage for folder in folders for passage in entities.re3d(folder)],
        "meantime": list(entities.meantime(source / "meantime")),
        "gum": list(gum.named(gum_folder / "en_gum_perm-train.conllu")),
    }


def learnt(passages: Sequence[Passage], step: int | None) -> list[Passage]:
    """What is left to learn from: long enough, and not every `step`-th passage, which is held out."""
    kept = (passage for index, passage in enumerate(passages) if not step or index % step)
    return [passage for passage in kept if len(passage.text) > SHORTEST]


def _write(docs: list[Doc], path: Path, seed: int) -> Path:
    random.Random(seed).shuffle(docs)
    DocBin(docs=docs, store_user_data=False).to_disk(path)
    return path
