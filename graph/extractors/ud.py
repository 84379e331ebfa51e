"""The labels of Universal Dependencies that the extractors read, in one table, and walks over a parse.

Source: the UD guidelines, version 2 (relations nsubj, obj, obl, nmod, acl ...), English subtypes of EWT and GUM.
Tokens are compared with ``==``: spaCy makes a new object at each access.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Span as Slice

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECT = frozenset({"nsubj", "nsubj:outer", "csubj", "csubj:outer"})
SUBJECT_PASSIVE = frozenset({"nsubj:pass", "csubj:pass"})
OBJECT = frozenset({"obj"})
INDIRECT = frozenset({"iobj"})
OBLIQUE = frozenset({"obl", "obl:agent", "obl:npmod", "obl:tmod", "obl:unmarked", "nmod"})
AGENT = frozenset({"obl:agent"})
ADNOMINAL = frozenset({"nmod", "nmod:of", "nmod:desc"})
UNMARKED = frozenset({"obl:npmod", "obl:tmod", "obl:unmarked", "nmod:tmod", "nmod:unmarked", "nmod:npmod"})
POSSESSIVE = frozenset({"nmod:poss"})
COMPOUND = frozenset({"compound", "nmod:desc", "flat", "nmod:unmarked"})
FLAT = frozenset({"flat", "flat:name", "flat:foreign", "goeswith", "fixed"})
CLAUSE = frozenset({"ccomp", "xcomp"})
CONTENT = frozenset({"ccomp", "xcomp", "parataxis"})
RELATIVE = frozenset({"acl:relcl"})
ADNOMINAL_CLAUSE = frozenset({"acl", "acl:relcl"})
AUXILIARY = frozenset({"aux", "aux:pass"})
PASSIVE = frozenset({"aux:pass"})
RELATIVE_PRONOUNS = frozenset({"who", "whom", "which", "that", "whose"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_DEPENDENTS = "geopolgraph dependents"
QUOTES = frozenset("\"“”„«»")


def index(doc: Doc) -> None:
    """Keep the dependents of each token of ``doc`` at hand for :func:`dependents`: spaCy searches for them each time.

    Call it when the arcs of ``doc`` are final.
    """
    below: list[list[tuple[str, Token]]] = [[] for _ in doc]
    for token in doc:
        head = token.head.i
        if head != token.i:
            below[head].append((token.dep_, token))
    doc.user_data[_DEPENDENTS] = below


def dependents(token: Token) -> list[tuple[str, Token]]:
    """The label and the token of each dependent of ``token``, in the order of the text."""
    below = token.doc.user_data.get(_DEPENDENTS)
    return below[token.i] if below is not None else [(c.dep_, c) for c in token.children]


def children(token: Token, labels: Iterable[str]) -> list[Token]:
    """The dependents of ``token`` under one of ``labels``, in the order of the text."""
    return [child for label, child in dependents(token) if label in labels]


def child(token: Token, labels: Iterable[str]) -> Token | None:
    """The first dependent of ``token`` under one of ``labels``."""
    return next((child for label, child in dependents(token) if label in labels), None)


def marker(token: Token) -> str:
    """The preposition of a phrase, with its fixed words ("because of"), or ""."""
    cases = _cases(token) or [c for d in children(token, ("nmod:desc", "compound")) for c in _cases(d)]
    words = [w for case in cases for w in (case, *children(case, ("fixed",)))]
    before = sorted((w for w in words if w.i < token.i), key=lambda w: w.i)
    return " ".join(w.lower_ for w in before)


def _cases(token: Token) -> list[Token]:
    return [c for c in children(token, ("case",)) if c.lower_ not in ("'s", "’s", "'", "’")]


def conjuncts(token: Token) -> list[Token]:
    """``token`` and the tokens joined to it by "and", "or" or a comma, chains included."""
    found, queue = [token], [token]
    while queue:
        for joined in children(queue.pop(0), ("conj",)):
            found.append(joined)
            queue.append(joined)
    return sorted(found, key=lambda t: t.i)


def is_verb(token: Token) -> bool:
    """Whether ``token`` heads a verbal clause (a participle before a noun does not)."""
    if token.dep_ in AUXILIARY or token.dep_ in ("cop", "amod", "case", "mark", "compound", "fixed", "flat"):
        return False
    return token.pos_ == "VERB" or (token.pos_ == "AUX" and child(token, SUBJECT) is not None)


def is_passive(verb: Token) -> bool:
    """Whether the clause of ``verb`` is passive, reduced participles included ("a deal brokered by ...")."""
    if children(verb, SUBJECT_PASSIVE) or children(verb, PASSIVE) or children(verb, AGENT):
        return True
    reduced = verb.dep_ in ADNOMINAL_CLAUSE or verb.dep_ == "advcl"
    participle = "Part" in verb.morph.get("VerbForm", []) and "Past" in verb.morph.get("Tense", [])
    return reduced and participle and not children(verb, SUBJECT) and not children(verb, OBJECT)


def climb(token: Token, stop: Iterable[Token]) -> Token | None:
    """The nearest ancestor of ``token`` (itself included) that is in ``stop``."""
    goals = {t.i for t in stop}
    seen = 0
    while seen <= 200:
        if token.i in goals:
            return token
        if token.head == token:
            return None
        token, seen = token.head, seen + 1
    return None


def subtree(token: Token, without: Iterable[str] = ()) -> Iterator[Token]:
    """``token`` and all below it, but for branches under one of the labels ``without``."""
    barred = frozenset(without)
    stack = [token]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(c for label, c in dependents(current) if label not in barred)


def entity(token: Token) -> Slice | None:
    """The named entity that covers ``token``, or None."""
    if not token.ent_type_:
        return None
    doc = token.doc
    start = token.i
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    end = token.i + 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return Slice(doc, start, end, label=token.ent_type)
