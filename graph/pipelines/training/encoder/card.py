"""What a reader is told about the accurate pipeline: meta.json, CARD.md, NOTICE and LICENSE."""

from __future__ import annotations

import platform
import re
import shutil
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from string import Template
from typing import Any

import srsly

from graph.pipelines.training import card as fast_card

HERE = Path(__file__).parent
NAME = "en_news_accurate"
SMALL = (
    "Most matrices are stored and multiplied in 8 bits (7 used, so that no processor overflows), a third of them "
    "stored in 16 and multiplied in 32; the table of word pieces is stored in 8."
)
WIDE = "The big matrices are stored in 16 bits and multiplied in 32, the table of word pieces is stored in 8."

NAMES_TESTS = {
    "news": "our own annotated news, test",
    "politics": "CrossNER politics test",
    "uner": "UNER EWT test (web text)",
}
MINILM = re.compile(r"^all-MiniLM-L6-v2 .*?(?=^\S)", re.DOTALL | re.MULTILINE)
WORD_LIST = re.compile(r"^wordfreq .*\n(?:^\s+.*\n)*", re.MULTILINE)
CREDIT = """\
all-MiniLM-L6-v2 (sentence-transformers), Apache License 2.0, http://www.apache.org/licenses/LICENSE-2.0:
    its weights, trained further and stored in fewer bits, are the encoder; its vocabulary cuts the words.
    Reimers, Gurevych: Sentence-BERT. EMNLP 2019; Wang et al.: MiniLM. NeurIPS 2020.
"""


def describe() -> dict[str, object]:
    """The part of meta.json that spaCy cannot know."""
    common = fast_card.describe()
    sources: Any = common["sources"]
    kept = [source for source in sources if "MiniLM" not in source["name"]]
    return {
        **common,
        "name": "news_accurate",
        "requirements": ["onnxruntime"],
        "sources": [*kept, {"name": "all-MiniLM-L6-v2", "license": "Apache-2.0"}],
    }


def write_card(
    pipeline: Path,
    figures: Mapping[str, float | int],
    fast: Mapping[str, float | int],
    *,
    seed: int,
    training: str,
    options: str = "",
    small: bool = True,
) -> Path:
    """Write CARD.md with these figures, NOTICE and LICENSE into `pipeline`, and the figures into meta.json.

    `fast` are the figures of the fast pipeline, measured in the same run; `training` says how long the training was,
    `options` is what the command took beyond its required arguments. Returns the path of the card.
    """
    both = {
        name: f"{_shown(figure)} ({_shown(fast[name])})"
        if name in fast and isinstance(figure, float)
        else _shown(figure)
        for name, figure in figures.items()
    }
    facts = {
        **both,
        "names": "\n".join(_row(name, title, both) for name, title in NAMES_TESTS.items() if f"{name}_f" in both),
        "fast_words_per_second": _shown(fast["words_per_second"]),
        "megabytes": f"{figures['megabytes']:.1f}",
        "load_seconds": f"{figures['load_seconds']:.1f}",
        "storage": SMALL if small else WIDE,
        "seed": str(seed),
        "training": training,
        "options": f" {options}" if options else "",
        "spacy": version("spacy"),
        "numpy": version("numpy"),
        "torch": version("torch"),
        "python": platform.python_version(),
    }
    card = pipeline / "CARD.md"
    card.write_text(Template((HERE / "card.md").read_text(encoding="utf8")).substitute(facts), encoding="utf8")
    meta = srsly.read_json(pipeline / "meta.json")
    srsly.write_json(pipeline / "meta.json", {**meta, "performance": dict(figures)})
    (pipeline / "NOTICE").write_text(notice(), encoding="utf8")
    shutil.copyfile(fast_card.HERE / "license", pipeline / "LICENSE")
    return card


def notice() -> str:
    """Whom to credit: the fast pipeline's NOTICE with what differs."""
    text = (fast_card.HERE / "notice").read_text(encoding="utf8").replace("en_news_fast", NAME)
    changed, found = MINILM.subn(CREDIT, text)
    assert found == 1
    return WORD_LIST.sub("", changed)


def _shown(figure: float | int) -> str:
    return f"{figure:,}" if isinstance(figure, int) else f"{100 * figure:.1f}"


def _row(name: str, title: str, shown: Mapping[str, str]) -> str:
    cells = (shown[f"{name}_{part}"] for part in ("p", "r", "f", "span_f", "n"))
    return f"| {title} | {' | '.join(cells)} |"
