"""What a reader is told about a trained pipeline: meta.json, CARD.md, NOTICE and LICENSE."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from string import Template

import srsly

HERE = Path(__file__).parent
LICENCE = "CC BY-SA 4.0"
VERSION = "0.1.0"


def describe() -> dict[str, object]:
    """The part of meta.json that spaCy cannot know."""
    return {
        "name": "news_fast",
        "version": VERSION,
        "spacy_version": ">=3.8.0,<3.9.0",
        "description": "English for political news: Universal Dependencies, lemmas, morphology and named entities.",
        "author": "The geopolgraph authors",
        "license": LICENCE,
        "sources": [
            {"name": "UD_English-EWT 2.16", "license": "CC BY-SA 4.0"},
            {"name": "UD_English-GUM 11, genres without a non-commercial term", "license": "CC BY 4.0, CC BY-SA 3.0"},
            {
                "name": "CrossNER, Universal NER, Wikigold, Broad Twitter Corpus, re3d, MEANTIME",
                "license": "see NOTICE",
            },
            {"name": "geopolgraph's own annotated news", "license": "MIT"},
            {"name": "all-MiniLM-L6-v2 (word-piece embeddings)", "license": "Apache-2.0"},
        ],
    }


def write_card(pipeline: Path, figures: Mapping[str, float | int], *, seed: int) -> Path:
    """Write CARD.md with these figures, NOTICE and LICENSE into `pipeline`, and the figures into meta.json.

    Returns the path of the card.
    """
    shares = {name: f"{100 * figure:.1f}" for name, figure in figures.items() if isinstance(figure, float)}
    whole = {name: f"{figure:,}" for name, figure in figures.items() if isinstance(figure, int)}
    facts = {
        **shares,
        **whole,
        "megabytes": f"{figures['megabytes']:.1f}",
        "seed": str(seed),
        "spacy": version("spacy"),
        "numpy": version("numpy"),
        "python": platform.python_version(),
    }
    card = pipeline / "CARD.md"
    card.write_text(Template((HERE / "card.md").read_text(encoding="utf8")).substitute(facts), encoding="utf8")
    meta = srsly.read_json(pipeline / "meta.json")
    srsly.write_json(pipeline / "meta.json", {**meta, "performance": dict(figures)})
    for name in ("NOTICE", "LICENSE"):
        shutil.copyfile(HERE / name.lower(), pipeline / name)
    return card
