"""Pronouns and pairs by rules that would rather abstain: "he" and "she", "both countries", "the two leaders"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graph.model import Mention, Occurrence

_HE_SHE = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
_REACH = 3
Gender = Callable[[Mention], str]
_PAIRS = {
    "country": ("countries", "nations", "sides", "governments", "capitals", "powers", "neighbours", "neighbors", "states", "parties"),
    "person": ("leaders", "presidents", "men", "ministers", "heads"),
}
_TWO = frozenset({"both", "two"})
_TITLES = {"mr": "he", "mr.": "he", "king": "he", "prince": "he", "sir": "he", "mrs": "she", "mrs.": "she", "ms": "she", "ms.": "she", "queen": "she", "princess": "she", "madame": "she"}


def antecedent(pronoun: Mention, occurrences: Sequence[Occurrence], *, text: str = "", gender: Gender = lambda mention: "") -> Occurrence | None:
    """The person whom "he" or "she" stands for: the last subject before it within three sentences, else the last person named.

    ``gender`` tells "f", "m" or "" of a person; inside a quotation of ``text`` whoever is named outside it in the same sentence
    is its speaker and is not meant. "it" is only the state or body that says something of itself; None for other pronouns.
    """
    word = pronoun.span.text.lower()
    if word == "it":
        return _told_of_itself(pronoun, occurrences)
    if word not in _HE_SHE:
        return None
    quoted = pronoun.span.part == "body" and _in_quotes(text, pronoun.span.start)
    here = next((o.sentence for o in occurrences if o.mention.span == pronoun.span), None)
    before = [
        o
        for o in occurrences
        if _is_person(o.mention)
        and o.mention.span.part == pronoun.span.part
        and o.mention.span.end <= pronoun.span.start
        and (here is None or here - o.sentence <= _REACH)
        and _agrees(o.mention, pronoun, gender(o.mention))
        and not (quoted and o.sentence == here and not _in_quotes(text, o.mention.span.start))
    ]
    if not before:
        return None
    latest = before[-1].sentence
    recent = [o for o in before if latest - o.sentence <= 1]
    subjects = [o for o in recent if o.slot == "subj"] or recent
    if word in ("him", "her") and _slot(pronoun, occurrences) != "owner":
        elsewhere = [o for o in subjects if o.mention.span.text != subjects[-1].mention.span.text]
        return elsewhere[-1] if elsewhere and subjects[-1].sentence == here else subjects[-1] if subjects[-1].sentence != here else None
    return subjects[-1]


def _slot(mention: Mention, occurrences: Sequence[Occurrence]) -> str:
    return next((o.slot for o in occurrences if o.mention.span == mention.span), "")


def _told_of_itself(pronoun: Mention, occurrences: Sequence[Occurrence]) -> Occurrence | None:
    """"Islamabad says it shot down five jets": the one who says it; any other "it" is left open."""
    place = next((i for i, o in enumerate(occurrences) if o.mention.span == pronoun.span), -1)
    if place < 1 or occurrences[place].slot != "subj":
        return None
    before = occurrences[place - 1]
    gap = pronoun.span.start - before.mention.span.end
    near = before.sentence == occurrences[place].sentence and before.slot == "subj" and 0 < gap <= 22
    return before if near and before.mention.form == "name" and before.mention.label in ("GPE", "ORG", "NORP") else None


def _is_person(mention: Mention) -> bool:
    return mention.form == "name" and mention.label in ("PERSON", "PER")


def _agrees(mention: Mention, pronoun: Mention, gender: str) -> bool:
    titles = {_TITLES[w] for w in mention.title.lower().split() if w in _TITLES}
    feminine = pronoun.span.text.lower() in ("she", "her", "hers", "herself")
    if titles:
        return ("she" in titles) == feminine
    return not gender or (gender == "f") == feminine


def _in_quotes(text: str, position: int) -> bool:
    """Whether a place lies inside a quotation that was opened in its paragraph."""
    before = text[text.rfind("\n", 0, position) + 1 : position]
    return before.count('"') % 2 == 1 or before.rfind("“") > before.rfind("”")


def pair(mention: Mention) -> str:
    """The kind of actor ("country", "person") that a phrase for two names ("the two leaders"), or ""."""
    if mention.form != "nominal" or not _TWO & {*mention.modifiers, *mention.span.text.lower().split()}:
        return ""
    words = mention.span.text.lower().split()
    return next((kind for kind, nouns in _PAIRS.items() if words and words[-1] in nouns), "")
