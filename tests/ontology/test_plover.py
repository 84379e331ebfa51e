"""Quad classes and scores are those of the table."""

from __future__ import annotations

import pytest

from ontology.plover import quad, score


@pytest.mark.parametrize(("event", "mode", "klass", "value"), [("AGREE", "", 1, 2.5), ("AID", "", 2, 10), ("ACCUSE", "disapprove", 3, -2), ("ASSAULT", "drone", 4, -9.5)])
def test_types_and_modes(event: str, mode: str, klass: int, value: float) -> None:
    assert (quad(event), score(event, mode)) == (klass, value)


def test_a_mode_without_a_score_has_that_of_its_type() -> None:
    assert score("PROTEST", "vandalize") == score("PROTEST") == -5


def test_what_is_no_type_has_none() -> None:
    assert (quad(""), score("")) == (0, None)
