"""Nouns of action -> triples: "a phone call between Trump and Xi", "U.S. restrictions on student visas"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.extractors import ud
from graph.extractors.drafts import Draft
from graph.extractors.mentions import Words, joint_owners, owner_token
from graph.extractors.qualifiers import Qualifiers, cue, is_negated, modality, takes_place, tense
from graph.model import Argument, Mention, Modality, Predicate
from graph.resolve.dates import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

    from ontology.lexicon import Lexicon

_LENDS: dict[str, Modality] = {
    "planned": "planned", "requested": "requested", "threatened": "threatened", "possible": "possible",
    "alleged": "alleged", "conditional": "conditional",
}
_NOUN_LENDS: dict[str, Modality] = {
    "threat": "threatened", "call": "requested", "request": "requested", "demand": "requested", "appeal": "requested",
    "plan": "planned", "proposal": "planned", "offer": "planned", "invitation": "planned", "possibility": "possible",
    "prospect": "possible", "risk": "possible", "fear": "possible", "hope": "possible", "allegation": "alleged",
    "accusation": "alleged", "claim": "alleged", "chance": "possible", "preparation": "planned",
}


def nominals(sentence: Sentence, words: Words, lexicon: Lexicon) -> list[Draft]:
    """One draft for each noun of action of ``sentence`` that says who took part."""
    drafts = []
    for token in sentence:
        if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in (*ud.COMPOUND, *ud.FLAT, "appos"):
            continue
        lemma = noun_lemma(token, lexicon)
        if not lemma or ud.child(token, ("cop",)) is not None or _inside_name(token) or _by_request(token):
            continue
        arguments = _arguments(token, words, lemma)
        if arguments:
            drafts.append(_draft(token, lemma, arguments, words, lexicon))
    return drafts


def noun_lemma(token: Token, lexicon: Lexicon) -> str:
    """The entry of the lexicon for ``token``, with its compound where that has one ("phone call"), or ""."""
    lemma = token.lemma_.lower()
    for before in reversed(ud.lefts(token)):
        if before.dep_ in ("compound", "amod"):
            joined = f"{before.lemma_.lower()} {lemma}"
            if lexicon.frames("noun", joined):
                return joined
    return lemma if lexicon.frames("noun", lemma) else ""


def _inside_name(token: Token) -> bool:
    named = ud.entity(token)
    return named is not None and named.label_ in ("ORG", "PERSON", "FAC", "PRODUCT") and named.end - named.start > 1


def _arguments(token: Token, words: Words, lemma: str) -> list[Argument]:
    found: list[Argument] = []
    joint = joint_owners(token)
    if joint:
        members = tuple(words.mention(t) for t in joint)
        found.append(Argument("owner", words.span(joint[0].i, joint[1].i + 1), members[0], members))
    else:
        owner = owner_token(token) or _shared_owner(token)
        if owner is not None and ud.marker(owner) != "of":
            found.append(words.argument("owner", owner))
    for phrase in (*ud.children(token, ud.ADNOMINAL), *_loose_phrases(token)):
        slot = ud.marker(phrase)
        if slot and phrase.i > token.i and phrase.pos_ in (*ud.NOMINAL, "ADJ") and not _is_time(phrase):
            found.append(words.argument(slot, phrase))
    following = _named_next(token)
    if following is not None and not any(a.slot == following[0] and a.span.start <= words.mention(following[1]).span.start < a.span.end and a.mention.label for a in found):
        found = [a for a in found if a.mention.span.start != words.mention(following[1]).span.start or a.slot != following[0]]
        found.insert(0, words.argument(*following))
    second = _second_name(token)
    if second is not None and not joint:
        found.append(words.argument("with", second))
    found += [words.argument("about", topic) for topic in _dealt_with(token)]
    asked = _initiator(token)
    if asked is not None:
        found.append(words.argument("initiator", asked))
    topic = _topic(token, words, lemma)
    if topic is not None:
        found.append(topic)
    return found


def _shared_owner(token: Token) -> Token | None:
    """The owner of the noun before "and" counts for both ("U.S. export curbs and visa restrictions")."""
    first = token.head if token.dep_ == "conj" else None
    return owner_token(first) if first is not None and first.pos_ == "NOUN" and not ud.children(token, ("det",)) else None


_DEALS = {
    **dict.fromkeys(("focus", "centre", "center", "concentrate", "dwell", "touch"), ("on", "upon", "around")),
    **dict.fromkeys(("cover", "address", "concern", "include"), ("",)),
    "deal": ("with",),
    "revolve": ("around",),
    "turn": ("to",),
}


def _dealt_with(token: Token) -> list[Token]:
    """What a call or meeting was about, where the sentence goes on to say so ("the conversation focused on trade")."""
    if token.dep_ not in ud.SUBJECT:
        return []
    found = []
    for verb in ud.conjuncts(token.head):
        slots = _DEALS.get(verb.lemma_.lower(), ())
        found += [t for t in ud.below(verb) if t.dep_ in (*ud.OBJECT, "obl") and t.i > verb.i and ud.marker(t) in slots]
    return found


_MEASURES = frozenset({"minute", "hour", "day", "week", "month", "year", "decade", "century", "percent", "percentage", "point", "%"})
_INITIATIVE = frozenset({"request", "initiative", "invitation", "behest", "suggestion", "urging"})


def _by_request(token: Token) -> bool:
    """Whether ``token`` only tells at whose wish something took place ("at Trump's request")."""
    return token.lemma_.lower() in _INITIATIVE and ud.marker(token) in ("at", "on", "upon")


def _initiator(token: Token) -> Token | None:
    """Whose wish a call or meeting followed ("the call took place at Trump's request")."""
    verb = token.head if token.dep_ in (*ud.SUBJECT, *ud.SUBJECT_PASSIVE, *ud.OBJECT) else None
    for place in (token, *([verb] if verb is not None else [])):
        for phrase in ud.children(place, ("obl", "nmod")):
            if _by_request(phrase):
                return owner_token(phrase) or next((p for p in ud.children(phrase, ud.ADNOMINAL) if ud.marker(p) == "of"), None)
    return None


def _named_next(token: Token) -> tuple[str, Token] | None:
    """The name that follows behind a preposition, whatever the parser made of it ("his call with Xi comes as ...")."""
    doc, after = token.doc, token.i + 1
    if after + 1 >= ud.sentence(token).end or doc[after].lower_ not in ("to", "with", "between", "against", "on"):
        return None
    for i in range(after + 1, min(after + 5, ud.sentence(token).end)):
        if doc[i].ent_type_ in ("PERSON", "GPE", "NORP", "ORG", "PER"):
            named = ud.entity(doc[i])
            root = named.root if named is not None else doc[i]
            owns = root.dep_ in ("amod", "compound", "nmod:poss", "nmod:desc") and root.head.pos_ == "NOUN" and root.head.i > root.i
            return (doc[after].lower_, root.head if owns and root.ent_type_ in ("GPE", "NORP", "ORG") else root)
        if doc[i].pos_ not in ("DET", "PROPN", "NOUN", "ADJ"):
            return None
    return None


def _second_name(token: Token) -> Token | None:
    """The name between a possessor and its noun ("Trump's Xi call")."""
    if ud.child(token, ud.POSSESSIVE) is None:
        return None
    return next((c for c in ud.lefts(token) if c.dep_ in ("compound", "nmod:desc") and c.ent_type_ in ("PERSON", "GPE", "PER")), None)


def _loose_phrases(token: Token) -> list[Token]:
    """Phrases that the parser hung on the verb although they follow the noun directly ("held talks with")."""
    verb = token.head
    if token.dep_ not in ud.OBJECT | ud.SUBJECT_PASSIVE | frozenset({"obl"}) or verb.pos_ != "VERB":
        return []
    wanted = ("with", "between", "on", "against", "over", *(("by",) if token.dep_ not in ud.SUBJECT_PASSIVE else ()))
    return [p for p in ud.children(verb, ("obl", "obl:agent")) if ud.marker(p) in wanted and 0 < p.i - token.i <= 6 and not _is_time(p)]


def _is_time(phrase: Token) -> bool:
    """Whether the phrase says when or how long."""
    return phrase.lemma_.lower() in _MEASURES or phrase.lower_ in WEEKDAYS or phrase.lower_ in MONTHS


def _topic(token: Token, words: Words, lemma: str) -> Argument | None:
    """The common nouns before the noun say what it is about ("chip export restrictions")."""
    doc, named = token.doc, set(lemma.split()[:-1])
    before = [
        c for c in ud.lefts(token)
        if c.dep_ in ("compound", "amod") and c.lemma_.lower() not in named and c.ent_type_ not in ("GPE", "NORP", "PERSON", "ORG")
        and c.pos_ == "NOUN"
    ]
    if not before:
        return None
    start = min(t.i for c in before for t in ud.subtree(c))
    end = max(c.i for c in before) + 1
    span = words.span(start, end)
    mention = Mention(span=span, form="nominal", head=doc[end - 1].lemma_.lower())
    return Argument("compound", span, mention, (mention,))


def _draft(token: Token, lemma: str, arguments: list[Argument], words: Words, lexicon: Lexicon) -> Draft:
    how = _qualify(token, lexicon)
    first = lemma.split()[0]
    start = next((c.i for c in ud.lefts(token) if len(lemma.split()) > 1 and c.lemma_.lower() == first), token.i)
    return Draft(
        anchor=token.i,
        governor=-1,
        sentence=words.span(ud.sentence(token).start, ud.sentence(token).end),
        predicate=Predicate(words.span(start, token.i + 1), lemma, "noun"),
        subject=None,
        arguments=tuple(arguments),
        extractor="nominals",
        rule="noun",
        how=how,
    )


def _qualify(token: Token, lexicon: Lexicon) -> Qualifiers:
    """A noun takes over how its verb is put: "did not hold talks", "plans talks", "a threat of strikes"."""
    head, how, negated = token.head, _noun_modality(token, lexicon), is_negated(token)
    verb = head if head != token and head.pos_ == "VERB" else None
    if verb is not None and token.dep_ in (*ud.OBJECT, *ud.SUBJECT_PASSIVE, "obl", *ud.SUBJECT):
        asked = token.dep_ != "obl" or ud.marker(token) in ("for", "to", "of", "on", "with", "in")
        kind = cue(verb, lexicon) if asked and verb.lemma_.lower() != "blame" else ""
        support = lexicon.support(verb.lemma_.lower())
        is_object = token.dep_ not in ud.SUBJECT
        if support in ("light", "future") and is_object:
            negated = negated or is_negated(verb)
            inherited = modality(verb, lexicon)
            how = inherited if inherited != "asserted" else how
        if is_object and kind in _LENDS and how == "asserted" and kind != "possible":
            how = _LENDS[kind]
        said = lexicon.cue_kind(token.lemma_.lower(), "noun") in ("requested", "planned", "says", "alleged", "threatened")
        if kind == "negates" and token.dep_ in (*ud.OBJECT, *ud.SUBJECT_PASSIVE) and not said:
            negated = True
        if is_object and support == "future" and how == "asserted":
            how = "planned"
    negated = negated or takes_place(token, lexicon) is False
    return Qualifiers(negated, how, tense(verb) if verb is not None else "")


def _noun_modality(token: Token, lexicon: Lexicon) -> Modality:
    """What a governing noun makes of it ("a call for talks" are talks requested)."""
    if token.dep_ in ud.ADNOMINAL and ud.marker(token) in ("of", "for", "to") and token.head.pos_ == "NOUN":
        return _NOUN_LENDS.get(token.head.lemma_.lower(), "asserted")
    for adjective in ud.children(token, ("amod",)):
        kind = lexicon.cue_kind(adjective.lemma_.lower(), "adj") or lexicon.cue_kind(adjective.lower_, "adj")
        if kind in _LENDS:
            return _LENDS[kind]
    return "asserted"
