"""People's rulings on what is the same and what is different: actors, events, and reports that were joined to one event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.model import Ruling, digest


class _Partition:
    """Which names stand for one thing; the least of them is its name."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, name: str) -> str:
        while self._parent.get(name, name) != name:
            name = self._parent[name]
        return name

    def join(self, first: str, second: str) -> None:
        low, high = sorted((self.root(first), self.root(second)))
        self._parent[high] = low


class Judgement:
    """What a set of rulings says: a ruling that is undone counts for nothing, "different" wins over "same"."""

    def __init__(self, rulings: Iterable[Ruling]) -> None:
        told = set(rulings)
        undone = {r.id for r in told if r.undone}
        self.valid = sorted((r for r in told if r.id not in undone), key=lambda r: (r.id, r.note))
        self.different = self._pairs("different")
        self.same = [pair for pair in self._pairs("same") if pair not in self.different]
        self._names = _Partition()
        for first, second in self.same:
            self._names.join(first, second)

    def _pairs(self, verdict: str) -> list[tuple[str, str]]:
        return sorted({(min(r.first, r.second), max(r.first, r.second)) for r in self.valid if r.verdict == verdict and r.first != r.second})

    def canonical(self, name: str) -> str:
        """The id that stands for ``name`` and all that were ruled the same."""
        return self._names.root(name)

    def rearranged(self, parts: Mapping[str, Iterable[str]]) -> dict[str, str]:
        """The event of each report; ``parts`` has the reports of each event before anybody ruled.

        Of two reports of one event that are ruled different the greater id leaves, with those that are ruled the same as
        it. Events are joined that are ruled the same themselves or by two of their reports; the least id stays.
        """
        place = {report: part for part, reports in parts.items() for report in reports}
        for stays, leaves in self.different:
            if stays in place and place.get(leaves) == place[stays]:
                self._leave(leaves, stays, place)
        known, joined = {*parts, *place.values()}, _Partition()
        for pair in self.same:
            one, other = (joined.root(place.get(name, name)) for name in pair)
            if one != other and {one, other} <= known and not self._held_apart(one, other, place, joined):
                joined.join(one, other)
        return {report: joined.root(part) for report, part in place.items()}

    def _leave(self, leaver: str, stays: str, place: dict[str, str]) -> None:
        part = place[leaver]
        follow = [r for r, p in place.items() if p == part and r != stays and (min(r, leaver), max(r, leaver)) in self.same]
        place.update(dict.fromkeys([leaver, *follow], digest(part, leaver)))

    def _held_apart(self, one: str, other: str, place: Mapping[str, str], joined: _Partition) -> bool:
        """Whether somebody ruled the two events different, or a report of the one and a report of the other."""
        sides = ({joined.root(place.get(name, name)) for name in pair} for pair in self.different)
        return {one, other} in sides

    def about(self, names: Iterable[str]) -> list[Ruling]:
        """The valid rulings on any of these ids, or on one that was ruled the same."""
        wanted = set(names)
        return [r for r in self.valid if wanted & {r.first, r.second, self.canonical(r.first), self.canonical(r.second)}]
