"""When the model may speak, and what becomes of its guess; the model itself is played by a table."""

from __future__ import annotations

import pytest

from graph.classify.frames import Match
from graph.classify.model import THRESHOLD, ActModel, Guess, cut
from graph.classify.typist import GUESSED, Typist
from graph.extractors import extract
from ontology.lexicon import Lexicon
from tests.graph.extractors.build import passage

BLAMED = """
Egypt   Egypt  PROPN nsubj   2 B-GPE
laid    lay    VERB  root    0 Tense=Past|VerbForm=Fin
blame   blame  NOUN  obj     2 Number=Sing
on      on     ADP   case    5
Sudan_  Sudan  PROPN obl     2 B-GPE
.       .      PUNCT punct   2
"""


class Table:
    """Plays the model: a guess for some words, none for the others."""

    def __init__(self, guesses: dict[str, tuple[str, str, float]]) -> None:
        self.guesses = guesses

    def guess(self, sentence: str, at: int) -> Guess:
        word = next(w.text for w in cut(sentence) if w.start <= at < w.end)
        event, mode, probability = self.guesses.get(word, ("", "", 0.9))
        return Guess(event, mode, probability, "REQUEST", 0.1)


def matched(monkeypatch: pytest.MonkeyPatch, guesses: dict[str, tuple[str, str, float]], table: str = BLAMED) -> Match | None:
    monkeypatch.setattr(ActModel, "load", staticmethod(lambda: Table(guesses)))
    lexicon = Lexicon.load()
    triples, _ = extract([passage(table)], "article", lexicon)
    return Typist(lexicon).match(next(t for t in triples if t.predicate.pos == "verb"))


def test_a_guess_becomes_a_frame_with_its_code_and_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    match = matched(monkeypatch, {"laid": ("ACCUSE", "disapprove", 0.75)})
    assert match is not None
    assert (match.frame.event, match.frame.mode, match.frame.relation) == ("ACCUSE", "disapprove", GUESSED)
    assert match.frame.cameo == Lexicon.load().code("ACCUSE", "disapprove") != ""
    assert match.frame.where == "model: ACCUSE 0.75, else REQUEST 0.10"
    assert match.likelihood == 0.75


def test_the_object_speaks_where_the_verb_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    match = matched(monkeypatch, {"blame": ("ACCUSE", "allege", 0.8)})
    assert match is not None
    assert match.frame.mode == "allege"


@pytest.mark.parametrize("guess", [("ACCUSE", "", THRESHOLD - 0.01), ("", "", 0.9)])
def test_an_unsure_guess_and_no_act_are_no_frame(guess: tuple[str, str, float], monkeypatch: pytest.MonkeyPatch) -> None:
    assert matched(monkeypatch, {"laid": guess}) is None


@pytest.mark.parametrize(("word", "lemma"), [("said", "say"), ("died", "die"), ("owned", "own")])
def test_verbs_whose_subject_says_undergoes_or_is_something_are_never_guessed(word: str, lemma: str, monkeypatch: pytest.MonkeyPatch) -> None:
    table = BLAMED.replace("laid    lay ", f"{word}    {lemma} ")
    assert matched(monkeypatch, {word: ("ACCUSE", "", 0.99)}, table) is None


@pytest.mark.parametrize(("event", "mode", "mutual"), [("CONSULT", "", True), ("CONSULT", "visit", False), ("ASSAULT", "", False)])
def test_talks_and_deals_are_mutual(event: str, mode: str, mutual: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    match = matched(monkeypatch, {"laid": (event, mode, 0.9)})
    assert match is not None
    assert match.frame.mutual is mutual
