"""The labels of Universal Dependencies that the extractors read, in one table, and walks over a parse.

Source: the UD guidelines, version 2 (relations nsubj, obj, obl, nmod, acl ...), English subtypes of EWT and GUM.
Tokens are compared with ``==``: spaCy makes a new object at each access.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Slice

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
RELATIVE = frozenset({"acl:relcl"})
ADNOMINAL_CLAUSE = frozenset({"acl", "acl:relcl"})
AUXILIARY = frozenset({"aux", "aux:pass"})
PASSIVE = frozenset({"aux:pass"})
RELATIVE_PRONOUNS = frozenset({"who", "whom", "which", "that", "whose"})
ACCORDING = frozenset({"according to", "as per", "per"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
COMPLEMENT = frozenset({"of", "for", "from", "into", "against", "with", "over"})
"""Behind these a gerund tells what the object of the verb above is charged with, stopped from or thanked for."""
_ABSTRACT = frozenset({"responsibility", "credit", "blame", "pressure", "meeting", "opportunity", "possibility", "intention", "right", "power", "way", "step", "measure", "time", "money", "fund"})
_INDEX = "geopolgraph index"


@dataclass(frozen=True, slots=True)
class _Index:
    """What spaCy searches for anew at each access: the dependents, the entity and the sentence of each token."""

    dependents: list[list[tuple[str, Token]]]
    entities: list[Slice | None]
    sentences: list[Slice]
    acts: Container[str]
    people: Container[str]


def index(doc: Doc, acts: Container[str] = (), people: Container[str] = ()) -> None:
    """Keep dependents, entities and sentences of ``doc`` at hand for the walks below; call it when its arcs are final.

    ``acts`` are the lemmas of nouns that name an act ("strike", "visit"), ``people`` of those that stand for people and bodies.
    """
    below: list[list[tuple[str, Token]]] = [[] for _ in range(len(doc))]
    for token, head in zip(doc, doc.to_array("HEAD").astype("int64").tolist(), strict=True):
        if head:
            below[token.i + head].append((token.dep_, token))
    entities: list[Slice | None] = [None] * len(doc)
    for named in doc.ents:
        entities[named.start : named.end] = [named] * len(named)
    sentences = [s for s in doc.sents for _ in range(len(s))]
    doc.user_data[_INDEX] = _Index(below, entities, sentences, acts, people)


def forget(doc: Doc) -> None:
    """Let go of what :func:`index` keeps: its tokens hold ``doc`` in a circle that only the garbage collector would break."""
    doc.user_data.pop(_INDEX, None)


def dependents(token: Token) -> list[tuple[str, Token]]:
    """The label and the token of each dependent of ``token``, in the order of the text."""
    known = token.doc.user_data.get(_INDEX)
    return known.dependents[token.i] if known is not None else [(c.dep_, c) for c in token.children]


def sentence(token: Token) -> Slice:
    """The sentence of ``token``."""
    known = token.doc.user_data.get(_INDEX)
    return known.sentences[token.i] if known is not None else token.sent


def names_act(noun: Token) -> bool:
    """Whether ``noun`` is a common noun that names an act or something no one can order about ("responsibility")."""
    known = noun.doc.user_data.get(_INDEX)
    lemma = noun.lemma_.lower()
    return noun.pos_ == "NOUN" and (lemma in _ABSTRACT or (known is not None and lemma in known.acts))


def names_people(noun: Token) -> bool:
    """Whether ``noun`` is a common noun that stands for people or for a body ("rebels", "government")."""
    known = noun.doc.user_data.get(_INDEX)
    return noun.pos_ in ("NOUN", "PROPN") and known is not None and noun.lemma_.lower() in known.people


def below(token: Token) -> list[Token]:
    """The dependents of ``token``, in the order of the text."""
    return [child for _, child in dependents(token)]


def lefts(token: Token) -> list[Token]:
    """The dependents before ``token``."""
    return [child for _, child in dependents(token) if child.i < token.i]


def rights(token: Token) -> list[Token]:
    """The dependents behind ``token``."""
    return [child for _, child in dependents(token) if child.i > token.i]


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


def cites(verb: Token) -> bool:
    """Whether ``verb`` only names a source ("..., citing Xinhua")."""
    return verb.lemma_.lower() in ("cite", "quote") and verb.tag_ == "VBG"


def quotes(verb: Token, clause: Token) -> bool:
    """"quoted X as saying": whether ``clause`` is what ``verb`` quotes."""
    return verb.lemma_.lower() in ("quote", "cite") and clause.dep_ == "advcl" and any(c.lower_ == "as" for c in children(clause, ("mark",)))


def completes(token: Token) -> bool:
    """Whether ``token`` is what somebody became or remained: it is told as if behind "is"."""
    plain = token.dep_ == "xcomp" and token.pos_ in ("NOUN", "PROPN", "ADJ") and child(token, ("cop",)) is None
    return plain and token.head.lemma_.lower() in ("become", "remain", "stay")


def is_verb(token: Token) -> bool:
    """Whether ``token`` heads a verbal clause (a participle before a noun does not)."""
    if token.dep_ in AUXILIARY or token.dep_ in ("cop", "amod", "case", "mark", "compound", "fixed", "flat"):
        return False
    if obliges(token):
        return False
    alone = token.pos_ == "AUX" and token.tag_ != "MD" and child(token, SUBJECT) is not None and len(dependents(token)) > 1
    return token.pos_ == "VERB" or alone


def obliges(token: Token) -> bool:
    """Whether ``token`` is the "have" of "had to resign": a modal verb, and no predicate of its own."""
    if token.lemma_ != "have" or token.dep_ in AUXILIARY or child(token, OBJECT) is not None:
        return False
    return any(c.lower_ == "to" for below in children(token, ("xcomp",)) for c in children(below, ("mark",)))


def is_passive(verb: Token) -> bool:
    """Whether the clause of ``verb`` is passive, reduced participles included ("a deal brokered by ...")."""
    if children(verb, PASSIVE) or children(verb, AGENT):
        return True
    if any(c.lemma_ == "have" for c in children(verb, AUXILIARY)) or verb.tag_ == "VBD":
        return False
    if children(verb, SUBJECT_PASSIVE):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not children(verb, (*AUXILIARY, *OBJECT)) and is_passive(verb.head):
        return True
    reduced = verb.dep_ in ADNOMINAL_CLAUSE or verb.dep_ == "advcl"
    participle = "Part" in verb.morph.get("VerbForm", []) and "Past" in verb.morph.get("Tense", [])
    return reduced and participle and not children(verb, SUBJECT) and not children(verb, OBJECT)


FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def put_like(verb: Token) -> bool:
    """Whether a conjoined verb is put like the one before it: no subject, no auxiliary, no finite form of its own that the other lacks."""
    if verb.dep_ != "conj" or children(verb, (*SUBJECT, *SUBJECT_PASSIVE, *AUXILIARY)):
        return False
    return verb.tag_ not in FINITE or verb.head.tag_ in FINITE


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
    if not token.ent_type:
        return None
    known = token.doc.user_data.get(_INDEX)
    if known is not None:
        found: Slice | None = known.entities[token.i]
        return found
    return next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
