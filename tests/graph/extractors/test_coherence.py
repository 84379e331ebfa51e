"""Arcs that no clause has, on hand-built Docs: each rule mends its example and leaves a good parse alone."""

from __future__ import annotations

import pytest

from graph.extractors.mending.arcs import Arcs
from graph.extractors.mending.coherence import cohere

from .build import doc

OWNER = """
Deng Deng PROPN nsubj 4 B-PERSON
's 's PART case 1
visit visit NOUN nsubj 4
followed follow VERB root 0 TAG=VBD Tense=Past|VerbForm=Fin
talks_ talk NOUN obj 4 Number=Plur
. . PUNCT punct 4
"""
LATE = """
Kyiv Kyiv PROPN nsubj 2 B-GPE
urged urge VERB root 0 TAG=VBD Tense=Past|VerbForm=Fin
Rome Rome PROPN nsubj 2 B-GPE
to to PART mark 5
act_ act VERB xcomp 2 TAG=VB VerbForm=Inf
. . PUNCT punct 2
"""
AGENT = """
Curbs curb NOUN nsubj:pass 3 Number=Plur
were be AUX aux:pass 3
imposed impose VERB root 0 TAG=VBN Tense=Past|VerbForm=Part
on on ADP case 5
Belarus Belarus PROPN obl 3 B-GPE
by by ADP case 7
Lithuania_ Lithuania PROPN nmod 5 B-GPE
. . PUNCT punct 3
"""
DESCRIBED = """
Swedish Swedish ADJ amod 2 B-NORP
count count NOUN nsubj 4 Number=Sing
Folke Folke PROPN nsubj 4 B-PERSON
mediated_ mediate VERB root 0 TAG=VBD Tense=Past|VerbForm=Fin
. . PUNCT punct 4
"""
THANKED = """
Oman Oman PROPN nsubj 2 B-GPE
thanked thank VERB root 0 TAG=VBD Tense=Past|VerbForm=Fin
Qatar Qatar PROPN obj 5 B-GPE
for for SCONJ mark 5
hosting host VERB advcl 2 TAG=VBG VerbForm=Ger
talks_ talk NOUN obj 5 Number=Plur
. . PUNCT punct 2
"""
DOUBLED = """
Oman Oman PROPN nsubj 2 B-GPE
lifted lift VERB root 0 TAG=VBD Tense=Past|VerbForm=Fin
its its PRON nmod:poss 4 Poss=Yes|PronType=Prs
arms arm NOUN obj 2 Number=Plur
embargo embargo NOUN obj 2 Number=Sing
on on ADP case 7
Yemen_ Yemen PROPN obl 2 B-GPE
. . PUNCT punct 2
"""
GIVEN = DOUBLED.replace("lifted lift", "gave give")
LABEL = """
Background_ background NOUN root 0 Number=Sing
: : PUNCT punct 4
Oman Oman PROPN nsubj 4 B-GPE
attacked attack VERB acl 1 TAG=VBD Tense=Past|VerbForm=Fin
Yemen_ Yemen PROPN obj 4 B-GPE
. . PUNCT punct 1
"""
CALLED_OFF = """
Oman Oman PROPN nsubj 2 B-GPE
called call VERB root 0 TAG=VBD Tense=Past|VerbForm=Fin
off off ADP compound:prt 2
a a DET det 5
visit_ visit NOUN xcomp 2 Number=Sing
. . PUNCT punct 2
"""


@pytest.mark.parametrize(
    ("table", "word", "head", "label"),
    [
        (OWNER, "Deng", "visit", "nmod:poss"),
        (LATE, "Rome", "urged", "obj"),
        (AGENT, "Lithuania", "imposed", "obl:agent"),
        (DESCRIBED, "count", "Folke", "nmod:desc"),
        (THANKED, "Qatar", "thanked", "obj"),
        (DOUBLED, "arms", "embargo", "compound"),
        (DOUBLED, "its", "embargo", "nmod:poss"),
        (GIVEN, "arms", "gave", "obj"),
        (LABEL, "attacked", "attacked", "ROOT"),
        (LABEL, "Background", "attacked", "dep"),
        (CALLED_OFF, "visit", "called", "obj"),
    ],
)
def test_each_rule_mends_its_example(table: str, word: str, head: str, label: str) -> None:
    made = doc(table)
    cohere(made)
    token = next(t for t in made if t.text == word)
    assert (token.head.text, token.dep_) == (head, label)
    again = [(t.head.i, t.dep_) for t in made]
    cohere(made)
    assert [(t.head.i, t.dep_) for t in made] == again, "what is mended is left alone"


def test_arcs_never_close_a_circle() -> None:
    arcs = Arcs(doc(LATE))
    assert not arcs.hang(1, 4, "conj") and arcs.heads[1] == 1
    assert arcs.hang(4, 0, "acl") and arcs.is_below(4, 1)
