"""Mends a parse where it loses who speaks: "..., Foreign Minister X said" and "...," said X, the minister.

A parser that sees little news reads the speaker as one more noun of the clause before the comma. What stands between
the last comma and the verb of saying is the speaker, whatever arcs were drawn there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.extractors import ud
from graph.extractors.mending.arcs import Arcs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

_SAYING = frozenset(
    ["said", "says", "told", "tells", "announced", "reported", "added", "stressed", "warned", "argued", "stated", "noted", "explained", "insisted", "declared", "confirmed", "claimed", "wrote", "acknowledged", "admitted", "recalled", "replied", "tweeted", "posted", "emphasised", "emphasized", "asserted", "remarked", "observed", "concluded", "maintained", "reports", "announces", "warns"]
)
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADP", "PART", "NUM", "CCONJ", "X"})
_HEADS = frozenset({"NOUN", "PROPN", "PRON"})
_QUOTES = frozenset("\"“”'’")
_LONGEST = 16


@dataclass(frozen=True, slots=True)
class _Aside:
    """A verb of saying, its speaker, the tokens ``start`` to ``stop`` that name the speaker, and where the content ends."""

    verb: Token
    speaker: Token
    start: int
    stop: int
    comma: int


def give_speakers(doc: Doc) -> None:
    """Hang each speaker on its verb, and the verb beside what is said, in place."""
    asides = [a for s in doc.sents if (a := _aside(s)) is not None and not _fine(a)]
    if not asides:
        return
    arcs = Arcs(doc)
    for aside in asides:
        _rewire(aside, arcs)
    arcs.write()


def _aside(sentence: Sentence) -> _Aside | None:
    for verb in reversed(list(sentence)):
        if verb.lower_ not in _SAYING or verb.tag_ not in ("VBD", "VBZ", "VBN"):
            continue
        return _before(verb, sentence) or _behind(verb, sentence)
    return None


def _before(verb: Token, sentence: Sentence) -> _Aside | None:
    """"..., presidential spokesperson Ibrahim Kalin stressed"."""
    doc, first = verb.doc, verb.i
    while first > sentence.start and verb.i - first <= _LONGEST and (doc[first - 1].pos_ in _NOMINAL or _inside_name(doc[first - 1])):
        first -= 1
    comma = _comma(doc, first, sentence)
    own = next((c for c in verb.children if c.dep_ == "nsubj" and first <= c.i < verb.i), None)
    speaker = own if own is not None else _head(list(doc[first : verb.i]))
    fits = comma >= 0 and speaker is not None and doc[first].pos_ != "CCONJ" and not _finite(doc, verb.i + 1, sentence.end)
    return _Aside(verb, speaker, first, verb.i, comma) if fits and speaker is not None else None


def _behind(verb: Token, sentence: Sentence) -> _Aside | None:
    """"...," said Iranian Foreign Minister Abbas Araghchi."""
    doc, last = verb.doc, verb.i + 1
    comma = _comma(doc, verb.i, sentence, headline=True)
    while last < sentence.end and (doc[last].pos_ in _NOMINAL - {"ADP"} or _inside_name(doc[last])):
        last += 1
    speaker = _head(list(doc[verb.i + 1 : last]))
    return _Aside(verb, speaker, verb.i + 1, last, comma) if comma >= 0 and speaker is not None else None


def _comma(doc: Doc, place: int, sentence: Sentence, *, headline: bool = False) -> int:
    """The comma (or closing quotation mark) right before ``place`` with a finite clause before it (in a headline, any verb), or -1."""
    mark = place - 1
    if mark <= sentence.start or not (doc[mark].text == "," or (doc[mark].text in _QUOTES and doc[mark - 1].text in ",?!")):
        return -1
    told = _finite(doc, sentence.start, mark) or (headline and any(t.pos_ == "VERB" for t in doc[sentence.start : mark]))
    return mark if told else -1


def _finite(doc: Doc, start: int, end: int) -> bool:
    """Whether a finite verb stands among these tokens."""
    return any(t.tag_ in ud.FINITE for t in doc[start:end])


def _inside_name(token: Token) -> bool:
    return token.ent_type_ in ("PERSON", "ORG", "GPE") and token.text != ","


def _head(tokens: list[Token]) -> Token | None:
    """The last person named before the first preposition or "and", who owns nothing behind; else the head noun there."""
    stop = next((n for n, t in enumerate(tokens) if t.pos_ in ("ADP", "CCONJ") and n and tokens[n - 1].pos_ in _HEADS), len(tokens))
    own = tokens[: stop]
    last = max((n for n, t in enumerate(own) if t.lower_ in ("'s", "’s")), default=-1)
    persons = [t for t in own[last + 1 :] if t.ent_type_ == "PERSON"]
    if persons:
        return next((t for t in persons if t.ent_iob_ == "B"), persons[0])
    return next((t for t in reversed(own) if t.pos_ in _HEADS), None)


def _fine(aside: _Aside) -> bool:
    """Whether the parse already says so, or says that the clause before the comma is nobody's word."""
    verb = aside.verb
    others = [c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass") and not aside.start <= c.i < aside.stop]
    if others:
        return any(_set_off(c) for c in others)
    if verb.dep_ == "conj" and any(c.dep_ == "cc" and c.i <= aside.start for c in verb.children):
        return True
    if any(c.dep_ == "advcl" and c.i < aside.comma and any(g.dep_ in ("mark", "advmod") and g.i < c.i for g in c.children) for c in verb.children):
        return True
    if verb.lower_ not in ("told", "tells") and any(c.dep_ == "obj" and c.i >= aside.stop for c in verb.children):
        return True
    own = any(c.dep_ == "nsubj" and aside.start <= c.i < aside.stop for c in verb.children)
    content = verb.dep_ in ("parataxis", "ccomp") or any(c.dep_ in ("ccomp", "parataxis") and c.i < aside.comma for c in verb.children)
    return own and content


def _set_off(subject: Token) -> bool:
    """Whether a comma or a relative clause follows a subject ("China, which opposes the tariffs, announced ...")."""
    joined = [subject, *(t for t in subject.subtree if t.dep_ in ("conj", "flat", "compound", "cc") and t.head.i <= t.i)]
    after = subject.doc[max(t.i for t in joined) + 1 : max(t.i for t in joined) + 2]
    return any(t.is_punct or t.lower_ in ("who", "which", "that", "whose") for t in after)


def _rewire(aside: _Aside, arcs: Arcs) -> None:
    doc, heads, labels, verb = arcs.doc, arcs.heads, arcs.labels, aside.verb.i
    sentence = doc[aside.comma].sent
    content, inside = range(sentence.start, aside.comma), range(aside.start, aside.stop)
    tops = [i for i in content if heads[i] not in content or heads[i] == i]
    verbs = [i for i in tops if doc[i].pos_ in ("VERB", "AUX") or any(c.dep_ == "cop" for c in doc[i].children)]
    if not tops:
        return
    root = next((i for i in verbs if heads[i] == i), (verbs or tops)[0])
    arcs.hang(root, root, "ROOT")
    for i in tops:
        if i != root:
            arcs.hang(i, root, labels[i] if labels[i] != "ROOT" else "parataxis")
    arcs.hang(verb, root, "parataxis")
    arcs.hang(aside.speaker.i, verb, "nsubj")
    for i in range(aside.comma, sentence.end):
        if i in (verb, aside.speaker.i) or doc[i].is_punct:
            continue
        if i in inside and heads[i] not in inside:
            arcs.hang(i, aside.speaker.i, labels[i] if labels[i] in ("case", "det", "amod", "nmod:poss") else "compound")
        elif i not in inside and (heads[i] in content or heads[i] == i):
            arcs.hang(i, verb, labels[i] if labels[i] != "ROOT" else "dep")
