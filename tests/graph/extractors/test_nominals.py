"""Nouns of action, titles, speakers and mended names, on hand-built Docs."""

from __future__ import annotations

from graph.extractors.mending import mend
from ontology.lexicon import Lexicon

from .build import doc
from .test_clauses import only, slots, triples

CALL = """
Reports report NOUN nsubj 9 Number=Plur
of of ADP case 5
a a DET det 5
phone phone NOUN compound 5
call call NOUN nmod 1
between between ADP case 7
Trump Trump PROPN nmod 5 B-PERSON
there there ADV advmod 9
surfaced_ surface VERB root 0 Tense=Past|VerbForm=Fin
. . PUNCT punct 9
"""

RESTRICTIONS = """
China China PROPN nsubj 2 B-GPE
criticized criticize VERB root 0 Tense=Past|VerbForm=Fin
U.S. U.S. PROPN compound 4 B-GPE
restrictions restriction NOUN obj 2 Number=Plur
on on ADP case 7
student student NOUN compound 7
visas_ visa NOUN nmod 4 Number=Plur
. . PUNCT punct 2
"""

ACCORDING = """
Trump Trump PROPN nsubj 2 B-PERSON
initiated initiate VERB root 0 Tense=Past|VerbForm=Fin
the the DET det 4
call call NOUN obj 2
, , PUNCT punct 8
according accord VERB case 8
to to ADP fixed 6
CNBC CNBC PROPN obl 2 B-ORG
, , PUNCT punct 10
citing cite VERB advcl 2 TAG=VBG
Xinhua_ Xinhua PROPN obj 10 B-ORG
. . PUNCT punct 2
"""

TITLED = """
U.S. U.S. PROPN nsubj 9 B-GPE
President President PROPN nmod:desc 3
Donald Donald PROPN appos 1 B-PERSON
Trump Trump PROPN flat 3 I-PERSON
and and CCONJ cc 7
President President PROPN nmod:desc 7
Xi Xi PROPN flat 3 B-PERSON
Jinping Jinping PROPN flat 7 I-PERSON
spoke speak VERB root 0 Tense=Past|VerbForm=Fin
. . PUNCT punct 9
"""


def test_a_noun_of_action_takes_the_compound_that_the_lexicon_knows() -> None:
    call = only(CALL, "phone call")
    assert call.predicate.pos == "noun" and slots(call) == {"between": "Trump"}


def test_owner_and_preposition_are_slots_of_the_noun() -> None:
    assert slots(only(RESTRICTIONS, "restriction")) == {"owner": "U.S.", "on": "student visas"}


def test_the_owner_of_the_object_is_kept_with_the_verb() -> None:
    target = only(RESTRICTIONS, "criticize").slot("obj")
    assert target is not None and target.mention.owner is not None and target.mention.owner.span.text == "U.S."


def test_speakers_stand_nearest_to_the_article_first() -> None:
    assert [m.span.text for m in only(ACCORDING, "initiate").said_by] == ["CNBC", "Xinhua"]


def test_torn_titles_are_mended_into_one_subject_with_two_members() -> None:
    spoke = only(TITLED, "speak")
    assert spoke.subject is not None
    assert [(m.span.text, m.title) for m in spoke.subject.members] == [("Donald Trump", "U.S. President"), ("Xi Jinping", "President")]


def test_a_title_before_a_name_is_an_office_held() -> None:
    offices = {t.subject.mention.span.text: t.arguments[0].span.text for t in triples(TITLED) if t.extractor == "titles" and t.subject is not None}
    assert offices == {"Donald Trump": "U.S. President", "Xi Jinping": "President"}


def test_mending_leaves_a_tree() -> None:
    made = mend(doc(TITLED), Lexicon.load())
    for token in made:
        steps = 0
        while token.head != token:
            token, steps = token.head, steps + 1
            assert steps < len(made)
