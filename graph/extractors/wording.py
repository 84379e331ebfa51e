"""A clause as open n-ary tuples in the article's own words: full relation, full phrases.

What the graph uses is the trimmed triple of :mod:`graph.extractors.clauses`; a wording says the same as a reader
would quote it. An infinitive without a subject of its own belongs to the relation above it ("agreed to hold"),
a preposition moves into the relation where there is no object ("apologized to"), each conjoined object makes a
tuple of its own, and more than two circumstances are told in several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from graph.extractors import ud
from graph.extractors.phrases import phrase, preposition, trimmed, whole
from graph.extractors.subjects import antecedent, find_subject
from graph.model import Span, Wording

if TYPE_CHECKING:
    from spacy.tokens import Token

    from graph.extractors.mentions import Words

_CORE = ud.OBJECT | ud.INDIRECT
_BEFORE_VERB = 3
_TOGETHER = 2
_QUESTION = frozenset({"when", "where", "why", "how", "whenever", "wherever"})


_Part = tuple[bool, list[int], list[int], "Token"]
"""An argument in the making: whether it is an object or a clause, its preposition, its phrase, its head."""


@dataclass(slots=True)
class _Clause:
    """The words of the relation and the arguments of one clause."""

    relation: set[int]
    arguments: list[_Part] = field(default_factory=list)


def wordings(predicate: Token, words: Words, phrasal: Token | None = None) -> tuple[Wording, ...]:
    """The tuples of the clause of ``predicate``, a verb or what a copula joins to its subject; () where it is folded or says nothing.

    ``phrasal`` is the particle of the verb, which the parser may have hung elsewhere.
    """
    if ud.completes(predicate):
        predicate = predicate.head
    if _folded(predicate):
        return ()
    subject = _subject(predicate)
    if not subject:
        return ()
    clause = _Clause({predicate.i} | _auxiliaries(predicate) | ({phrasal.i} if phrasal is not None else set()))
    _copular(predicate, clause)
    _collect(predicate, clause)
    if phrasal is not None:
        clause.arguments = [(c, p, [i for i in a if i != phrasal.i], h) for c, p, a, h in clause.arguments]
    _lone(predicate, clause)
    return tuple(_told(subject, clause, words))


def _lone(predicate: Token, clause: _Clause) -> None:
    """"is ready", "remain unresolved": an adjective with nothing else behind it is the argument."""
    last = predicate.doc[max(clause.relation)]
    if not clause.arguments and len(clause.relation) > 1 and last.pos_ == "ADJ":
        clause.relation.discard(last.i)
        clause.arguments.append((True, [], [last.i], last))


def _folded(predicate: Token) -> bool:
    """Whether the infinitive belongs to the relation of the verb above it."""
    return predicate.dep_ == "xcomp" and ud.child(predicate, ud.SUBJECT) is None


def _subject(predicate: Token) -> list[int]:
    clausal = ud.child(predicate, ("csubj", "csubj:pass"))
    if clausal is not None:
        return whole(clausal)
    token, _ = find_subject(predicate)
    if predicate.dep_ in ud.ADNOMINAL_CLAUSE and token is None and ud.is_passive(predicate):
        token = predicate.head
    if token is None:
        return []
    return phrase(token, without={predicate.i} | {t.i for t in predicate.ancestors})


# ---------------------------------------------------------------- relation


def _auxiliaries(verb: Token) -> set[int]:
    found = set()
    for label, child in ud.dependents(verb):
        near = verb.i - _BEFORE_VERB <= child.i < verb.i and not ud.dependents(child) and child.lower_ not in _QUESTION
        negator = label == "advmod" and child.lower_ in ("not", "n't", "n’t", "never")
        if label in (*ud.AUXILIARY, "cop", "compound:prt") or negator or (label == "advmod" and near) or (label == "mark" and child.lower_ == "to"):
            found.add(child.i)
    return found


def _copular(predicate: Token, clause: _Clause) -> None:
    """"is a member", "is of noble birth": what stands behind the copula is the argument."""
    if ud.child(predicate, ("cop",)) is None:
        return
    before = preposition(predicate)
    if before or predicate.pos_ in ud.NOMINAL:
        clause.relation.discard(predicate.i)
        clause.arguments.append((not before, before, phrase(predicate), predicate))


# ---------------------------------------------------------------- arguments


def _collect(verb: Token, clause: _Clause) -> None:
    for label, child in ud.dependents(verb):
        if label in _CORE:
            clause.arguments.append((True, preposition(child), phrase(antecedent(child), without={verb.i}), antecedent(child)))
        elif label in ud.OBLIQUE and not (label == "nmod" and verb.pos_ in ud.NOMINAL):
            if ud.marker(child) in ud.ACCORDING:
                continue
            clause.arguments.append((False, preposition(child), phrase(child), child))
        elif label == "ccomp" or (label == "xcomp" and not _folded(child)):
            clause.arguments.append((True, [], whole(child), child))
        elif (label == "advcl" and not ud.cites(child)) or (label == "advmod" and _loose(child, verb)):
            clause.arguments.append((False, [], whole(child), child))
    for label, child in ud.dependents(verb):
        if label == "xcomp" and _folded(child):
            _fold(child, clause)


def _loose(adverb: Token, verb: Token) -> bool:
    """Whether an adverb stands behind its verb, and so is told as an argument ("northeast of the city")."""
    return adverb.i > verb.i and adverb.lower_ not in (*_QUESTION, "not", "n't", "n’t", "never")


def _fold(complement: Token, clause: _Clause) -> None:
    clause.relation |= _auxiliaries(complement)
    if complement.pos_ in ("VERB", "AUX", "ADJ"):
        clause.relation.add(complement.i)
    else:
        clause.arguments.append((True, preposition(complement), phrase(complement), complement))
    _collect(complement, clause)


# ---------------------------------------------------------------- telling


def _told(subject: list[int], clause: _Clause, words: Words) -> Iterator[Wording]:
    clause.arguments.sort(key=lambda a: (not a[0], a[3].i))
    filled = [a for a in clause.arguments if a[2]]
    core = [a for a in filled if a[0]]
    others = [a for a in filled if not a[0]]
    for group in [others[n : n + _TOGETHER] for n in range(0, len(others), _TOGETHER)] or [[]]:
        for arguments, joins in _arranged(core, group, max(clause.relation, default=0)):
            relation = clause.relation | joins
            if arguments and relation:
                yield Wording(_spans(relation, words), tuple(_spans(a, words) for a in (subject, *arguments)))


def _arranged(core: list[_Part], others: list[_Part], last_word: int) -> Iterator[tuple[list[list[int]], set[int]]]:
    """The arguments of one tuple, and what of them joins the relation: the preposition of the first where there is no object."""
    if not core and not others:
        return
    _, before, together, head = core[-1] if core else others[0]
    first = [sorted({*a[1], *a[2]}) for a in core[:-1]]
    last = [sorted({*a[1], *a[2]}) for a in (others if core else others[1:])]
    for part in _apart(head, together) if head.pos_ in ud.NOMINAL else [together]:
        joins = set() if core or (before and before[0] < last_word) else set(before)
        yield [*first, sorted({*before, *part} - joins), *last], joins


def _apart(token: Token, together: list[int]) -> list[list[int]]:
    """The phrase of each conjunct of ``token`` inside ``together``."""
    inside = set(together)
    joined = [t for t in ud.conjuncts(token) if t.i in inside]
    if len(joined) < 2:
        return [together]
    heads = {t.i for t in joined}
    found = []
    for head in joined:
        own, queue = [], [head]
        while queue:
            current = queue.pop()
            own.append(current.i)
            queue += [c for label, c in ud.dependents(current) if c.i in inside and c.i not in heads and label != "cc"]
        found.append(trimmed(token.doc, own))
    return [f for f in found if f]


def _spans(indices: Iterable[int], words: Words) -> tuple[Span, ...]:
    """The runs of neighbouring tokens as spans."""
    ordered = sorted(indices)
    breaks = [0, *(n + 1 for n, (a, b) in enumerate(pairwise(ordered)) if b != a + 1), len(ordered)]
    return tuple(words.span(ordered[a], ordered[b - 1] + 1) for a, b in pairwise(breaks))
