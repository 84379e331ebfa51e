"""Speakers that the parser lost are hung on their verb of saying again."""

from __future__ import annotations

import pytest

from graph.extractors import extract
from graph.extractors.mending.reported import give_speakers
from ontology.lexicon import Lexicon

from .build import doc, passage

LOST = """
Turkey Turkey PROPN nsubj 2 B-GPE
closed close VERB root 0 TAG=VBD Tense=Past|VerbForm=Fin
its its PRON nmod:poss 4
border_ border NOUN obj 2
, , PUNCT punct 7
spokesman spokesman NOUN compound 7
Ibrahim Ibrahim PROPN appos 4 B-PERSON
Kalin Kalin PROPN flat 7 I-PERSON
stressed_ stress VERB conj 2 TAG=VBD Tense=Past|VerbForm=Fin
. . PUNCT punct 2
"""

INVERTED = """
Troops troop NOUN nsubj 2 Number=Plur
fled flee VERB root 0 TAG=VBD Tense=Past|VerbForm=Fin
, , PUNCT punct 2
said say VERB conj 2 TAG=VBD Tense=Past|VerbForm=Fin
the the DET det 6
minister_ minister NOUN obj 4
. . PUNCT punct 2
"""

RIGHT = """
Troops troop NOUN nsubj 2 Number=Plur
fled_ flee VERB ccomp 5 TAG=VBD Tense=Past|VerbForm=Fin
, , PUNCT punct 5
Oman Oman PROPN nsubj 5 B-GPE
said_ say VERB root 0 TAG=VBD Tense=Past|VerbForm=Fin
. . PUNCT punct 5
"""


@pytest.mark.parametrize(("table", "speaker"), [(LOST, "Ibrahim Kalin"), (INVERTED, "minister")])
def test_the_speaker_is_found_whatever_the_parse(table: str, speaker: str) -> None:
    found, _ = extract([passage(table)], "article", Lexicon.load())
    first = min(found, key=lambda t: t.predicate.span.start)
    assert [m.span.text for m in first.said_by] == [speaker]


def test_a_good_parse_is_left_alone() -> None:
    made = doc(RIGHT)
    give_speakers(made)
    assert [(t.head.i, t.dep_) for t in made] == [(1, "nsubj"), (4, "ccomp"), (4, "punct"), (4, "nsubj"), (4, "ROOT"), (4, "punct")]
