"""The arcs of a parse as two lists that can be changed one by one and written back together, always as trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Arcs:
    """Head, label and lower-case form of each token of ``doc``; nothing changes in ``doc`` before :meth:`write`."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.heads = [i + offset for i, offset in enumerate(doc.to_array("HEAD").astype("int64").tolist())]
        self.labels = [t.dep_ for t in doc]
        self.words = [t.lower_ for t in doc]
        self._changed = False

    def hang(self, token: int, head: int, label: str) -> bool:
        """Hang ``token`` on ``head`` (on itself: make it a root); refused, with False, where that closes a circle."""
        if token != head and self.is_below(head, token):
            return False
        self.heads[token], self.labels[token] = head, label
        self._changed = True
        return True

    def is_below(self, token: int, above: int) -> bool:
        """Whether ``token`` is ``above`` or hangs under it."""
        for _ in range(len(self.heads) + 1):
            if token == above:
                return True
            if self.heads[token] == token:
                return False
            token = self.heads[token]
        return True

    def children(self, token: int) -> list[int]:
        """The tokens that hang on ``token``, in the order of the text."""
        return [i for i, head in enumerate(self.heads) if head == token and i != token]

    def write(self) -> None:
        """Put the arcs into the document, if any has changed; roots decide where sentences begin."""
        if not self._changed:
            return
        for i, label in enumerate(self.labels):
            self.doc[i].dep_ = label
        array = self.doc.to_array(["HEAD", "DEP"])
        array[:, 0] = [(h - i) & 0xFFFFFFFFFFFFFFFF for i, h in enumerate(self.heads)]
        self.doc.from_array(["HEAD", "DEP"], array)  # type: ignore[arg-type]  # what to_array gives is what from_array takes
