"""The shipped model: its classes are those of the ontology, its guesses do not depend on what was read before."""

from __future__ import annotations

import pytest

from graph.classify.model import ActModel, Guess, cut, glued
from graph.pipelines.training.acts.rows import classes

PARDONED = "The emir of Qatar pardoned a poet who had served three years."


def guess(sentence: str, word: str, model: ActModel | None = None) -> Guess:
    found = (model or ActModel.load()).guess(sentence, sentence.index(word))
    assert found is not None
    return found


def test_its_classes_are_those_of_the_ontology() -> None:
    known, model = classes(), ActModel.load()
    assert (model.types, model.modes) == (known.types, known.modes)


@pytest.mark.parametrize(
    ("sentence", "word", "event"),
    [
        (PARDONED, "pardoned", "CONCEDE"),
        ("Kenya threw its weight behind the plan of the African Union.", "threw", "SUPPORT"),
        ("Two gunboats of the junta rained shells on the harbour.", "rained", "ASSAULT"),
        ("The index gave up its early gains on Tuesday.", "gave", ""),
    ],
)
def test_plain_cases(sentence: str, word: str, event: str) -> None:
    found = guess(sentence, word)
    assert found.event == event
    assert 0.7 <= found.probability <= 1 and found.second_probability < 0.3


def test_a_mode_belongs_to_its_type_and_no_act_has_none() -> None:
    for word in PARDONED.rstrip(".").split():
        found = guess(PARDONED, word)
        assert (found.event, found.mode) in classes().modes


def test_the_same_word_gets_the_same_guess_whatever_was_read_before() -> None:
    model = ActModel()
    first = guess(PARDONED, "pardoned", model)
    for i in range(70):
        guess(f"Oman signed treaty number {i}.", "signed", model)
    assert guess(PARDONED, "pardoned", model) == first == guess(PARDONED, "pardoned", ActModel())


def test_there_is_no_guess_where_there_is_no_word_or_too_much_text() -> None:
    model = ActModel.load()
    assert model.guess("", 0) is None
    assert model.guess("Oman spoke.", 4) is None
    long = "Oman " * 600 + "spoke."
    assert model.guess(long, long.index("spoke")) is None
    assert guess(long, "Oman").probability > 0


def test_words_and_marks_are_cut_and_glued_as_they_stand() -> None:
    words = cut("U.S.-led talks, they said")
    assert [w.text for w in words] == ["U", ".", "S", ".", "-", "led", "talks", ",", "they", "said"]
    assert glued(words) == [False, True, True, True, True, True, False, True, False, False]
