"""Who says so: the speaker chain of a predicate, outermost speaker first ("according to CNBC, citing Xinhua")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.extractors import ud
from graph.extractors.mentions import Words, owner_token
from graph.extractors.qualifiers import failed, is_negated
from graph.extractors.subjects import find_subject
from graph.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ontology.lexicon import Lexicon

_LIMIT = 30
_ANNOUNCING = frozenset({"announce", "report", "declare", "confirm"})
_TELLING = frozenset({"warn", "rule", "caution", "predict", "complain", "claim", "allege", "boast", "lament", "quip", "forecast", "project", "calculate", "determine", "reckon", "hint", "imply", "protest", "object", "counter", "assure", "inform", "notify", "remind"})


def speakers(token: Token, words: Words, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The mentions of those on whose word the clause or noun ``token`` stands, nearest to the article first."""
    chain: list[Token] = []
    current, came, steps = token, token, 0
    while steps < _LIMIT:
        chain = _around(current, lexicon, own=current == token, came=came) + chain
        if current == token:
            chain = [t for t in _source_of_sentence(token, words) if t not in chain] + chain
        head = current.head
        if head == current or _set_against(current):
            break
        if current.dep_ in ud.ADNOMINAL_CLAUSE and _claims(head, current, lexicon):
            owner = owner_token(head)
            chain = ([owner] if owner is not None else []) + chain
        if _content_of(current, head, token, lexicon):
            chain = _speaker(head) + _cited(head) + chain
        current, came, steps = head, current, steps + 1
    unique = list(dict.fromkeys(t.i for t in chain if t.i != token.i and not _pronoun_subject(t)))
    return tuple(words.mention(token.doc[i]) for i in unique)


def _set_against(clause: Token) -> bool:
    """"X said it would leave, but troops stayed": behind a comma and "but" the article speaks again."""
    joint = next((c for c in ud.children(clause, ("cc",)) if c.lower_ in ("but", "yet")), None)
    own = ud.child(clause, ud.SUBJECT | ud.SUBJECT_PASSIVE)
    return clause.dep_ == "conj" and joint is not None and joint.i > 0 and clause.doc[joint.i - 1].text == "," and own is not None


def _content_of(clause: Token, verb: Token, token: Token, lexicon: Lexicon) -> bool:
    """Whether ``verb`` says ``clause``: its content clause, or the noun itself that stands as its object."""
    if clause.dep_ == "ccomp" and _rules(verb):
        return True
    if ud.quotes(verb, clause):
        return True
    told = clause.dep_ in ("obj", "nsubj:pass") and (clause == token or verb.lemma_.lower() in _ANNOUNCING)
    content = clause.dep_ in ("ccomp", "parataxis", "xcomp") or told
    return content and _says(verb, lexicon) and not is_negated(verb) and not failed(verb, lexicon)


def _pronoun_subject(token: Token) -> bool:
    return token.lower_ in ("it", "which", "that", "who")


def _says(verb: Token, lexicon: Lexicon) -> bool:
    if verb.pos_ != "VERB":
        return False
    lemma, added = verb.lemma_.lower(), ud.child(verb, ("compound:prt",))
    phrasal = added is not None and lexicon.cue_kind(f"{lemma} {added.lower_}", "verb") == "says"
    return phrasal or lexicon.cue_kind(lemma, "verb") == "says"


def _claims(noun: Token, clause: Token, lexicon: Lexicon) -> bool:
    """"Bessent's warning that talks had stalled": whoever owns the noun says the clause."""
    told = any(c.lower_ == "that" for c in ud.children(clause, ("mark",)))
    return told and noun.pos_ == "NOUN" and bool(lexicon.cue_kind(noun.lemma_.lower(), "noun"))


def _rules(verb: Token) -> bool:
    """Verbs that are acts by themselves, and say so with a clause ("warned that ...", "ruled that ...")."""
    return verb.pos_ == "VERB" and verb.lemma_.lower() in _TELLING


def _speaker(verb: Token) -> list[Token]:
    """Who says it; "Trump was told" and "Israel is said to" name somebody else as subject."""
    found = ud.child(verb, ud.AGENT) if ud.is_passive(verb) else find_subject(verb)[0]
    return [found] if found is not None and found.pos_ in ud.NOMINAL else []


def _around(token: Token, lexicon: Lexicon, *, own: bool, came: Token) -> list[Token]:
    """Speakers named beside the clause of ``token``, but for the branch ``came``: "according to X", "X said" as an aside, "citing Y"."""
    found: list[Token] = []
    for child in ud.below(token):
        if child == came:
            continue
        if child.dep_ in ud.OBLIQUE and ud.marker(child) in ud.ACCORDING:
            found += [child, *_cited(child)]
        elif _aside(child) and _says(child, lexicon) and not is_negated(child) and not ud.children(child, ("ccomp",)) and child.i > token.i:
            found += [*_speaker(child), *_cited(child)] if ud.child(child, ud.SUBJECT) is not None else []
    cites = not (own and _says(token, lexicon)) and not ud.cites(came) and not ud.cites(token)
    return found + (_cited(token) if cites and (own or token.pos_ == "VERB") else [])


def _source_of_sentence(token: Token, words: Words) -> list[Token]:
    """Whoever vouches for the sentence counts for each of its clauses, wherever the phrase hangs: before a final one, behind a first one."""
    return next(([word, *_cited(word)] for word in words.sources(ud.sentence(token)) if word.i > token.i or word.doc[word.i + 1].text == ":"), [])


def _aside(clause: Token) -> bool:
    """"..., officials said" and "as officials said"; "as Trump announced tariffs" says nothing of what stands beside it."""
    start = clause.left_edge.i
    if start and clause.doc[start - 1].text == ";":
        return False
    loose = clause.dep_ == "ccomp" and start > clause.head.i and clause.doc[start - 1].is_punct
    marked = clause.dep_ == "advcl" and any(c.lower_ == "as" for c in ud.children(clause, ("mark",)))
    bare = ud.child(clause, (*ud.OBJECT, *ud.INDIRECT, *ud.CLAUSE)) is None
    return clause.dep_ == "parataxis" or loose or (marked and bare)


def _cited(token: Token) -> list[Token]:
    """Those cited in a participle that hangs on ``token`` ("CNBC reported, citing Xinhua")."""
    found = []
    for child in ud.children(token, ("advcl", "acl", "parataxis", "xcomp", "dep")):
        if ud.cites(child):
            source = ud.child(child, ud.OBJECT)
            if source is not None:
                found.append(source)
    return found

