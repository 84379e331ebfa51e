"""What many tests share: the example articles, read once, and the pipeline to read them with."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graph.config import Settings
from graph.pipeline import Reading, build, read_article
from graph.query import View
from graph.readers import read
from graph.stores import open_store
from graph.stores.oxigraph import OxigraphStore

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples" / "articles"


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The default settings; GEOPOLGRAPH_PIPELINE names another pipeline to test with."""
    return Settings(pipeline=os.environ.get("GEOPOLGRAPH_PIPELINE", Settings().pipeline))


@pytest.fixture(scope="session")
def readings(settings: Settings) -> dict[str, Reading]:
    """Every example article, read; by the name of its file."""
    return {p.stem: read_article(next(read(p)), settings) for p in sorted(EXAMPLES.glob("*.txt"))}


@pytest.fixture(scope="session")
def example_store(settings: Settings) -> OxigraphStore:
    """The graph of all example articles, in memory."""
    store = open_store(None)
    build([EXAMPLES], settings, store=store)
    assert isinstance(store, OxigraphStore)
    return store


@pytest.fixture(scope="session")
def example_view(example_store: OxigraphStore) -> View:
    return example_store.view()
