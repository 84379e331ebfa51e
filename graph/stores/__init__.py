"""The shelf of stores: where reports and rulings are kept, and the derived graph beside them.

A store is any class with the methods of ``Store``; a new one is named in ``STORES`` or offered as an entry point
of the group ``geopolgraph.stores``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from graph.model import Article, Report, Ruling
from graph.registry import Table

if TYPE_CHECKING:
    from graph.query import View


class Store(Protocol):
    """What every store can do. Only reports and rulings are state; ``derive`` makes the rest from them."""

    def articles(self) -> Mapping[str, str]:
        """Key of each stored article -> fingerprint of its content and of the run that read it."""

    def article(self, key: str) -> Article | None:
        """The stored article of this key."""

    def put(self, article: Article, reports: Iterable[Report], run: Mapping[str, str]) -> None:
        """Store an article with its reports in one atomic step, in place of what it said before."""

    def remove(self, key: str) -> bool:
        """Forget an article and what only it said; whether there was one."""

    def reports(self) -> list[Report]:
        """All reports, by id."""

    def rulings(self) -> list[Ruling]:
        """All rulings, also those taken back."""

    def rule(self, ruling: Ruling) -> None:
        """Add a ruling."""

    def derive(self) -> int:
        """Rebuild the derived graph from reports and rulings; the number of events."""

    def union(self, other: Any) -> None:
        """Add the state of another store of the same kind."""

    def quads(self) -> Iterator[Any]:
        """All quads, in no order."""

    def view(self) -> View:
        """A read-only view."""

    def close(self) -> None:
        """Give the files back."""


STORES = Table(
    "store",
    {"oxigraph": "graph.stores.oxigraph:OxigraphStore", "memory": "graph.stores.oxigraph:memory"},
    group="geopolgraph.stores",
)


def open_store(path: Path | str | None = None, *, read_only: bool = False, create: bool = False) -> Store:
    """The store at ``path`` (an output directory is accepted too), or one in memory where no path is given.

    Raises StoreError where there is none (unless ``create``), for a directory that is no store, a store of another version, or one that another process
    writes to.
    """
    store: Store
    if path is None:
        store = STORES["memory"]()
    else:
        store = STORES["oxigraph"](Path(path), read_only=read_only, create=create)
    return store
