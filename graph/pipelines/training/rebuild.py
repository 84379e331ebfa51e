"""The whole way from treebanks to a pipeline with its card."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

from graph.pipelines.training.assemble import assemble
from graph.pipelines.training.card import describe, write_card
from graph.pipelines.training.corpora import prepare
from graph.pipelines.training.evaluate import evaluate

HERE = Path(__file__).parent
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def rebuild(treebanks: Path, news: Path, vectors_from: Path, out: Path, work: Path, *, seed: int = 0) -> dict[str, float | int]:
    """Train, put together, measure and describe the pipeline at `out`; returns its figures.

    Takes about an hour on two cores. The parsing and the naming side train side by side, one core each.
    """
    prepared = prepare(treebanks, news, vectors_from, work, seed=seed)
    os.environ.update(ONE_THREAD)
    spawn = multiprocessing.get_context("spawn")
    jobs = [
        spawn.Process(target=train, args=("parsing.cfg", work / "parsing", prepared.base, *prepared.parsing, seed)),
        spawn.Process(target=train, args=("naming.cfg", work / "naming", prepared.base, *prepared.naming, seed)),
    ]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    assemble(work / "parsing" / "model-best", work / "naming" / "model-best", out, describe())
    figures = evaluate(out, treebanks, news)
    write_card(out, figures, seed=seed)
    return figures


def train(config: str, out: Path, base: Path, train: Path, dev: Path, seed: int) -> None:
    """One spaCy training; `config` is a file of this folder. Leaves `out`/model-best."""
    from spacy.cli.train import train as spacy_train

    paths = {"paths.train": str(train), "paths.dev": str(dev), "paths.vectors": str(base)}
    spacy_train(HERE / config, out, overrides={**paths, "system.seed": seed})
