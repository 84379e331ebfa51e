"""Two trainings become one pipeline: vectors held once, no strings nobody needs, a proper meta.json."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
import srsly
from spacy.language import Language

from graph.pipelines.training.vectors import quantised

WEIGHT_BITS = 10
"""Bits of mantissa kept in the weights: no figure moves, and a packed file is a third smaller."""


def assemble(parsing: Path, naming: Path, out: Path, meta: dict[str, object]) -> Path:
    """Write the pipeline of both trainings to `out`, replacing what is there, and return `out`.

    `parsing` and `naming` are trained pipelines with the same vectors; `meta` is merged into meta.json.
    """
    nlp = spacy.load(parsing)
    nlp.add_pipe("ner", source=spacy.load(naming))
    _round_weights(nlp)
    _forget_places(nlp)
    nlp.meta.update(meta)
    draft = out.with_name(out.name + ".new")
    shutil.rmtree(draft, ignore_errors=True)
    nlp.to_disk(draft)
    (draft / "vocab" / "strings.json").write_text(
        json.dumps(sorted(_strings(nlp)), ensure_ascii=False), encoding="utf8"
    )
    shutil.rmtree(out, ignore_errors=True)
    return draft.rename(out)


def _round_weights(nlp: Language) -> None:
    for name in nlp.pipe_names:
        pipe: Any = nlp.get_pipe(name)
        for node in pipe.model.walk():
            for param in node.param_names:
                if node.has_param(param):
                    node.set_param(param, quantised(node.get_param(param), bits=WEIGHT_BITS))


def _forget_places(nlp: Language) -> None:
    """Take the paths of the training machine out of the configuration."""
    config = nlp.config.copy()
    config["paths"] = {"train": None, "dev": None, "vectors": None, "init_tok2vec": None}
    config["initialize"].update({"vectors": None, "before_init": None})
    nlp.config = config


def _strings(nlp: Language) -> set[str]:
    """What loading needs by name; words are looked up by hash and need no entry."""
    labels = {label for _, pipe in nlp.pipeline for label in getattr(pipe, "labels", ()) if isinstance(label, str)}
    return {"", *labels, *_edited(nlp)}


def _edited(nlp: Language) -> Iterator[str]:
    """The strings that the lemmatiser's edit trees cut off and put on."""
    lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")
    for tree in srsly.msgpack_loads(lemmatizer.trees.to_bytes())["trees"]:
        for side in ("orig", "subst"):
            if tree.get(side):
                yield nlp.vocab.strings[tree[side]]
