"""The type of the whole act, and what a report is about, on reports made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.classify.composition import composed, intended
from graph.classify.contexts import named_in, with_contexts
from graph.model import Report
from ontology.lexicon import Lexicon
from tests.graph.join.made import CHINA, INDIA, USA, report

LEXICON = Lexicon.load()
PROMISE = report(USA, None, act=("AGREE", "", "promised", False), words="promised")


def content(event: str, mode: str = "", number: int = 1) -> Report:
    return replace(report(USA, INDIA, act=(event, mode, "did", False), words="did", number=number), content_of=PROMISE.id)


@pytest.mark.parametrize(
    ("outer", "inner", "whole"),
    [
        ("AGREE", ("CONSULT", "visit"), ("AGREE", "")),
        ("AGREE", ("RETREAT", "withdraw"), ("CONCEDE", "")),
        ("AGREE", ("SANCTION", "discontinue"), ("THREATEN", "restrict")),
        ("REQUEST", ("AID", ""), ("REQUEST", "assist")),
        ("REQUEST", ("CONCEDE", ""), ("REQUEST", "yield")),
        ("REJECT", ("CONSULT", ""), ("REJECT", "meet")),
        ("THREATEN", ("SANCTION", "discontinue"), ("THREATEN", "restrict")),
        ("THREATEN", ("ASSAULT", "aerial"), ("THREATEN", "violence")),
        ("ACCUSE", ("ASSAULT", "aerial"), ("ACCUSE", "")),
    ],
)
def test_the_content_gives_the_whole_its_type(outer: str, inner: tuple[str, str], whole: tuple[str, str]) -> None:
    above = replace(PROMISE, event=outer)
    made = composed([above, content(*inner)], {}, {}, LEXICON)
    assert (made[0].event, made[0].mode) == whole
    assert made[0].relation == "promised"
    assert (made[1].event, made[1].mode) == inner


def test_one_told_of_by_a_content_that_makes_no_report_of_its_own() -> None:
    asked = replace(PROMISE, event="REQUEST")
    (made,) = composed([asked], {}, {asked.id: ("CONSULT", "")}, LEXICON)
    assert (made.event, made.mode) == ("REQUEST", "meet")


def test_every_report_of_a_triple_gets_the_type_of_the_first_ones_content() -> None:
    other = replace(report(CHINA, None, act=("AGREE", "", "promised", False), number=3), event="THREATEN")
    first = replace(PROMISE, event="THREATEN")
    made = composed([first, other, content("ASSAULT")], {other.id: first.id, first.id: first.id}, {}, LEXICON)
    assert [(r.event, r.mode) for r in made[:2]] == [("THREATEN", "violence")] * 2


def test_a_threat_without_another_side_is_directed_at_the_one_its_content_is_about() -> None:
    made = composed([replace(PROMISE, event="THREATEN"), content("ASSAULT")], {}, {}, LEXICON)
    assert [(p.role, p.actor) for p in made[0].others] == [("recipient", INDIA)]
    named = replace(report(USA, CHINA, act=("THREATEN", "", "threatened", False)), id=PROMISE.id)
    assert composed([named, content("ASSAULT")], {}, {}, LEXICON)[0].others == ()


@pytest.mark.parametrize(
    ("event", "mode", "whole"),
    [
        ("AID", "", "AGREE"), ("CONSULT", "visit", "AGREE"), ("RETREAT", "release", "CONCEDE"), ("SANCTION", "discontinue", "THREATEN"),
        ("ASSAULT", "", "THREATEN"), ("ACCUSE", "", "ACCUSE"), ("", "", ""),
    ],
)
def test_a_plan_is_a_promise_or_a_threat(event: str, mode: str, whole: str) -> None:
    planned = replace(report(USA, INDIA, act=(event, mode, "did", False)), modality="planned")
    assert intended(planned, LEXICON).event == whole


def test_what_is_no_plan_of_its_own_keeps_its_type() -> None:
    aid = report(USA, INDIA, act=("AID", "", "sent_aid_to", False))
    for kept in (aid, replace(aid, modality="planned", negated=True), replace(aid, modality="planned", content_of="x"), replace(aid, modality="possible")):
        assert intended(kept, LEXICON) == kept


def test_a_plan_for_ones_own_country_is_no_threat() -> None:
    police = replace(report(USA, None, act=("COERCE", "curfew", "imposed_curfew_on", False)), modality="planned")
    assert intended(police, LEXICON).event == "COERCE"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Paris lifted its arms embargo and the trade embargo.", {"economic", "military"}),
        ("The two leaders spoke.", set()),
        ("The ministry lost files in a cyberattack.", {"cyber"}),
    ],
)
def test_contexts_are_those_that_words_plainly_name(sentence: str, found: set[str]) -> None:
    assert named_in(sentence, LEXICON) == found


def test_each_report_has_the_contexts_of_its_sentence_and_of_its_code() -> None:
    plain = report(sentence="The two leaders spoke of an oil embargo.")
    coded = replace(plain, cameo="0312")
    assert [r.contexts for r in with_contexts([plain, coded], LEXICON)] == [("economic",), ("economic", "military")]
