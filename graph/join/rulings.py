"""People's rulings on what is the same and what is different, as a partition of ids."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Ruling


class Judgement:
    """What a set of rulings says: a ruling that is undone counts for nothing, "different" wins over "same"."""

    def __init__(self, rulings: Iterable[Ruling]) -> None:
        undone = {r.id for r in rulings if r.undone}
        valid = sorted({r for r in rulings if not r.undone and r.id not in undone}, key=lambda r: r.id)
        self.different = {frozenset((r.first, r.second)) for r in valid if r.verdict == "different"}
        self._parent: dict[str, str] = {}
        for ruling in valid:
            if ruling.verdict == "same" and frozenset((ruling.first, ruling.second)) not in self.different:
                self._join(ruling.first, ruling.second)

    def _root(self, name: str) -> str:
        while self._parent.get(name, name) != name:
            name = self._parent[name]
        return name

    def _join(self, first: str, second: str) -> None:
        low, high = sorted((self._root(first), self._root(second)))
        self._parent[high] = low

    def canonical(self, name: str) -> str:
        """The id that stands for ``name`` and all that were ruled the same."""
        return self._root(name)

    def apart(self, first: str, second: str) -> bool:
        """Whether the two were ruled different."""
        return frozenset((first, second)) in self.different
