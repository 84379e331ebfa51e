"""What a triple tells of where the lexicon is silent: the model's guess, as a frame like those of the lexicon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.classify.frames import Match
from graph.classify.model import THRESHOLD, ActModel, Guess
from graph.model import Argument, Triple
from ontology.lexicon import Frame

if TYPE_CHECKING:
    from ontology.lexicon import Lexicon

GUESSED = "model"
"""The relation of a guessed frame, which the words of the text name."""
_NO_DEED = frozenset({"stative_verb", "undergoing_verb"})
"""Whoever is the subject of such a verb does nothing: "lived in", "died in"."""
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_TARGETS = ("obj", "iobj", "with", "to", "on", "against", "upon", "from", "toward", "towards", "between", "obj.owner")
"""Where the other side of a guessed act is looked for: behind "for", "in" or "over" stands more often what it is about."""
_OTHERS = (("topic", ("about", "over", "obj")),)


class Typist:
    """Makes frames of the guesses of the model."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def guess(self, triple: Triple) -> Guess | None:
        """What the model makes of the verb of a triple, or of the object noun that says what is done ("laid the blame on")."""
        lemma = triple.predicate.lemma
        if triple.predicate.pos != "verb" or self.lexicon.cue_kind(lemma, "verb") == "says" or self.lexicon.classes_of(lemma) & _NO_DEED:
            return None
        model, start = ActModel.load(), triple.sentence.start
        places = [_verb(triple) - start, *(a.mention.span.end - start - 1 for a in _nouns(triple))]
        found = [g for place in places if (g := model.guess(triple.sentence.text, place)) is not None]
        return next((g for g in found if g.event), found[0] if found else None)

    def match(self, triple: Triple) -> Match | None:
        """A frame for a triple that no frame of the lexicon fits; None where the model is not sure enough or says that it is no act."""
        guess = self.guess(triple)
        if guess is None or not guess.event or guess.probability < THRESHOLD:
            return None
        where = f"{GUESSED}: {guess.event} {guess.probability:.2f}, else {guess.second or 'no act'} {guess.second_probability:.2f}"
        cameo = self.lexicon.code(guess.event, guess.mode)
        mutual = guess.event in _MUTUAL and guess.mode not in ("visit", "third-party")
        frame = Frame(triple.predicate.lemma, "verb", "", (), ("subj",), _TARGETS, _OTHERS, GUESSED, guess.event, guess.mode, cameo, mutual, where)
        return Match(frame, triple, likelihood=guess.probability)


def _verb(triple: Triple) -> int:
    """Where the main verb of a predicate starts: behind its auxiliaries, before its particle."""
    span = triple.predicate.span
    text = span.text.removesuffix(triple.predicate.particle).rstrip() if triple.predicate.particle else span.text
    return span.start + text.rfind(" ") + 1


def _nouns(triple: Triple) -> list[Argument]:
    """The object, where a common noun stands there."""
    return [a for a in triple.arguments if a.slot == "obj" and not a.clause and a.mention.form == "nominal"][:1]
