"""Wordings on hand-built Docs: the full n-ary tuple of a clause."""

from __future__ import annotations

from graph.extractors import extract
from ontology.lexicon import Lexicon

from .build import passage

FOLDED = """
Japan Japan PROPN nsubj 2 B-GPE
agreed agree VERB root 0 Tense=Past|VerbForm=Fin
to to PART mark 4
hold hold VERB xcomp 2 VerbForm=Inf
talks talk NOUN obj 4 Number=Plur
with with ADP case 7
Seoul Seoul PROPN nmod 5 B-GPE
in in ADP case 9
Geneva_ Geneva PROPN obl 4 B-GPE
. . PUNCT punct 2
"""

PREPOSITION = """
Bond Bond PROPN nsubj 3 B-PERSON
never never ADV advmod 3
apologized apologize VERB root 0 Tense=Past|VerbForm=Fin
to to ADP case 6
the the DET det 6
court_ court NOUN obl 3
. . PUNCT punct 3
"""

JOINED = """
Rebels rebel NOUN nsubj 2 Number=Plur
seized seize VERB root 0 Tense=Past|VerbForm=Fin
Goma Goma PROPN obj 2 B-GPE
and and CCONJ cc 5
Bukavu Bukavu PROPN conj 3 B-GPE
on on ADP case 7
Sunday_ Sunday PROPN obl 2
. . PUNCT punct 2
"""

COPULA = """
Oslo Oslo PROPN nsubj 4 B-GPE
was be AUX cop 4 Tense=Past|VerbForm=Fin
a a DET det 4
mediator mediator NOUN root 0
in in ADP case 6
Colombia_ Colombia PROPN nmod 4 B-GPE
. . PUNCT punct 4
"""


def tuples(table: str) -> list[tuple[str, ...]]:
    found, _ = extract([passage(table)], "article", Lexicon.load())
    told = (w for t in found for w in t.wordings)
    return [tuple(" ".join(s.text for s in part) for part in (w.relation, *w.arguments)) for w in told]


def test_an_infinitive_belongs_to_the_relation_above_it() -> None:
    assert tuples(FOLDED) == [("agreed to hold", "Japan", "talks with Seoul", "in Geneva")]


def test_a_preposition_joins_a_verb_without_object_and_negation_stays() -> None:
    assert tuples(PREPOSITION) == [("never apologized to", "Bond", "the court")]


def test_each_conjoined_object_makes_a_tuple() -> None:
    assert tuples(JOINED) == [("seized", "Rebels", "Goma", "on Sunday"), ("seized", "Rebels", "Bukavu", "on Sunday")]


def test_what_a_copula_joins_is_an_argument() -> None:
    assert tuples(COPULA) == [("was", "Oslo", "a mediator in Colombia")]
