"""Verbal and copular clauses -> triples: passive undone, conjuncts, control, relative and participial clauses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from graph.extractors import ud
from graph.extractors.drafts import Draft
from graph.extractors.lemmas import particle, verb_lemma
from graph.extractors.mentions import Words, counted
from graph.extractors.qualifiers import qualify
from graph.model import Argument, Predicate, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

    from ontology.lexicon import Lexicon

_OBJECT_CONTROL = frozenset(
    ["urge", "ask", "tell", "order", "force", "allow", "persuade", "press", "pressure", "push", "invite", "want", "expect", "warn", "call", "command", "compel", "convince", "welcome", "direct", "enable", "encourage", "instruct", "oblige", "permit", "request", "require", "help", "let", "make", "lead", "get", "appeal"]
)
_SURE = {"nsubj": 0.92, "passive": 0.9, "relative": 0.82, "conjunct": 0.82, "control": 0.8, "participle": 0.72, "noun": 0.72, "none": 0.6}


@dataclass(slots=True)
class _Frame:
    """The tokens that fill the slots of one clause."""

    subject: Token | None = None
    rule: str = "none"
    slots: list[tuple[str, Token, bool]] = field(default_factory=list)


def clauses(sentence: Sentence, words: Words, lexicon: Lexicon) -> list[Draft]:
    """One draft for each verb or copular predicate of ``sentence`` that has at least one argument."""
    drafts = []
    for token in sentence:
        if ud.is_verb(token):
            frame = _verb_frame(token, lexicon)
            pos: Literal["verb", "adj", "noun"] = "verb"
        elif ud.child(token, ("cop",)) is not None:
            frame = _copula_frame(token)
            pos = "adj" if token.pos_ == "ADJ" else "noun"
        else:
            continue
        if frame.subject is None and not frame.slots:
            continue
        drafts.append(_draft(token, frame, pos, words, lexicon))
    return drafts


def _draft(token: Token, frame: _Frame, pos: Literal["verb", "adj", "noun"], words: Words, lexicon: Lexicon) -> Draft:
    how = qualify(token, lexicon)
    subject = words.argument("subj", frame.subject) if frame.subject is not None else None
    arguments = tuple(_argument(slot, filler, clause, words) for slot, filler, clause in frame.slots)
    lemma = verb_lemma(token, lexicon) if pos == "verb" else token.lemma_.lower()
    phrasal = particle(token, lemma, lexicon) if pos == "verb" else None
    return Draft(
        anchor=token.i,
        governor=governor(token),
        sentence=words.span(token.sent.start, token.sent.end),
        predicate=Predicate(_predicate_span(token, words), lemma, pos, phrasal.lower_ if phrasal is not None else ""),
        subject=subject,
        arguments=arguments,
        extractor="clauses",
        rule=f"{'copula' if pos != 'verb' else 'verb'}:{frame.rule}",
        how=how,
        confidence=_SURE.get(frame.rule, 0.6),
    )


def _argument(slot: str, filler: Token, clause: bool, words: Words) -> Argument:
    if not clause:
        return words.argument(slot, filler)
    indices = sorted(t.i for t in ud.subtree(filler))
    span = words.span(indices[0], indices[-1] + 1)
    subject = _own_subject(filler)
    members = (words.mention(subject),) if subject is not None and subject.pos_ in ud.NOMINAL else ()
    return Argument(slot, span, words.mention(filler), members, clause=True)


def _predicate_span(token: Token, words: Words) -> Span:
    """The verb with its particle, and its auxiliaries and negation where they stand next to it."""
    start, end = token.i, token.i + 1
    near = {c.i for c in token.children if c.dep_ in (*ud.AUXILIARY, "cop", "compound:prt") or (c.dep_ == "advmod" and c.lower_ in ("not", "n't", "never"))}
    while start - 1 in near:
        start -= 1
    while end in near:
        end += 1
    return words.span(start, end)


# ---------------------------------------------------------------- verbs


def _verb_frame(verb: Token, lexicon: Lexicon) -> _Frame:
    frame = _Frame()
    passive = ud.is_passive(verb)
    if passive:
        _passive_core(verb, frame)
    else:
        frame.subject, frame.rule = find_subject(verb)
        for label, slot in ((ud.OBJECT, "obj"), (ud.INDIRECT, "iobj")):
            frame.slots += [(ud.marker(t) or slot, _antecedent(t), False) for t in ud.children(verb, label)]
        if not any(s == "obj" for s, _, _ in frame.slots):
            frame.slots = [("obj" if s == "iobj" else s, t, c) for s, t, c in frame.slots]
        if not any(s == "obj" for s, _, _ in frame.slots):
            _shared_or_relative_object(verb, frame)
    _obliques(verb, frame, passive)
    _object_phrases(frame, lexicon)
    frame.slots += [("clause", t, True) for t in ud.children(verb, ud.CLAUSE)]
    return frame


def _passive_core(verb: Token, frame: _Frame) -> None:
    agent = ud.child(verb, ud.AGENT) or next((t for t in ud.children(verb, ("obl",)) if ud.marker(t) == "by" and t.pos_ in ud.NOMINAL), None)
    frame.subject, frame.rule = agent, "passive"
    patient, _ = find_subject(verb)
    if patient is None and verb.dep_ in ud.ADNOMINAL_CLAUSE:
        patient = verb.head
    if patient is not None:
        frame.slots.append(("obj", patient, False))
    frame.slots += [("iobj" if patient is not None else "obj", t, False) for t in ud.children(verb, ud.OBJECT)]


def _obliques(verb: Token, frame: _Frame, passive: bool) -> None:
    for oblique in ud.children(verb, ud.OBLIQUE):
        slot = ud.marker(oblique)
        if not slot or oblique.dep_ in ud.UNMARKED or oblique.pos_ not in ud.NOMINAL or (passive and oblique == frame.subject):
            continue
        frame.slots.append((slot, _antecedent(oblique), False))


def _object_phrases(frame: _Frame, lexicon: Lexicon) -> None:
    """What hangs on the object as a phrase is visible as a slot of the verb too ("imposed sanctions on Iran")."""
    for slot, token, _ in list(frame.slots):
        acts = slot == "obj" or (slot in ("in", "into", "to", "at", "for", "on", "with") and bool(lexicon.frames("noun", token.lemma_.lower())))
        if not acts:
            continue
        for phrase in (p for t in ud.conjuncts(token) for h in {t.i: t, counted(t).i: counted(t)}.values() for p in ud.children(h, ud.ADNOMINAL)):
            name = ud.marker(phrase)
            if name and name != "of" and phrase.i > token.i:
                frame.slots.append((name, phrase, False))


def _shared_or_relative_object(verb: Token, frame: _Frame) -> None:
    if verb.dep_ in ud.RELATIVE and _own_subject(verb) is not None and not ud.children(verb, ud.CLAUSE):
        pronoun = any(c.lower_ in ud.RELATIVE_PRONOUNS and c.dep_ in ud.SUBJECT for c in verb.children)
        stranded = any(c.dep_ == "obl" for c in verb.children if c.lower_ in ud.RELATIVE_PRONOUNS)
        if not pronoun and not stranded and verb.head.pos_ in ud.NOMINAL and not _intransitive(verb):
            frame.slots.append(("obj", verb.head, False))
        return
    for joined in ud.children(verb, ("conj",)):
        shared = ud.child(joined, ud.OBJECT)
        between = verb.doc[verb.i + 1 : joined.i]
        if joined.pos_ == "VERB" and shared is not None and all(t.pos_ in ("CCONJ", "ADV", "PUNCT", "AUX") for t in between):
            frame.slots.append(("obj", shared, False))
            return


def _intransitive(verb: Token) -> bool:
    return any(c.dep_ in ("obl", "advmod") and not ud.marker(c) and c.lower_ in ("when", "where", "why") for c in verb.children)


def find_subject(verb: Token) -> tuple[Token | None, str]:
    """Who does it: the subject of ``verb``, else the one it shares, and by which rule it was found."""
    own = _own_subject(verb)
    if own is not None:
        if own.lower_ in ud.RELATIVE_PRONOUNS and own.pos_ in ("PRON", "SCONJ", "DET"):
            noun = _relative_head(verb)
            return (noun, "relative") if noun is not None else (None, "none")
        return own, "nsubj"
    head = verb.head
    if head == verb:
        return None, "none"
    before = verb.doc[verb.i - 1] if verb.i > verb.sent.start else verb
    if verb.dep_ == "conj" and before.ent_type_ in ("GPE", "PERSON", "ORG") and before.dep_ in ud.OBJECT and before.head.pos_ == "VERB":
        return before, "nsubj"
    if verb.dep_ == "conj" and (head.pos_ in ("VERB", "AUX") or ud.child(head, ("cop",)) is not None):
        found, _ = find_subject(head)
        if found is not None and ud.is_passive(head) != ud.is_passive(verb) and ud.is_passive(verb):
            return found, "conjunct"
        if ud.is_passive(head) and not ud.is_passive(verb):
            return found, "conjunct"
        return found, "conjunct"
    if verb.dep_ == "xcomp" and head.pos_ in ("VERB", "ADJ", "AUX"):
        return _controller(head)
    if verb.dep_ == "advcl" and head.pos_ in ("VERB", "AUX") and not _absolute(verb):
        target = ud.child(head, ud.OBJECT)
        if target is not None and any(c.dep_ == "mark" and c.lower_ in ("of", "for", "from", "into") for c in verb.children):
            return target, "control"
        found, _ = _doer(head)
        return found, "participle"
    if verb.dep_ in ("acl", "acl:relcl") and head.pos_ in ud.NOMINAL:
        return _adnominal_subject(verb, head)
    return None, "none"


def _own_subject(verb: Token) -> Token | None:
    return ud.child(verb, ud.SUBJECT | ud.SUBJECT_PASSIVE)


def _doer(head: Token) -> tuple[Token | None, str]:
    """The one who acts in the clause of ``head``: its agent if it is passive and has one."""
    agent = ud.child(head, ud.AGENT)
    return (agent, "passive") if agent is not None else find_subject(head)


def _controller(head: Token) -> tuple[Token | None, str]:
    target = ud.child(head, ud.OBJECT) or ud.child(head, ud.INDIRECT)
    if target is None and head.lemma_.lower() in ("call", "appeal"):
        target = next((t for t in ud.children(head, ("obl",)) if ud.marker(t) in ("on", "upon", "to", "for")), None)
    if target is not None and head.lemma_.lower() in _OBJECT_CONTROL:
        return target, "control"
    found, _ = find_subject(head)
    return found, "control"


def _adnominal_subject(verb: Token, noun: Token) -> tuple[Token | None, str]:
    """"the army fighting rebels": the noun; "a plan to lift tariffs": whoever owns the plan."""
    if "Ger" in verb.morph.get("VerbForm", []) or verb.tag_ == "VBG":
        return noun, "participle"
    if any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children):
        owner = ud.child(noun, ud.POSSESSIVE)
        if owner is not None:
            return owner, "noun"
        if noun.dep_ in ud.OBJECT and noun.head.pos_ == "VERB":
            found, _ = find_subject(noun.head)
            return found, "noun"
    return None, "none"


def _absolute(verb: Token) -> bool:
    """Whether an adverbial clause has a mark that gives it a subject of its own elsewhere."""
    return any(c.dep_ == "mark" and c.lower_ in ("that", "if", "because") for c in verb.children)


def _relative_head(verb: Token) -> Token | None:
    current, steps = verb, 0
    while steps < 20 and current.dep_ in ("conj", "acl:relcl", "acl", "xcomp", "ccomp", "parataxis"):
        if current.dep_ in ud.ADNOMINAL_CLAUSE:
            return current.head if current.head.pos_ in ud.NOMINAL else None
        current, steps = current.head, steps + 1
    return None


def _antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for, else ``token`` itself."""
    if token.lower_ in ("who", "whom", "which", "that") and token.pos_ == "PRON" and token.head.dep_ in ud.RELATIVE:
        return token.head.head
    return token


# ---------------------------------------------------------------- copulas, governors


def _copula_frame(token: Token) -> _Frame:
    frame = _Frame()
    frame.subject, frame.rule = find_subject(token)
    for phrase in ud.children(token, ud.OBLIQUE):
        slot = ud.marker(phrase)
        if slot and phrase.i > token.i and phrase.pos_ in ud.NOMINAL:
            frame.slots.append((slot, phrase, False))
    if token.pos_ != "ADJ":
        frame.slots.insert(0, ("obj", token, False))
    return frame


def governor(token: Token) -> int:
    """Index of the predicate whose content the clause of ``token`` is, or -1."""
    current = token
    while current.dep_ == "conj" and current.head != current:
        current = current.head
    if current.dep_ in ud.CLAUSE and current.head != current:
        return int(current.head.i)
    marks = [c.lower_ for c in current.children if c.dep_ == "mark"]
    if current.dep_ == "advcl" and ("of" in marks or "for" in marks or "against" in marks or "from" in marks):
        return int(current.head.i)
    if current.dep_ == "acl" and current.head.pos_ == "NOUN" and "to" in marks:
        return int(current.head.i)
    return -1
