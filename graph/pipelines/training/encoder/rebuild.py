"""The whole way from treebanks and MiniLM to the accurate pipeline with its card."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import spacy

from graph.pipelines import path_of
from graph.pipelines.training.encoder.card import describe, write_card
from graph.pipelines.training.encoder.examples import Corpus
from graph.pipelines.training.encoder.export import assemble, restored
from graph.pipelines.training.encoder.fit import Plan, fit
from graph.pipelines.training.encoder.lexicon import words_and_endings
from graph.pipelines.training.evaluate import evaluate
from graph.pipelines.training.tokenizer import repair
from graph.pipelines.training.treebanks import paragraphs
from graph.pipelines.training.vectors import read

TRAINING_FILES = ("gum_permissive/en_gum_perm-train.conllu", "ewt/en_ewt-train-rebuilt.conllu")


def train(treebanks: Path, news: Path, weights: Path, work: Path, plan: Plan) -> None:
    """Train as `plan` says; leaves the network in `work`.

    Raises PipelineError if a file of `weights` is not the expected one.
    """
    vocabulary = vocabulary_of(weights)
    read(weights, "model.safetensors")
    fit(partial(corpus, treebanks, news, vocabulary, plan.seed), weights / "model.safetensors", work, plan)


def finish(
    treebanks: Path, news: Path | None, weights: Path, work: Path, out: Path, plan: Plan, *, small: bool
) -> dict[str, float | int]:
    """Make the pipeline at `out` of what `train` left in `work`, measure and describe it; returns its figures.

    `news` holds the test part of our own annotated news; without it the card has no figures on that.
    """
    vocabulary = vocabulary_of(weights)
    network, classes = restored(work, vocabulary)
    files = (treebanks / file for file in TRAINING_FILES)
    lexicon = words_and_endings(paragraph for file in files for paragraph in paragraphs(file))
    assemble(network, classes, vocabulary, out, lexicon, describe(), small=small)
    fast = evaluate(path_of("en_news_fast"), treebanks, news)
    figures = {**evaluate(out, treebanks, news), "load_seconds": load_seconds(out)}
    training = (work / "training.txt").read_text(encoding="utf8").strip()
    options = f"--epochs {plan.epochs}" + (f" --minutes {plan.minutes:g}" if plan.minutes else "")
    write_card(out, figures, fast, seed=plan.seed, training=training, options=options, small=small)
    return figures


def corpus(treebanks: Path, news: Path, vocabulary: Sequence[str], seed: int) -> Corpus:
    """The corpus, cut into words as the pipeline will cut them."""
    nlp = spacy.blank("en")
    repair(nlp)
    return Corpus(treebanks, news, nlp, vocabulary, seed=seed)


def vocabulary_of(weights: Path) -> list[str]:
    """MiniLM's word pieces in the order of their numbers."""
    return read(weights, "vocab.txt").decode("utf8").splitlines()


def load_seconds(pipeline: Path) -> float:
    """Seconds until the pipeline is loaded, the best of three."""
    return round(min(_seconds(pipeline) for _ in range(3)), 2)


def _seconds(pipeline: Path) -> float:
    start = time.perf_counter()
    spacy.load(pipeline)
    return time.perf_counter() - start
