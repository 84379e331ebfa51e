"""The trained English pipelines that the package ships, each a folder with its card."""

from __future__ import annotations

from pathlib import Path

NAME = "en_news_accurate"
"""The pipeline used where none is named."""


def path_of(name: str = NAME) -> Path:
    """The folder of a shipped pipeline, for `spacy.load`; "fast" and "accurate" will do for its name.

    Raises PipelineError, which lists the known names, if there is none of that name.
    """
    here = Path(__file__).parent
    known = sorted(path.parent.name for path in here.glob("*/meta.json"))
    name = next((full for full in known if full.rpartition("_")[2] == name), name)
    if name not in known:
        from graph.errors import PipelineError

        raise PipelineError(f"no pipeline is named {name!r}; known: {', '.join(known) or 'none'}")
    return here / name
