"""The settings of one run: one frozen object, passed in, never global."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from graph.model import digest

BASE = "https://w3id.org/geopolgraph/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user may choose.

    ``pipeline`` is the name of a shipped pipeline, an installed package or a path; ``published`` and
    ``publisher`` are used for articles that do not say; ``jobs`` is the number of processes; ``strict`` makes a
    skipped article a failure of the whole run; ``max_characters`` is the longest article that is read.
    """

    output: Path = Path("output")
    store: Path | None = None
    pipeline: str = "en_news_accurate"
    published: str = ""
    publisher: str = ""
    jobs: int = 1
    strict: bool = False
    base: str = BASE
    max_characters: int = 1_000_000
    minimum_confidence: float = 0.0

    @property
    def store_path(self) -> Path:
        """The folder of the store: the one given, else ``store/`` in the output folder."""
        return self.store if self.store is not None else self.output / "store"

    @property
    def hash(self) -> str:
        """Of the settings that change what is read from an article."""
        return digest(*(f"{f.name}={getattr(self, f.name)}" for f in fields(self) if f.name in _READING), length=12)


_READING = frozenset({"pipeline", "published", "publisher", "base", "minimum_confidence"})
