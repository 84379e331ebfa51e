"""Verbal and copular clauses -> triples: passive undone, conjuncts, control, relative and participial clauses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from graph.extractors import ud
from graph.extractors.drafts import Draft
from graph.extractors.lemmas import particle
from graph.extractors.mentions import Words, counted
from graph.extractors.nominals import noun_lemma
from graph.extractors.qualifiers import qualify
from graph.extractors.subjects import antecedent, find_subject, own_subject
from graph.extractors.wording import wordings
from graph.model import Argument, Predicate, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

    from ontology.lexicon import Lexicon



_TIES = frozenset({"relation", "tie", "link", "contact"})
_Kind = Literal["phrase", "clause", "inner"]


@dataclass(slots=True)
class _Frame:
    """The tokens that fill the slots of one clause."""

    subject: Token | None = None
    rule: str = "none"
    slots: list[tuple[str, Token, _Kind]] = field(default_factory=list)


def clauses(sentence: Sentence, words: Words, lexicon: Lexicon) -> list[Draft]:
    """One draft for each verb or copular predicate of ``sentence`` that has at least one argument."""
    drafts = []
    for token in sentence:
        if ud.is_verb(token):
            if any(ud.completes(c) for c in ud.children(token, ("xcomp",))):
                continue
            frame = _verb_frame(token, lexicon)
            pos: Literal["verb", "adj", "noun"] = "verb"
        elif ud.child(token, ("cop",)) is not None or ud.completes(token):
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
    arguments = tuple(_argument(slot, filler, kind, words) for slot, filler, kind in frame.slots)
    lemma = token.lemma_.lower()
    phrasal = particle(token, lemma, lexicon) if pos == "verb" else None
    return Draft(
        anchor=token.i,
        governor=governor(token),
        sentence=words.span(ud.sentence(token).start, ud.sentence(token).end),
        predicate=Predicate(_predicate_span(token, words), lemma, pos, phrasal.lower_ if phrasal is not None else ""),
        subject=subject,
        arguments=arguments,
        extractor="clauses",
        rule=f"{'copula' if pos != 'verb' else 'verb'}:{frame.rule}",
        how=how,
        wordings=wordings(token, words, phrasal),
    )


def _argument(slot: str, filler: Token, kind: _Kind, words: Words) -> Argument:
    if kind != "clause":
        return words.argument(slot, filler, inner=kind == "inner")
    indices = sorted(t.i for t in ud.subtree(filler))
    span = words.span(indices[0], indices[-1] + 1)
    subject = own_subject(filler)
    if subject is None and filler.dep_ == "xcomp" and ud.child(filler.head, ud.OBJECT) is not None:
        moved, _ = find_subject(filler)
        subject = moved if moved is not None and moved.dep_ in ud.OBJECT else None
    members = (words.mention(subject),) if subject is not None and subject.pos_ in ud.NOMINAL else ()
    return Argument(slot, span, words.mention(filler), members, clause=True)


def _predicate_span(token: Token, words: Words) -> Span:
    """The verb with its particle, and its auxiliaries and negation where they stand next to it."""
    start, end = token.i, token.i + 1
    near = {c.i for c in ud.below(token) if c.dep_ in (*ud.AUXILIARY, "cop", "compound:prt") or (c.dep_ == "advmod" and c.lower_ in ("not", "n't", "never"))}
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
            frame.slots += [(ud.marker(t) or slot, antecedent(t), "phrase") for t in ud.children(verb, label)]
        if not any(s == "obj" for s, _, _ in frame.slots):
            frame.slots = [("obj" if s == "iobj" else s, t, c) for s, t, c in frame.slots]
        if not any(s == "obj" for s, _, _ in frame.slots):
            _shared_or_relative_object(verb, frame)
    _obliques(verb, frame, passive)
    _object_phrases(verb, frame, lexicon)
    frame.slots += [("clause", t, "clause") for t in (*ud.children(verb, ud.CLAUSE), *_kept_from(verb))]
    return frame


def _kept_from(verb: Token) -> list[Token]:
    """"barred him from entering": what somebody is kept from, where the parser takes it for a circumstance."""
    return [t for t in ud.children(verb, ("advcl",)) if t.tag_ == "VBG" and any(c.lower_ == "from" for c in ud.children(t, ("mark",)))]


def _passive_core(verb: Token, frame: _Frame) -> None:
    agent = ud.child(verb, ud.AGENT) or next((t for t in ud.children(verb, ("obl",)) if ud.marker(t) == "by" and t.pos_ in ud.NOMINAL), None)
    frame.subject, frame.rule = agent, "passive"
    patient, _ = find_subject(verb)
    if patient is None and verb.dep_ in ud.ADNOMINAL_CLAUSE:
        patient = verb.head
    if patient is not None:
        frame.slots.append(("obj", patient, "phrase"))
    frame.slots += [("iobj" if patient is not None else "obj", t, "phrase") for t in ud.children(verb, ud.OBJECT)]


def _obliques(verb: Token, frame: _Frame, passive: bool) -> None:
    for oblique in ud.children(verb, ud.OBLIQUE):
        slot = ud.marker(oblique)
        if not slot or slot in ud.ACCORDING or oblique.dep_ in ud.UNMARKED or oblique.pos_ not in ud.NOMINAL or (passive and oblique == frame.subject):
            continue
        frame.slots.append((slot, antecedent(oblique), "phrase"))


def _object_phrases(verb: Token, frame: _Frame, lexicon: Lexicon) -> None:
    """What hangs on the object as a phrase is visible as a slot of the verb too ("imposed sanctions on Iran").

    It is the verb's own only behind the verb: "the deal with Tirana was challenged" challenges nobody with Tirana.
    """
    for slot, token, _ in list(frame.slots):
        acts = slot == "obj" or (slot in ("in", "into", "to", "at", "for", "on", "with") and bool(lexicon.frames("noun", token.lemma_.lower())))
        if not acts:
            continue
        for phrase in (p for t in ud.conjuncts(token) for h in {t.i: t, counted(t).i: counted(t)}.values() for p in ud.children(h, ud.ADNOMINAL)):
            name = ud.marker(phrase)
            if name and name != "of" and phrase.i > token.i and (slot == "obj" or all(s != name for s, _, _ in frame.slots)):
                frame.slots.append((name, phrase, "phrase" if slot == "obj" and phrase.i > verb.i and (noun_lemma(token, lexicon) or token.lemma_.lower() in _TIES) else "inner"))


def _shared_or_relative_object(verb: Token, frame: _Frame) -> None:
    content = any(c.lower_ == "that" for c in ud.children(verb, ("mark",)))
    if verb.dep_ in ud.RELATIVE and own_subject(verb) is not None and not content and not ud.children(verb, ud.CLAUSE):
        pronoun = any(c.lower_ in ud.RELATIVE_PRONOUNS and c.dep_ in ud.SUBJECT for c in ud.below(verb))
        stranded = any(c.dep_ == "obl" for c in ud.below(verb) if c.lower_ in ud.RELATIVE_PRONOUNS)
        if not pronoun and not stranded and verb.head.pos_ in ud.NOMINAL and not _intransitive(verb):
            frame.slots.append(("obj", verb.head, "phrase"))
        return
    for joined in ud.children(verb, ("conj",)):
        shared = ud.child(joined, ud.OBJECT)
        between = verb.doc[verb.i + 1 : joined.i]
        if joined.pos_ == "VERB" and shared is not None and all(t.pos_ in ("CCONJ", "ADV", "PUNCT", "AUX") for t in between):
            frame.slots.append(("obj", shared, "phrase"))
            return


def _intransitive(verb: Token) -> bool:
    return any(c.dep_ in ("obl", "advmod") and not ud.marker(c) and c.lower_ in ("when", "where", "why") for c in ud.below(verb))


def _copula_frame(token: Token) -> _Frame:
    frame = _Frame()
    frame.subject, frame.rule = find_subject(token)
    for phrase in ud.children(token, ud.OBLIQUE):
        slot = ud.marker(phrase)
        if slot and phrase.i > token.i and phrase.pos_ in ud.NOMINAL:
            frame.slots.append((slot, phrase, "phrase"))
    if token.pos_ != "ADJ":
        frame.slots.insert(0, ("obj", token, "phrase"))
    return frame


def governor(token: Token) -> int:
    """Index of the predicate whose content the clause of ``token`` is, or -1."""
    current = token
    while current.dep_ == "conj" and current.head != current and (ud.put_like(current) or current.pos_ not in ("VERB", "AUX")):
        current = current.head
    if current.dep_ in ud.CLAUSE and current.head != current:
        return int(current.head.i)
    marks = [c.lower_ for c in ud.below(current) if c.dep_ == "mark"]
    if current.dep_ == "advcl" and {*ud.COMPLEMENT, "to"} & set(marks):
        return int(current.head.i)
    if current.dep_ == "acl" and current.head.pos_ == "NOUN" and "to" in marks:
        return int(current.head.i)
    return -1
