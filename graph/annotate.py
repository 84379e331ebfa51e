"""Article -> passages with spaCy annotation: the one place that loads a language pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import PipelineError
from graph.model import Article, BlockKind, Part
from graph.pipelines import path_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_NEEDED = ("tagger or morphologizer", "parser", "ner")
_LAYERS = {"parser": "token.dep", "ner": "doc.ents"}
"""What each of them assigns; in some pipelines one component does all."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of an article (or its title) as a ``Doc``; ``offset`` is where it begins in its part."""

    part: Part
    kind: BlockKind
    offset: int
    doc: Doc


@lru_cache(maxsize=2)
def load_pipeline(name: str) -> Language:
    """The spaCy pipeline ``name``: a shipped one, an installed package or a path.

    Raises PipelineError when there is none of that name or its labels are not Universal Dependencies.
    """
    import spacy


    try:
        nlp = spacy.load(_location(name))
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise PipelineError(
            f"cannot load the language pipeline {name!r}: {reason}",
            hint="give the name of a shipped pipeline, of an installed spaCy package, or a path",
        ) from error
    check_labels(nlp, name)
    return nlp


def _location(name: str) -> str | Path:
    if Path(name).is_dir():
        return Path(name)
    try:
        return path_of(name)
    except PipelineError:
        import spacy.util

        if spacy.util.is_package(name):
            return name
        raise


def check_labels(nlp: Language, name: str) -> None:
    """Raise PipelineError unless ``nlp`` parses with UD labels and finds entities."""
    makers = {part: [p for p in nlp.pipe_names if layer in nlp.get_pipe_meta(p).assigns] for part, layer in _LAYERS.items()}
    missing = [part for part, pipes in makers.items() if not pipes]
    if missing:
        raise PipelineError(f"the pipeline {name!r} has no {' and no '.join(missing)}", hint=f"needed: {', '.join(_NEEDED)}")
    labels = {label for pipe in makers["parser"] for label in nlp.pipe_labels.get(pipe, ())}
    if not {"obl", "nmod", "case"} <= labels:
        style = "ClearNLP" if {"dobj", "pobj"} & labels else "unknown"
        raise PipelineError(
            f"the pipeline {name!r} uses {style} dependency labels, not Universal Dependencies",
            hint="choose a pipeline trained on a UD treebank, such as the shipped one",
        )


def annotate(article: Article, nlp: Language) -> Iterator[Passage]:
    """The title, then the blocks of ``article`` without its page furniture, parsed one by one.

    Each block is a text of its own, and a newline inside one becomes a blank: it would wreck the parse.
    """
    places: list[tuple[Part, BlockKind, int, str]] = []
    if article.title.strip():
        places.append(("title", "headline", 0, article.title))
    for block in article.blocks:
        if block.kind != "furniture":
            places.append(("body", block.kind, block.start, article.text[block.start : block.end]))
    docs = nlp.pipe((place[3].replace("\n", " ") for place in places), batch_size=64)
    for (part, kind, offset, _), doc in zip(places, docs, strict=True):
        yield Passage(part, kind, offset, doc)
