"""Tables of things that can be chosen by name: visible, imported on demand, open to third parties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from graph.errors import UnknownNameError


class Table(Mapping[str, Any]):
    """Name -> object, where the object is named as ``module:attribute`` and imported when first asked for.

    ``group`` is the group of entry points through which other packages add to the table; a shipped name wins.
    An unknown name raises UnknownNameError, which lists the known ones.
    """

    def __init__(self, kind: str, shipped: Mapping[str, str], *, group: str = "") -> None:
        self.kind, self._shipped, self._group = kind, dict(shipped), group

    @cached_property
    def _places(self) -> dict[str, str]:
        added = {e.name: e.value for e in entry_points(group=self._group)} if self._group else {}
        return {**added, **self._shipped}

    def __getitem__(self, name: str) -> Any:
        if name not in self._places:
            raise UnknownNameError(self.kind, name, self._places)
        module, _, attribute = self._places[name].partition(":")
        return getattr(import_module(module), attribute)

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
