"""Titles and appositions -> triples: "Treasury Secretary Scott Bessent", "Chinese state media outlet Xinhua"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.extractors import ud
from graph.extractors.drafts import Draft
from graph.extractors.mentions import Words, head_phrase, name_in
from graph.extractors.qualifiers import Qualifiers
from graph.model import Argument, Mention, Predicate

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

    from ontology.lexicon import Lexicon

_STATE_MEDIA = ("state media", "state-run", "state news", "state-owned", "state television", "state broadcaster", "official news")


def titles(sentence: Sentence, words: Words, lexicon: Lexicon) -> list[Draft]:
    """One draft for each office that a name is given in ``sentence``, and for each medium called a state's own."""
    drafts: list[Draft] = []
    seen: set[int] = set()
    for token in sentence:
        if token.pos_ not in ("PROPN", "NOUN") or token.dep_ in ud.FLAT:
            continue
        mention = words.mention(token)
        if mention.form == "name" and mention.span.start in seen:
            continue
        seen.add(mention.span.start)
        titled = mention.title and (mention.label in ("PERSON", "PER") or any(w in mention.title.lower() for w in _STATE_MEDIA))
        if mention.form == "name" and titled:
            drafts += _titled(token, mention, words)
        drafts += [d for a in ud.children(token, ("appos",)) for d in _appositive(token, a, words)]
    return drafts


def _titled(token: Token, mention: Mention, words: Words) -> list[Draft]:
    """The words right before the name, as the office it holds or the state it speaks for."""
    token = name_in(token)
    start, _ = head_phrase(token)
    while start > ud.sentence(token).start and token.doc[start - 1].is_punct:
        start -= 1
    words_of_title = set(mention.title.replace("'s", " 's").replace("’s", " ’s").split())
    first = start
    while first > ud.sentence(token).start and token.doc[first - 1].text in words_of_title:
        first -= 1
    if first == start:
        return []
    span = words.span(first, start)
    office = Mention(span=span, form="nominal", head=span.text.lower(), owner=mention.owner, title=mention.title)
    return [_draft(token, mention, office, words, "title")]


def _appositive(token: Token, other: Token, words: Words) -> list[Draft]:
    """"Scott Bessent, the Treasury secretary" and "the Treasury secretary, Scott Bessent"."""
    first, second = words.mention(token), words.mention(other)
    if first.form == "name" and second.form == "nominal":
        return [_draft(token, first, second, words, "apposition")]
    if first.form == "nominal" and second.form == "name":
        return [_draft(other, second, first, words, "apposition")]
    return []


def _draft(token: Token, name: Mention, office: Mention, words: Words, rule: str) -> Draft:
    media = any(w in office.span.text.lower() for w in _STATE_MEDIA)
    relation = "state media of" if media and name.label != "PERSON" else "hold office"
    span = office.span
    return Draft(
        anchor=-1,
        governor=-1,
        sentence=words.span(ud.sentence(token).start, ud.sentence(token).end),
        predicate=Predicate(span, relation, "rule"),
        subject=Argument("subj", name.span, name, (name,)),
        arguments=(Argument("obj", span, office, (office,)),),
        extractor="titles",
        rule=rule,
        how=Qualifiers(),
    )
