"""The lemma and particle of a verb, mended where the pipeline met a verb that it had not seen in training."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph.extractors import ud

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from ontology.lexicon import Lexicon

_PARTICLES = frozenset(["up", "down", "out", "off", "back", "away", "over", "on", "in", "through", "ahead", "apart", "aside", "forward", "together", "along"])
_VOWELS = frozenset("aeiou")


def mend_lemmas(doc: Doc, lexicon: Lexicon) -> None:
    """Give each verb of ``doc`` its lemma in place, and each plural noun one that the lexicon knows where plain spelling gives it."""
    nouns = lexicon.predicates("noun")
    for token in doc:
        if token.pos_ == "VERB":
            token.lemma_ = verb_lemma(token, lexicon)
        elif token.pos_ == "NOUN" and token.tag_ == "NNS" and token.lemma_.lower() not in nouns:
            known = next((stem for stem in _stems(token.lower_) if stem in nouns), "")
            if known:
                token.lemma_ = known


def verb_lemma(token: Token, lexicon: Lexicon) -> str:
    """The lemma of a verb: the pipeline's where the lexicon or plain spelling bears it out, else one by rule."""
    given, word = token.lemma_.lower(), token.lower_
    irregular = lexicon.base(word)
    if irregular and not _known(given, lexicon):
        return irregular
    if _known(given, lexicon) or (word == given and not word.endswith(("ed", "ing"))):
        return given
    candidates = list(_stems(word))
    return next((c for c in candidates if _known(c, lexicon)), given if _plausible(given, word) else candidates[0] if candidates else given)


def _known(lemma: str, lexicon: Lexicon) -> bool:
    return lemma in lexicon.predicates("verb") or bool(lexicon.cue_kind(lemma, "verb"))


def _stems(word: str) -> Iterator[str]:
    """What a form in -s, -ed or -ing may come from, the likeliest first."""
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            if stem[-1] == stem[-2] and stem[-1] not in "lsz":
                yield stem[:-1]
            if stem.endswith("i") and ending == "ed":
                yield stem[:-1] + "y"
            if (stem[-1] in "cgvsuz" and not stem.endswith("ss")) or stem.endswith(("at", "ut", "bl", "pl", "tl", "dl")) or _short(stem):
                yield stem + "e"
            yield stem
            yield stem + "e"
            if stem[-1] == stem[-2]:
                yield stem[:-1]
    if word.endswith("ies") and len(word) > 4:
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]


def _short(stem: str) -> bool:
    """One vowel between consonants, as in "hop(e)"; longer stems ("visit", "delay") take no e."""
    closed = stem[-1] not in "aeiouwxy" and stem[-2] in _VOWELS and stem[-3:-2] not in _VOWELS
    return closed and sum(c in _VOWELS for c in stem) == 1


def _plausible(lemma: str, word: str) -> bool:
    """Whether ``lemma`` is no mere torso of ``word`` ("escalat", "unravele")."""
    regular = word.startswith(lemma[:-1]) and word.endswith(("ed", "ing", "s"))
    return not regular or (lemma in _stems(word) and lemma == next(_stems(word), ""))


def particle(token: Token, lemma: str, lexicon: Lexicon) -> Token | None:
    """The particle of a phrasal verb, also where the parser took it for an adverb ("rolled back tariffs")."""
    marked: Token | None = ud.child(token, ("compound:prt",))
    if marked is not None:
        return marked
    for near in (*ud.rights(token), *token.doc[token.i + 1 : token.i + 2]):
        loose = near.lower_ in _PARTICLES and near.dep_ not in ("case", "mark", "fixed") and near.pos_ in ("ADV", "ADP", "PART")
        if loose and lexicon.frames("verb", f"{lemma} {near.lower_}"):
            found: Token = near
            return found
    return None
