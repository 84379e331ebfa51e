"""Figures of a pipeline on test parts that no training saw.

Everything is scored from raw text: our own tokeniser cuts it, and spaCy aligns the words
with the gold words. Relations leave punctuation out, as spaCy does.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span
from spacy.training import Example

from graph.pipelines.training import entities
from graph.pipelines.training.treebanks import documents, paragraphs

GUM_TEST = Path("gum_permissive/en_gum_perm-test.conllu")
EWT_TEST = Path("ewt/en_ewt-ud-test.conllu")
UD_FIGURES = {
    "token_f": "tokens",
    "dep_las": "las",
    "dep_uas": "uas",
    "pos_acc": "pos",
    "tag_acc": "tag",
    "morph_acc": "morph",
    "lemma_acc": "lemma",
    "sents_f": "sents",
}
UNSCORED = frozenset(("NORP",))
"""Labels that the test corpora of others do not annotate: guesses are dropped, gold spans left open."""


def evaluate(pipeline_path: Path, treebanks: Path, news: Path | None = None) -> dict[str, float | int]:
    """Figures by name: `gum_las` ... `ewt_sents`, `politics_f`, `uner_f`, `news_f`, each test's `_n`, speed and size.

    `treebanks` is the folder that holds `gum_permissive/`, `ewt/` and `ner/`, `news` that of our own annotated news,
    whose figures are missing where it is not given. Shares are between 0 and 1,
    speed is words per second of processor time in one process, the best of
    three runs (what else the machine does slows the others), `megabytes` are of 10^6.
    """
    nlp = spacy.load(pipeline_path)
    figures: dict[str, float | int] = {}
    figures.update(_parsing(nlp, treebanks / GUM_TEST, "gum"))
    figures.update(_parsing(nlp, treebanks / EWT_TEST, "ewt"))
    politics = entities.crossner(treebanks / "ner" / "crossner", "politics", "test")
    figures.update(_naming(nlp, politics, "politics"))
    figures.update(_naming(nlp, entities.uner(treebanks / "ner" / "uner", "test"), "uner"))
    if news is not None:
        figures.update(_naming(nlp, entities.news(news, "test"), "news", unscored=frozenset()))
    figures.update(_speed(nlp, treebanks / GUM_TEST))
    figures["megabytes"] = size(pipeline_path)
    return figures


def size(folder: Path) -> float:
    """Megabytes of all files below `folder`."""
    return round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6, 1)


def _parsing(nlp: Language, path: Path, name: str) -> Iterator[tuple[str, float | int]]:
    gold = list(documents(paragraphs(path), nlp.vocab))
    scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])
    yield f"{name}_n", sum(len(list(doc.sents)) for doc in gold)
    for key, figure in UD_FIGURES.items():
        yield f"{name}_{figure}", round(float(scores[key]), 4)


def _naming(
    nlp: Language, passages: Iterable[entities.Passage], name: str, *, unscored: frozenset[str] = UNSCORED
) -> Iterator[tuple[str, float | int]]:
    gold = [_without(entities.document(passage, nlp, nationalities=False), unscored) for passage in passages]
    with nlp.select_pipes(enable=[pipe for pipe in nlp.pipe_names if "doc.ents" in nlp.get_pipe_meta(pipe).assigns]):
        guessed = nlp.pipe(doc.text for doc in gold)
        examples = [Example(_dropped(guess, unscored), doc) for guess, doc in zip(guessed, gold, strict=True)]
    scores: dict[str, Any] = get_ner_prf(examples)
    yield f"{name}_n", sum(len(doc.ents) for doc in gold)
    for key, figure in (("ents_p", "p"), ("ents_r", "r"), ("ents_f", "f")):
        yield f"{name}_{figure}", round(float(scores[key]), 4)
    spans = [Example(_unlabelled(pair.x), _unlabelled(pair.y)) for pair in examples]
    yield f"{name}_span_f", round(float(get_ner_prf(spans)["ents_f"]), 4)


def _without(doc: Doc, unscored: frozenset[str]) -> Doc:
    """The same document with the spans of `unscored` labels left open."""
    kept = [span for span in doc.ents if span.label_ not in unscored]
    open_ = [span for span in doc.ents if span.label_ in unscored]
    open_ += [doc[token.i : token.i + 1] for token in doc if token.ent_iob == 0]
    doc.set_ents(kept, missing=open_)
    return doc


def _dropped(doc: Doc, unscored: frozenset[str]) -> Doc:
    doc.set_ents([span for span in doc.ents if span.label_ not in unscored])
    return doc


def _speed(nlp: Language, path: Path) -> Iterator[tuple[str, float | int]]:
    texts = [doc.text for doc in documents(paragraphs(path), nlp.vocab)]
    yield "words_per_second", round(max(_words_per_second(nlp, texts) for _ in range(3)))
    # A blank pipeline of its own each time, since the tokeniser remembers what it has cut before.
    yield "words_per_second_tokenizer", round(max(_words_per_second(spacy.blank("en"), texts) for _ in range(3)))


def _words_per_second(nlp: Language, texts: list[str]) -> float:
    start = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    return words / (time.process_time() - start)


def _unlabelled(doc: Doc) -> Doc:
    copy = doc.copy()
    copy.set_ents(
        [Span(copy, span.start, span.end, label="NAME") for span in doc.ents],
        missing=[copy[token.i : token.i + 1] for token in doc if token.ent_iob == 0],
    )
    return copy
