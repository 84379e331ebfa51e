"""The full phrase of a token as the article words it: what an argument says, beyond the head that the graph uses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph.extractors import ud

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPENING = frozenset({"(", "[", "``", '"', "“", "„", "«", "'", "‘"})
_CLOSING = frozenset({")", "]", "''", '"', "”", "»", "'", "’", "%"})
_OUTSIDE = frozenset(
    {"case", "mark", "cop", "punct", "cc", "parataxis", "dislocated", "discourse", "vocative", "advcl", "acl:relcl", "aux", "aux:pass", "orphan"}
) | ud.SUBJECT | ud.SUBJECT_PASSIVE
_NEVER = frozenset({"acl:relcl", "parataxis"})


def preposition(token: Token) -> list[int]:
    """The tokens of the preposition before ``token``, with its fixed words and adverbs ("only because of")."""
    cases = [c for label, c in ud.dependents(token) if label == "case" and c.i < token.i]
    return sorted(w.i for case in cases for w in (case, *(c for label, c in ud.dependents(case) if label in ("fixed", "advmod"))))


def phrase(token: Token, without: Iterable[int] = ()) -> list[int]:
    """The tokens of the full phrase of ``token``: its modifiers and appositions, no preposition, no relative clause, no gap."""
    barred = frozenset(without)
    found, queue = [token.i], [c for label, c in ud.dependents(token) if label not in _OUTSIDE]
    while queue:
        current = queue.pop()
        if current.i in barred:
            continue
        found.append(current.i)
        queue += [c for label, c in ud.dependents(current) if label not in _NEVER]
    return trimmed(token.doc, _run(token, sorted(found)))


def _run(token: Token, indices: list[int]) -> list[int]:
    """All tokens of the run of ``indices`` around ``token`` in which only small words and punctuation are missing."""
    doc = token.doc
    low = high = indices.index(token.i)
    while low > 0 and _bridged(doc, indices[low - 1], indices[low]):
        low -= 1
    while high + 1 < len(indices) and _bridged(doc, indices[high], indices[high + 1]):
        high += 1
    return list(range(indices[low], indices[high] + 1))


def _bridged(doc: Doc, before: int, after: int) -> bool:
    return all(doc[i].is_punct or doc[i].dep_ in ("cc", "case", "punct", "advmod") for i in range(before + 1, after))


def whole(token: Token) -> list[int]:
    """The tokens of all that hangs on ``token``, itself included."""
    return trimmed(token.doc, (t.i for t in ud.subtree(token)))


def trimmed(doc: Doc, indices: Iterable[int]) -> list[int]:
    """``indices`` in order, without punctuation at the ends that belongs to what stands outside."""
    found = sorted(indices)
    while found and doc[found[-1]].is_punct and doc[found[-1]].text not in _CLOSING:
        found.pop()
    while found and doc[found[0]].is_punct and doc[found[0]].text not in _OPENING:
        found.pop(0)
    return found
