"""Whether, how and when: negation, modality, tense and date words of a predicate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from graph.extractors import ud
from graph.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ontology.lexicon import Lexicon

Tense = Literal["past", "present", "future", ""]
_NEGATORS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "cannot", "without"})
_WILL = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_MAY = frozenset({"may", "might", "could", "can", "ca"})
_OUGHT = frozenset({"must", "should"})
_IF = frozenset({"if", "unless", "whether", "should", "provided"})
_UNCERTAIN = frozenset({"reportedly", "allegedly", "perhaps", "possibly", "probably", "likely", "maybe"})
_DENIES = frozenset({"deny", "dispute", "refute", "rebut", "disavow"})
_PASSING = frozenset({"let", "make", "allow", "keep", "continue", "begin", "start", "help", "stop", "resume", "enable", "have"})
_BINDING: dict[str, Modality] = {
    "planned": "planned", "possible": "possible", "conditional": "conditional", "requested": "requested",
    "threatened": "threatened", "alleged": "alleged",
}


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """What is said of a predicate besides its arguments."""

    negated: bool = False
    modality: Modality = "asserted"
    tense: Tense = ""


def qualify(token: Token, lexicon: Lexicon) -> Qualifiers:
    """Negation, modality and tense of the predicate ``token`` from its own words and those that govern it."""
    negated = is_negated(token) or failed(token, lexicon)
    return Qualifiers(negated, modality(token, lexicon), tense(token))


def is_negated(token: Token) -> bool:
    """Whether a negator hangs on ``token`` or on its subject or object ("no agreement was reached")."""
    for child in ud.below(token):
        if child.dep_ in ("advmod", "aux", "mark", "cc:preconj", "case") and (child.lower_ in _NEGATORS or _no_longer(child)) and not _not_only(child):
            return True
        if child.dep_ == "cc" and child.lower_ == "nor":
            return True
        if child.dep_ in ud.SUBJECT | ud.SUBJECT_PASSIVE | ud.OBJECT and _has_no(child):
            return True
    return token.pos_ in ("NOUN", "PROPN") and _has_no(token)


def _not_only(negator: Token) -> bool:
    """"not only", "not just" deny nothing."""
    after = negator.doc[negator.i + 1 : negator.i + 2]
    return any(t.lower_ in ("only", "just", "merely", "simply") for t in (*ud.below(negator), *after))


def _no_longer(adverb: Token) -> bool:
    """"no longer", "no more", whichever of the two words the parser made the head."""
    words = {adverb.lower_, *(c.lower_ for c in ud.below(adverb))}
    return "no" in words and bool(words & {"longer", "more"})


def _has_no(noun: Token) -> bool:
    return noun.lower_ in ("nobody", "none", "nothing") or any(
        c.lower_ in ("no", "neither") and c.dep_ in ("det", "advmod", "det:predet", "cc:preconj") for c in ud.below(noun)
    )


def failed(token: Token, lexicon: Lexicon) -> bool:
    """Whether what governs ``token`` says that it did not happen ("failed to reach", "prevented X from", "instead of")."""
    if _mark_kind(token, lexicon) == "negates" or _not_yet(token) or _stops_short(token):
        return True
    if token.dep_ == "xcomp" and token.head.pos_ in ("VERB", "ADJ") and (_to(token) or token.tag_ == "VBG"):
        kind = cue(token.head, lexicon)
        lends = ("negates", "planned", "possible") if _to(token) else () if token.head.lemma_.lower() in _DENIES else ("negates",)
        return (kind == "negates") != is_negated(token.head) and kind in lends
    if token.dep_ == "acl" and token.head.pos_ == "NOUN" and _to(token):
        kind = lexicon.cue_kind(token.head.lemma_.lower(), "noun")
        return (kind == "negates") != is_negated(token.head) and kind in ("negates", "planned")
    if token.dep_ == "conj" and token.head.dep_ in ("xcomp", "acl") and ud.put_like(token):
        return failed(token.head, lexicon)
    if token.dep_ == "advcl" and any(c.lower_ == "from" for c in ud.children(token, ("mark",))):
        return cue(token.head, lexicon) == "negates" and not is_negated(token.head)
    return False


def _not_yet(token: Token) -> bool:
    """"has yet to recognise"."""
    above = token.head
    yet = any(c.lower_ == "yet" and c.i < token.i for c in (*ud.below(above), *ud.below(token)))
    return token.dep_ == "xcomp" and _to(token) and above.lemma_.lower() in ("have", "be", "remain") and yet


def _stops_short(token: Token) -> bool:
    """"stopped short of recalling its ambassador"."""
    short = [c for c in ud.below(token.head) if c.lower_ == "short"]
    of = any(c.lower_ == "of" for c in ud.children(token, ("mark", "case")))
    return token.tag_ == "VBG" and of and (bool(short) or token.head.lower_ == "short")


def takes_place(token: Token, lexicon: Lexicon) -> bool | None:
    """Whether a noun of action is said to have happened or not ("the talks failed to take place"); None where nothing is said."""
    verb = token.head
    if token.dep_ not in (*ud.SUBJECT, *ud.SUBJECT_PASSIVE) or verb.pos_ != "VERB":
        return None
    happening = next((v for v in (verb, *ud.children(verb, ("xcomp",))) if _happens(v)), None)
    return None if happening is None else not (is_negated(happening) or is_negated(verb) or failed(happening, lexicon))


def _happens(verb: Token) -> bool:
    place = verb.lemma_.lower() == "take" and any(c.lower_ == "place" for c in ud.below(verb))
    return place or verb.lemma_.lower() in ("happen", "occur", "materialise", "materialize", "proceed") or (verb.lemma_.lower() == "hold" and ud.is_passive(verb))


def _mark_kind(token: Token, lexicon: Lexicon) -> str:
    """What the words that open a subordinate clause say of it ("in case", "instead of", "unless")."""
    for mark in ud.children(token, ("mark",)):
        words = " ".join(t.lower_ for t in (mark, *ud.children(mark, ("fixed",))))
        kind = lexicon.cue_kind(words, "conj") or lexicon.cue_kind(words, "prep")
        if kind and words != "until":
            return kind
    return ""


def _to(verb: Token) -> bool:
    return any(c.lower_ == "to" for c in ud.children(verb, ("mark",)))


def modality(token: Token, lexicon: Lexicon) -> Modality:
    """How the thing is put: asserted, planned, requested, threatened, possible, conditional, alleged or denied."""
    own = _own_modality(token, lexicon)
    if own in ("possible", "planned") and any(_mark_kind(c, lexicon) == "conditional" for c in ud.children(token, ("advcl",))):
        return "conditional"
    if own != "asserted":
        return own
    return _governed_modality(token, lexicon)


def _own_modality(token: Token, lexicon: Lexicon) -> Modality:
    if _mark_kind(token, lexicon) == "conditional" or _inverted(token):
        return "conditional"
    if _asked(token):
        return "possible"
    for child in ud.below(token):
        word = child.lower_
        if child.dep_ == "mark" and word in _IF:
            return "conditional"
        if child.dep_ in ("aux", "advmod"):
            if word in _WILL:
                return "planned"
            if word == "would":
                return "planned" if token.dep_ == "ccomp" and token.head.pos_ == "VERB" else "conditional"
            if word in _MAY or word in _UNCERTAIN:
                return "possible"
            if word in _OUGHT:
                return "requested"
    small = [c.lower_ for c in ud.below(token) if c.dep_ in ("aux", "cop", "mark")]
    if "to" in small and {"is", "are", "was", "were", "be"} & set(small[: small.index("to")]):
        return "planned"
    if token.head.pos_ == token.pos_ and ud.put_like(token):
        return _own_modality(token.head, lexicon)
    if token.dep_ == "csubj" and token.tag_ in ("VBG", "VB"):
        return _own_modality(token.head, lexicon)
    return "asserted"


def _asked(token: Token) -> bool:
    """"Did Rwanda send troops to Congo?": a main clause with its auxiliary in front, before a question mark."""
    subject = ud.child(token, ud.SUBJECT | ud.SUBJECT_PASSIVE)
    opening = ud.child(token, ud.AUXILIARY)
    closing = ud.sentence(token)[-1:].text
    return token.head == token and closing == "?" and subject is not None and opening is not None and opening.i < subject.i


def _inverted(token: Token) -> bool:
    """"Had Iran attacked ..., the United States would ...": an auxiliary before the subject of a subordinate clause."""
    subject = ud.child(token, ud.SUBJECT | ud.SUBJECT_PASSIVE)
    opening = ud.child(token, ud.AUXILIARY)
    return token.dep_ == "advcl" and subject is not None and opening is not None and opening.lower_ in ("had", "were", "should") and opening.i < subject.i


def _governed_modality(token: Token, lexicon: Lexicon) -> Modality:
    """The modality that a governing verb, noun or adjective lends ("agreed to lift", "plans to", "a call to")."""
    infinitive, label, head = _to(token), token.dep_, token.head
    if label == "xcomp" and head.lemma_.lower() in _PASSING:
        above = _own_modality(head, lexicon)
        return above if above != "asserted" else _governed_modality(head, lexicon)
    if label == "xcomp" and infinitive and head.lemma_.lower() in ("want", "welcome") and ud.child(head, ud.OBJECT) is not None:
        return "requested"
    if label == "conj" and head.pos_ == "VERB":
        return _governed_modality(head, lexicon) if ud.put_like(token) else "asserted"
    if label in ("ccomp", "csubj", "csubj:outer") and ud.child(head, ("cop",)) is not None:
        return _judged(head, lexicon)
    if label in ("xcomp", "ccomp", "advcl", "obl") and head.pos_ in ("VERB", "ADJ", "AUX", "NOUN"):
        return _under_verb(token, lexicon, infinitive=infinitive)
    if label in ud.ADNOMINAL_CLAUSE and head.pos_ == "NOUN":
        return _under_noun(token, lexicon, infinitive=infinitive)
    return "asserted"


def _judged(predicate: Token, lexicon: Lexicon) -> Modality:
    """"It is not true that ...", "it is unlikely that ...": what is said of the clause."""
    kind = cue(predicate, lexicon)
    if is_negated(predicate) or kind == "negates" or predicate.lower_ in ("unlikely", "untrue", "false"):
        return "denied"
    return _BINDING.get(kind, "asserted")


def _under_verb(token: Token, lexicon: Lexicon, *, infinitive: bool) -> Modality:
    label, head = token.dep_, token.head
    marks = {c.lower_ for c in ud.children(token, ("mark",))}
    kind = cue(head, lexicon)
    if label in ("advcl", "obl"):
        if not infinitive and not marks & ud.COMPLEMENT:
            return "asserted"
        if infinitive and ud.child(head, ud.OBJECT) is None and head.lemma_.lower() not in ("call", "appeal"):
            return "planned"
    if label == "xcomp" and infinitive and kind == "says" and ud.is_passive(head):
        return "alleged"
    if kind == "negates" and (label == "ccomp" or head.lemma_.lower() in _DENIES) and not is_negated(head):
        return "denied"
    if kind == "planned" and label == "ccomp" and token.tag_ == "VB" and not infinitive:
        return "requested"
    if kind == "says" and label == "ccomp" and (is_negated(head) or failed(head, lexicon)):
        return "possible"
    if kind == "threatened" and label == "ccomp" and _told_of(token):
        return "asserted"
    if kind in _BINDING and (infinitive or kind in ("alleged", "threatened", "requested", "possible")):
        return _BINDING[kind]
    if infinitive and label in ("advcl", "obl"):
        return "planned"
    if infinitive and label == "xcomp":
        return _governed_modality(head, lexicon) if kind == "" else "asserted"
    return "asserted"


def _told_of(clause: Token) -> bool:
    """Whether a clause tells of something that is so or was so ("warned that China was arming Russia")."""
    auxiliaries = {c.lemma_.lower() for c in ud.children(clause, ud.AUXILIARY)}
    return clause.tag_ == "VBD" or (bool(auxiliaries & {"be", "have"}) and not auxiliaries & {"will", "would", "may", "might", "could", "can"})


def _under_noun(token: Token, lexicon: Lexicon, *, infinitive: bool) -> Modality:
    """"a plan to leave", "allegations that Iran supplied ...", "no evidence that ..."."""
    noun = token.head
    kind = lexicon.cue_kind(noun.lemma_.lower(), "noun")
    if infinitive:
        return _BINDING.get(kind, "asserted" if kind == "negates" else "planned")
    if not any(c.lower_ == "that" for c in ud.children(token, ("mark",))) or ud.child(token, ud.SUBJECT | ud.SUBJECT_PASSIVE) is None:
        return "asserted"
    above = noun.head if noun.dep_ in (*ud.OBJECT, *ud.SUBJECT_PASSIVE) and noun.head.pos_ == "VERB" else None
    if is_negated(noun) or (above is not None and (is_negated(above) or cue(above, lexicon) == "negates")):
        return "denied"
    return "asserted" if kind == "threatened" and _told_of(token) else _BINDING.get(kind, "asserted")


def cue(head: Token, lexicon: Lexicon) -> str:
    """What kind of cue a governing word is; a phrasal verb ("press ahead") is none by its verb alone."""
    lemma, pos = head.lemma_.lower(), {"VERB": "verb", "ADJ": "adj", "NOUN": "noun"}.get(head.pos_, "verb")
    particle = ud.child(head, ("compound:prt",))
    if particle is not None:
        return lexicon.cue_kind(f"{lemma} {particle.lower_}", "verb")
    kind = lexicon.cue_kind(lemma, pos)
    return kind if kind else lexicon.cue_kind(lemma, "verb") if pos == "adj" else ""


def tense(token: Token) -> Tense:
    """Past, present or future, from the verb and its auxiliaries; "" where the words do not tell."""
    auxiliaries = ud.children(token, ud.AUXILIARY) + ud.children(token, ("cop",))
    if any(a.lower_ in _WILL for a in auxiliaries):
        return "future"
    for word in (*auxiliaries, token):
        forms = word.morph.get("Tense", [])
        finite = "Fin" in word.morph.get("VerbForm", [])
        if finite and "Past" in forms:
            return "past"
        if finite and "Pres" in forms:
            perfect = word.lemma_ == "have" and word != token
            return "past" if perfect else "present"
    if "Past" in token.morph.get("Tense", []):
        return "past"
    if token.dep_ in ("conj", "xcomp", "advcl") and token.head != token and token.head.pos_ == "VERB":
        return tense(token.head)
    return ""
