"""Clauses on hand-built Docs: who does what to whom, whatever the voice."""

from __future__ import annotations

from graph.extractors import extract
from graph.model import Triple
from ontology.lexicon import Lexicon

from .build import passage


def triples(table: str) -> list[Triple]:
    found, _ = extract([passage(table)], "article", Lexicon.load())
    return found


def only(table: str, lemma: str) -> Triple:
    return next(t for t in triples(table) if t.predicate.lemma == lemma)


def slots(triple: Triple) -> dict[str, str]:
    named = {a.slot: a.mention.span.text for a in triple.arguments}
    return {"subj": triple.subject.mention.span.text, **named} if triple.subject is not None else named


ACTIVE = """
China China PROPN nsubj 2 B-GPE
criticized criticize VERB root 0 Tense=Past|VerbForm=Fin
the the DET det 4
tariffs_ tariff NOUN obj 2 Number=Plur
. . PUNCT punct 2
"""

PASSIVE = """
The the DET det 2
envoy envoy NOUN nsubj:pass 4
was be AUX aux:pass 4 Tense=Past|VerbForm=Fin
expelled expel VERB root 0 Tense=Past|VerbForm=Part
by by ADP case 6
Poland_ Poland PROPN obl:agent 4 B-GPE
. . PUNCT punct 4
"""

CONTROL = """
China China PROPN nsubj 2 B-GPE
urged urge VERB root 0 Tense=Past|VerbForm=Fin
Japan Japan PROPN obj 2 B-GPE
to to PART mark 5
lift lift VERB xcomp 2 VerbForm=Inf
tariffs_ tariff NOUN obj 5 Number=Plur
. . PUNCT punct 2
"""

JOINT = """
India India PROPN nsubj 4 B-GPE
and and CCONJ cc 3
Pakistan Pakistan PROPN conj 1 B-GPE
met meet VERB root 0 Tense=Past|VerbForm=Fin
and and CCONJ cc 6
signed sign VERB conj 4 Tense=Past|VerbForm=Fin
a a DET det 8
treaty_ treaty NOUN obj 6
. . PUNCT punct 4
"""

RELATIVE = """
Officials official NOUN nsubj 5 Number=Plur
who who PRON nsubj 3
met meet VERB acl:relcl 1 Tense=Past|VerbForm=Fin
Xi Xi PROPN obj 3 B-PERSON
left leave VERB root 0 Tense=Past|VerbForm=Fin
. . PUNCT punct 5
"""


def test_active_clause() -> None:
    assert slots(only(ACTIVE, "criticize")) == {"subj": "China", "obj": "tariffs"}


def test_passive_is_undone() -> None:
    assert slots(only(PASSIVE, "expel")) == {"subj": "Poland", "obj": "envoy"}


def test_the_object_of_a_demand_is_the_subject_of_its_content() -> None:
    found = triples(CONTROL)
    content = next(t for t in found if t.predicate.lemma == "lift")
    assert slots(content) == {"subj": "Japan", "obj": "tariffs"}
    assert found[content.governor].predicate.lemma == "urge"
    assert content.modality == "requested"


def test_joint_subjects_are_members_of_one_argument_and_shared_by_the_second_verb() -> None:
    met, signed = only(JOINT, "meet"), only(JOINT, "sign")
    assert met.subject is not None and signed.subject is not None
    assert [m.span.text for m in met.subject.members] == ["India", "Pakistan"]
    assert slots(signed) == {"subj": "India", "obj": "treaty"}


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    assert slots(only(RELATIVE, "meet")) == {"subj": "Officials", "obj": "Xi"}


def test_negation_and_modality_come_from_the_verbs_own_words() -> None:
    triple = only(
        """
        Iran Iran PROPN nsubj 4 B-GPE
        will will AUX aux 4 VerbForm=Fin
        not not PART advmod 4
        attack attack VERB root 0 VerbForm=Inf
        Iraq_ Iraq PROPN obj 4 B-GPE
        . . PUNCT punct 4
        """,
        "attack",
    )
    assert triple.negated and triple.modality == "planned"


def test_a_verb_that_the_lemmatizer_spoiled_is_mended() -> None:
    spoiled = ACTIVE.replace("criticized criticize", "delayed delaye").replace("China", "Iran")
    assert only(spoiled, "delay").predicate.span.text == "delayed"


def test_offsets_name_the_text_they_stand_for() -> None:
    made = passage(PASSIVE, offset=40)
    found, mentions = extract([made], "article", Lexicon.load())
    text = " " * 40 + made.doc.text
    spans = [a.span for t in found for a in t.arguments] + [o.mention.span for o in mentions]
    assert spans and all(text[s.start : s.end] == s.text for s in spans)
