"""Mends a parse where it tears names and their titles apart: each title with its name becomes one unit again.

"U.S. President Donald Trump and Chinese President Xi Jinping spoke" is one subject with two members, whatever
arcs the parser drew inside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.tokens import Span as Slice

from graph.extractors.mentions import TITLE_HEADS, only_title

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_JOINTS = frozenset({"and", "or", "&"})
_SMALL = frozenset({"ADP", "CCONJ", "DET", "SCONJ"})
_BEFORE = frozenset({"PROPN", "NOUN", "ADJ", "PART"})


def join_titles(doc: Doc) -> None:
    """Hang each title on its name, and each name of a list on the one before, in place; then mend what a title tore apart."""
    persons = [e for e in doc.ents if e.label_ in ("PERSON", "PER") and not only_title(e)]
    units = [u for e in persons if (u := _unit(doc, e.start, e.end)) is not None]
    titled = {name for _, name, _ in units}
    runs = list(_runs(doc, [_unit(doc, e.start, e.end) or (e.start, e.start, e.end) for e in persons]))
    for token in doc:
        if token.dep_ == "amod" and token.pos_ == "VERB":
            _perfect(token)
            _finite(token)
        if token.dep_ == "acl" and token.head.pos_ == "VERB" and any(c.lower_ == "to" and c.dep_ == "mark" for c in token.children):
            token.dep_ = "xcomp"
        if token.dep_ == "acl" and token.tag_ == "VBG" and token.head.dep_ == "obj" and token.head.head.pos_ == "VERB" and (token.head.ent_type_ or token.head.pos_ == "PRON"):
            _content(token)
        if token.dep_ == "acl" and token.head.dep_ == "ROOT":
            _headless(token)
        if token.dep_ == "appos" and token.ent_type_ == "GPE" and token.head.ent_type_ == "GPE":
            _listed(token)
    for start, name, end in units:
        _gather(doc, start, name, end)
    for run in runs:
        if any(name in titled for _, name, _ in run):
            for (start, name, end), (_, second, _) in pairwise(run):
                _coordinate(doc, (start, name, end), second)


def tidy_names(doc: Doc) -> None:
    """A name does not begin or end with a small word ("Foreign Office in")."""
    kept, changed = [], False
    for named in doc.ents:
        start, end = named.start, named.end
        while end > start and doc[end - 1].pos_ in _SMALL and doc[end - 1].text[:1].islower():
            end -= 1
        while start < end and doc[start].pos_ in _SMALL and doc[start].text[:1].islower():
            start += 1
        changed |= (start, end) != (named.start, named.end)
        if start < end:
            kept.append(Slice(doc, start, end, label=named.label))
    if changed:
        doc.ents = tuple(kept)


def _content(participle: Token) -> None:
    """"accused China of delaying approvals": what somebody is accused of hangs on the verb, not on the accused."""
    if any(c.dep_ == "mark" and c.lower_ in ("of", "from", "for") for c in participle.children):
        participle.head, participle.dep_ = participle.head.head, "advcl"


def _headless(verb: Token) -> None:
    """"The junta detained President X": in a sentence without a finite verb the participle is one."""
    noun = verb.head
    named = noun.ent_type_ in ("PERSON", "GPE", "ORG") and verb.doc[verb.i - 1].ent_type_ == noun.ent_type_
    if verb.i < noun.i or verb.tag_ not in ("VBN", "VBD") or not (named or any(c.dep_ == "obj" for c in verb.children)):
        return
    if any(c.dep_ == "obl:agent" for c in verb.children):
        return
    if any(t.pos_ in ("VERB", "AUX") and "Fin" in t.morph.get("VerbForm", []) and t != verb for t in verb.sent):
        return
    hangers = [t for t in noun.children if t.i > verb.i]
    verb.head, verb.dep_ = verb, "ROOT"
    noun.head, noun.dep_ = verb, "nsubj"
    for token in hangers:
        token.head = verb


def _listed(state: Token) -> None:
    """"Saudi Arabia, Bahrain and Egypt": the second of three is no other name of the first."""
    if any(c.dep_ == "conj" and c.i > state.i and c.ent_type_ == "GPE" for c in state.head.children):
        state.dep_ = "conj"


def _finite(verb: Token) -> None:
    """"The White House restricted exports": a past form with a noun right before it is no adjective of its object.

    Either it has a subject of its own, or the noun before it hangs on the same object as if it were part of its name.
    """
    noun = verb.head
    if verb.dep_ != "amod" or noun.i < verb.i:
        return
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if subject is None and verb.tag_ in ("VBD", "VBN") and verb.i > verb.sent.start:
        before = verb.doc[verb.i - 1]
        loose = before.head == noun and before.dep_ in ("compound", "nmod", "nsubj", "nmod:desc", "obl", "appos", "dep")
        subject = before if loose and before.pos_ in ("NOUN", "PROPN") and noun.ent_type_ in ("PERSON", "GPE", "ORG") else None
    if subject is None:
        return
    label, top = noun.dep_, noun.head
    verb.head = verb if top == noun else top
    verb.dep_ = label
    noun.head, noun.dep_ = verb, "obj"
    subject.head, subject.dep_ = verb, "nsubj"


def _perfect(participle: Token) -> None:
    """"has since accused China": the participle heads the clause, not the auxiliary before it."""
    noun, doc = participle.head, participle.doc
    verb = noun.head
    between = doc[verb.i + 1 : participle.i]
    if verb.lemma_ != "have" or noun.i < participle.i or not 0 <= len(between) <= 2:
        return
    if any(t.pos_ not in ("ADV", "SCONJ", "PART", "ADP") for t in between):
        return
    label, top, hangers = verb.dep_, verb.head, [t for t in verb.children if t != noun]
    participle.head = participle if top == verb else top
    participle.dep_ = label
    verb.head, verb.dep_ = participle, "aux"
    noun.head, noun.dep_ = participle, "obj"
    for token in hangers:
        token.head = participle
    for token in between:
        token.dep_ = "advmod"


def _unit(doc: Doc, start: int, end: int) -> tuple[int, int, int] | None:
    """First token, first token of the name, and end of a title with its name; None where the name has no title."""
    inner = [i for i in range(start, end - 1) if doc[i].lower_ in TITLE_HEADS and doc[i + 1].text[:1].isupper()]
    name = inner[-1] + 1 if inner else start
    low, seen = name, bool(inner)
    limit = doc[start].sent.start
    while low > limit and doc[low - 1].pos_ in _BEFORE and (seen or doc[low - 1].lower_ in TITLE_HEADS):
        if seen and not _modifies(doc[low - 1]):
            break
        low, seen = low - 1, True
        if low - 1 > limit and doc[low - 1].lower_ in ("and", ",") and doc[low - 2].lower_ in TITLE_HEADS:
            low -= 1
    return (low, name, end) if seen else None


def _modifies(token: Token) -> bool:
    """Whether a word may stand in a title before its head: a name, a demonym, a noun, an ordinary adjective."""
    return token.ent_type_ in ("GPE", "NORP", "ORG") or token.pos_ in ("PROPN", "ADJ") or token.dep_ in ("compound", "case", "nmod:poss")


def _gather(doc: Doc, start: int, name: int, end: int) -> None:
    """Hang the unit on the tree by its name alone."""
    rep, inside = doc[name], range(start, end)
    outer = [t for t in doc[start:end] if (t.head == t or t.head.i not in inside) and not _below(t.head, inside, skip=t)]
    if not outer:
        return
    main = rep if rep in outer and rep.dep_ not in ("appos", "flat") else outer[0]
    hangers = [t for i in inside for t in doc[i].children if t.i not in inside]
    label = main.dep_
    if main != rep:
        rep.head = rep if main.head == main else main.head
        rep.dep_ = label
    for token in [doc[i] for i in inside if i != name]:
        if token.dep_ in ("case", "punct") and token.head.i in inside:
            continue
        token.head = rep
        token.dep_ = "flat" if token.i > name else "amod" if token.pos_ == "ADJ" or token.ent_type_ == "NORP" else "nmod:desc"
    for token in hangers:
        if not _below(rep, range(token.i, token.i + 1)):
            token.head = rep


def _below(token: Token, above: range, *, skip: Token | None = None) -> bool:
    """Whether ``token`` is or hangs under one of the tokens ``above``."""
    if skip is not None and token == skip:
        return False
    steps = 0
    while steps <= len(token.doc):
        if token.i in above:
            return True
        if token.head == token:
            return False
        token, steps = token.head, steps + 1
    return True


def _runs(doc: Doc, units: list[tuple[int, int, int]]) -> Iterator[list[tuple[int, int, int]]]:
    """The units that stand in one list: nothing but commas between them, and "and" or "or" before the last."""
    run: list[tuple[int, int, int]] = []
    for unit in units:
        between = [t.lower_ for t in doc[run[-1][2] : unit[0]]] if run else []
        if run and between and all(w in (",", *_JOINTS) for w in between):
            run.append(unit)
            if _JOINTS & set(between):
                yield run
                run = []
            continue
        run = [unit]


def _coordinate(doc: Doc, first: tuple[int, int, int], second: int) -> None:
    """Join the name ``second`` to the one before it in a list."""
    _, name, _ = first
    above = doc[name].head if doc[name].dep_ == "conj" else doc[name]
    if above.i != second and not _below(above, range(second, second + 1)):
        doc[second].head = above
        doc[second].dep_ = "conj"
