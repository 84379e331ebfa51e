"""Mends arcs that no English clause has: a parser that scores each arc by itself may give a verb two subjects.

Each rule names what it mends by an example; all work on word order and labels alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.extractors.mending.arcs import Arcs
from graph.extractors.subjects import MOVES
from graph.extractors.ud import COMPLEMENT, FINITE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_POSSESSIVES = frozenset({"'s", "’s"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_NAMING = frozenset({"name", "appoint", "elect", "call", "declare", "make", "nominate", "proclaim", "crown"})
_GIVING = frozenset({"give", "send", "grant", "offer", "hand", "lend", "pay", "show", "promise", "sell", "deny", "teach", "allow", "owe", "award", "cost"})
_INNER = frozenset({",", "(", "“", "-", "–"})
_NEAR = 6


def cohere(doc: Doc) -> None:
    """Mend ``doc`` in place."""
    arcs = Arcs(doc)
    for token, label, word in zip(doc, arcs.labels[:], arcs.words, strict=True):
        if word in _POSSESSIVES:
            _possessor(token, arcs)
        elif word == "according":
            _source(token, arcs)
        elif label == "nsubj":
            _late_subject(token, arcs)
            _early_object(token, arcs)
        elif label == "xcomp":
            _named(token, arcs)
            _called_off(token, arcs)
        elif label == "obj":
            _early_object(token, arcs)
            _doubled(token, arcs)
        elif label == "acl":
            _behind_label(token, arcs)
        elif label == "advcl":
            _complement(token, arcs)
            _behind_aside(token, arcs)
        elif label in ("obl", "nmod", "obl:agent"):
            _agent(token, arcs)
    for named in doc.ents:
        if named.label_ == "PERSON" and named.start > 0:
            _described(doc[named.start], arcs)
    _rejoin(doc, arcs)
    arcs.write()


def _possessor(mark: Token, arcs: Arcs) -> None:
    """"Deng Xiaoping's visit followed": whoever stands before 's owns the next noun, which takes over its place."""
    if mark.dep_ != "case" or mark.i == 0:
        return
    last = mark.doc[mark.i - 1]
    name = next((e for e in mark.doc.ents if e.start <= last.i < e.end), None)
    inside = range(name.start, mark.i) if name is not None and name.end == mark.i else range(last.i, mark.i)
    owner = next((i for i in inside if arcs.heads[i] not in inside or arcs.heads[i] == i), None)
    following = mark.doc[mark.i + 1 : min(mark.i + 1 + _NEAR, mark.sent.end)]
    noun = next((t.i for t in following if t.pos_ in ("NOUN", "PROPN") and t.dep_ not in ("compound", "flat", "amod", "nmod:desc")), None)
    if owner is None or noun is None or arcs.labels[owner] == "nmod:poss" or arcs.heads[owner] == owner:
        return
    above, label = arcs.heads[owner], arcs.labels[owner]
    if above != noun and (arcs.heads[noun] in inside or (arcs.heads[noun] == above and arcs.labels[noun] == label)):
        arcs.hang(noun, above, label)
    arcs.hang(owner, noun, "nmod:poss")


def _called_off(token: Token, arcs: Arcs) -> None:
    """"called off a state visit": what follows a phrasal verb that has no object is its object."""
    verb = token.head
    beside = {arcs.labels[c.i] for c in verb.children}
    if token.pos_ == "NOUN" and any(arcs.labels[c.i] == "det" for c in token.children) and "compound:prt" in beside and "obj" not in beside:
        arcs.hang(token.i, verb.i, "obj")


def _described(name: Token, arcs: Arcs) -> None:
    """"Swedish count Folke Bernadotte was shot": the noun before a name says what somebody is, and plays no part beside it."""
    noun = name.doc[name.i - 1]
    if noun.pos_ != "NOUN" or name.is_sent_start:
        return
    same = arcs.heads[noun.i] == arcs.heads[name.i] and arcs.labels[noun.i] == arcs.labels[name.i]
    chained = arcs.labels[noun.i] == arcs.labels[name.i] == "conj" or (arcs.heads[name.i] == noun.i and arcs.labels[name.i] in ("appos", "compound"))
    if noun.ent_type_ or "Plur" in noun.morph.get("Number", []) or not (same or chained):
        return
    if arcs.heads[name.i] == noun.i and not arcs.hang(name.i, arcs.heads[noun.i] if arcs.heads[noun.i] != noun.i else name.i, arcs.labels[noun.i]):
        return
    arcs.hang(noun.i, name.i, "nmod:desc")


def _late_subject(token: Token, arcs: Arcs) -> None:
    """"Kyiv urged the EU to ban": behind a verb that has its subject before it stands an object."""
    verb = token.head
    if token.i < verb.i or verb.pos_ != "VERB" or verb.tag_ == "VBN":
        return
    if any(c.dep_ in _SUBJECTS and c.i < verb.i for c in verb.children) and not any(c.dep_ in ("obj", "ccomp") for c in verb.children):
        arcs.labels[token.i] = "obj"
        arcs.hang(token.i, verb.i, "obj")


def _complement(token: Token, arcs: Arcs) -> None:
    """"invited Trump to visit": what somebody is moved to do is no purpose."""
    verb = token.head
    moved = any(c.dep_ == "obj" and verb.i < c.i < token.i for c in verb.children) and verb.lemma_.lower() in MOVES
    if moved and any(c.dep_ == "mark" and c.lower_ == "to" for c in token.children):
        arcs.hang(token.i, verb.i, "xcomp")


def _behind_aside(token: Token, arcs: Arcs) -> None:
    """"... will not yield, X said, rejecting an ultimatum": whoever said so rejects it."""
    if token.tag_ != "VBG" or any(c.dep_ in ("mark", "nsubj") for c in token.children):
        return
    said = next((c for c in token.head.children if c.dep_ == "parataxis" and token.head.i < c.i < token.i and c.pos_ == "VERB"), None)
    if said is not None:
        arcs.hang(token.i, said.i, "advcl")


def _behind_label(token: Token, arcs: Arcs) -> None:
    """"Background: the army invaded ...": behind a label at the head of a sentence stands a sentence of its own."""
    label = token.head
    subject = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
    if label.i == token.sent.start and label.i + 1 < len(token.doc) and token.doc[label.i + 1].text == ":" and subject is not None and subject.i > label.i + 1:
        arcs.hang(token.i, token.i, arcs.labels[label.i])
        arcs.hang(label.i, token.i, "dep")


def _early_object(token: Token, arcs: Arcs) -> None:
    """"thanked China for hosting talks": before the word that opens a clause stands the object of the verb above."""
    clause = token.head
    above = clause.head
    opened = any(c.dep_ == "mark" and c.lower_ in COMPLEMENT and token.i < c.i < clause.i for c in clause.children)
    if clause.dep_ == "advcl" and opened and above.pos_ == "VERB" and above.i < token.i and not any(c.dep_ == "obj" for c in above.children):
        arcs.hang(token.i, above.i, "obj")


def _doubled(token: Token, arcs: Arcs) -> None:
    """"lifted its arms embargo": of two nouns side by side that are both the object, the first is part of the second."""
    doc, verb = token.doc, token.head
    if token.i + 1 == len(doc) or verb.lemma_.lower() in _GIVING or not any(c.dep_ in ("det", "nmod:poss") for c in token.children):
        return
    noun = doc[token.i + 1]
    if noun.head != verb or noun.dep_ != "obj" or {token.pos_, noun.pos_} != {"NOUN"} or any(c.i < noun.i for c in noun.children):
        return
    for child in token.children:
        if child.i < token.i:
            arcs.hang(child.i, noun.i, child.dep_)
    arcs.hang(token.i, noun.i, "compound")


def _named(token: Token, arcs: Arcs) -> None:
    """"The army named X as president": whom it names is the object."""
    verb = token.head
    bare = token.pos_ == "PROPN" and not any(c.dep_ in ("cop", "mark", "case") for c in token.children)
    if bare and verb.lemma_.lower() in _NAMING and not any(c.dep_ == "obj" for c in verb.children):
        arcs.hang(token.i, verb.i, "obj")


def _source(token: Token, arcs: Arcs) -> None:
    """"According to Reuters, citing two officials, ...": the preposition belongs to the name behind it."""
    if token.i + 2 >= len(token.doc) or token.doc[token.i + 1].lower_ != "to":
        return
    following = token.doc[token.i + 2 : min(token.i + 2 + _NEAR, token.sent.end)]
    noun = next((t for t in following if t.pos_ in ("NOUN", "PROPN", "PRON") and t.dep_ not in ("compound", "amod", "nmod:poss", "nmod:desc")), None)
    if noun is None or arcs.heads[token.i] == noun.i:
        return
    if arcs.labels[noun.i] in ("obl", "nmod", "obj", "nsubj") and arcs.hang(token.i, noun.i, "case"):
        arcs.labels[noun.i] = "obl"


def _agent(token: Token, arcs: Arcs) -> None:
    """"annulled a vote won by X", "imposed on Belarus by the EU": the agent belongs to the participle, not to what stands between."""
    case = next((c for c in token.children if c.dep_ == "case" and c.lower_ == "by"), None)
    if case is None or case.i == 0:
        return
    before = token.doc[case.i - 1]
    free = before.dep_ in ("acl", "advcl") and before.tag_ == "VBN" and not any(c.dep_ == "obl:agent" for c in before.children)
    if free and before.i != token.head.i:
        arcs.hang(token.i, before.i, "obl:agent")
        return
    verb = token.head.head
    passive = any(c.dep_ == "aux:pass" for c in verb.children) and not any(c.dep_ == "obl:agent" for c in verb.children)
    if token.dep_ == "nmod" and token.head.ent_type_ and token.ent_type_ and passive:
        arcs.hang(token.i, verb.i, "obl:agent")


def _rejoin(doc: Doc, arcs: Arcs) -> None:
    """No sentence begins behind a comma or behind a word that no mark closes ("Chinese Vice Premier | He Lifeng met")."""
    roots = [i for i, head in enumerate(arcs.heads) if head == i]
    for sentence in list(doc.sents)[1:]:
        before = doc[sentence.start - 1]
        if before.text not in _INNER and (before.is_punct or before.is_space or not before.text[-1:].isalnum()):
            continue
        mine = next((i for i in roots if sentence.start <= i < sentence.end), None)
        above = max((i for i in roots if i < sentence.start), default=None)
        if mine is None or above is None:
            continue
        fragment = not any(t.tag_ in FINITE for t in doc[above].sent)
        lower, upper, label = mine, above, "parataxis"
        if fragment and before.text not in _INNER:
            name = doc[sentence.start]
            lower, upper, label = (above, name.i, "nmod:desc") if name.ent_type_ == "PERSON" else (above, mine, "dep")
        if arcs.hang(lower, upper, label):
            roots.remove(lower)
