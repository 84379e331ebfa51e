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
    negated = is_negated(token) or _failed(token, lexicon)
    return Qualifiers(negated, modality(token, lexicon), tense(token))


def is_negated(token: Token) -> bool:
    """Whether a negator hangs on ``token`` or on its subject or object ("no agreement was reached")."""
    for child in ud.below(token):
        if child.dep_ in ("advmod", "aux", "mark", "cc:preconj", "case") and (child.lower_ in _NEGATORS or _no_longer(child)):
            return True
        if child.dep_ == "cc" and child.lower_ == "nor":
            return True
        if child.dep_ in ud.SUBJECT | ud.SUBJECT_PASSIVE | ud.OBJECT and _has_no(child):
            return True
    return token.pos_ in ("NOUN", "PROPN") and _has_no(token)


def _no_longer(adverb: Token) -> bool:
    """"no longer", "no more", whichever of the two words the parser made the head."""
    words = {adverb.lower_, *(c.lower_ for c in ud.below(adverb))}
    return "no" in words and bool(words & {"longer", "more"})


def _has_no(noun: Token) -> bool:
    return noun.lower_ in ("nobody", "none", "nothing") or any(
        c.lower_ in ("no", "neither") and c.dep_ in ("det", "advmod", "det:predet", "cc:preconj") for c in ud.below(noun)
    )


def _failed(token: Token, lexicon: Lexicon) -> bool:
    """Whether a verb above says that it did not happen ("failed to reach", "refused to attend")."""
    if token.dep_ == "xcomp" and token.head.pos_ in ("VERB", "ADJ"):
        kind = _cue(token.head, lexicon)
        return (kind == "negates") != is_negated(token.head) and kind in ("negates", "planned", "possible") and _to(token)
    if token.dep_ == "acl" and token.head.pos_ == "NOUN" and _to(token):
        kind = lexicon.cue_kind(token.head.lemma_.lower(), "noun")
        return (kind == "negates") != is_negated(token.head) and kind in ("negates", "planned")
    if token.dep_ == "conj" and token.head.dep_ in ("xcomp", "acl") and _bare(token):
        return _failed(token.head, lexicon)
    if token.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("without", "before") for c in ud.below(token)):
        return any(c.lower_ == "without" for c in ud.below(token))
    return False


def _to(verb: Token) -> bool:
    return any(c.lower_ == "to" for c in ud.children(verb, ("mark",)))


def _bare(verb: Token) -> bool:
    """Whether a conjoined verb is put like the one before it: no subject, no auxiliary and no finite form of its own."""
    return verb.tag_ not in ("VBD", "VBZ", "VBP") and not ud.children(verb, ud.SUBJECT | ud.SUBJECT_PASSIVE | ud.AUXILIARY)


def modality(token: Token, lexicon: Lexicon) -> Modality:
    """How the thing is put: asserted, planned, requested, threatened, possible, conditional or alleged."""
    own = _own_modality(token)
    if own != "asserted":
        return own
    return _governed_modality(token, lexicon)


def _own_modality(token: Token) -> Modality:
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
    if token.dep_ == "conj" and token.head.pos_ == token.pos_ and not ud.children(token, ud.SUBJECT | ud.AUXILIARY):
        return _own_modality(token.head)
    return "asserted"


def _governed_modality(token: Token, lexicon: Lexicon) -> Modality:
    """The modality that a governing verb, noun or adjective lends ("agreed to lift", "plans to", "a call to")."""
    infinitive = _to(token)
    if token.dep_ == "xcomp" and token.head.lemma_.lower() in _PASSING:
        above = _own_modality(token.head)
        return above if above != "asserted" else _governed_modality(token.head, lexicon)
    if token.dep_ == "xcomp" and infinitive and token.head.lemma_.lower() in ("want", "welcome") and ud.child(token.head, ud.OBJECT) is not None:
        return "requested"
    if token.dep_ == "conj" and token.head.pos_ == "VERB":
        finite = token.tag_ in ("VBD", "VBZ", "VBP") and token.head.tag_ not in ("VBD", "VBZ", "VBP")
        return "asserted" if finite else _governed_modality(token.head, lexicon)
    if token.dep_ in ("xcomp", "ccomp", "advcl", "obl") and token.head.pos_ in ("VERB", "ADJ", "AUX", "NOUN"):
        marks = {c.lower_ for c in ud.below(token) if c.dep_ == "mark"}
        if token.dep_ in ("advcl", "obl") and not marks & {"to", "of", "from", "for"}:
            return "asserted"
        kind = _cue(token.head, lexicon)
        if kind == "negates" and (token.dep_ == "ccomp" or token.head.lemma_.lower() in _DENIES) and not is_negated(token.head):
            return "denied"
        if kind == "planned" and token.dep_ == "ccomp" and token.tag_ == "VB" and not infinitive:
            return "requested"
        if kind in _BINDING and (infinitive or kind in ("alleged", "threatened", "requested", "possible")):
            return _BINDING[kind]
        if infinitive and token.dep_ in ("advcl", "obl"):
            return "planned"
        if infinitive and token.dep_ == "xcomp":
            return _governed_modality(token.head, lexicon) if kind == "" else "asserted"
    if token.dep_ in ud.ADNOMINAL_CLAUSE and infinitive:
        kind = lexicon.cue_kind(token.head.lemma_.lower(), "noun")
        return _BINDING.get(kind, "asserted" if kind == "negates" else "planned")
    return "asserted"


def _cue(head: Token, lexicon: Lexicon) -> str:
    lemma, pos = head.lemma_.lower(), {"VERB": "verb", "ADJ": "adj", "NOUN": "noun"}.get(head.pos_, "verb")
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
