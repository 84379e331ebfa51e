"""Which reports are one event, which are not, and what they disagree on."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.join.events import events
from graph.join.why import between, why
from graph.model import Event, Report, Ruling

from .made import (
    ACTS,
    CHINA,
    GENEVA,
    INDIA,
    KEYS,
    LONDON,
    PAKISTAN,
    SWITZERLAND,
    TRUMP,
    USA,
    XI,
    XINHUA,
    articles,
    participant,
    report,
    reports,
)

KNOWN = articles(*KEYS)


def merged(*told: Report, rulings: tuple[Ruling, ...] = ()) -> list[Event]:
    return events(told, rulings, KNOWN)


def test_three_outlets_on_one_call_are_one_event() -> None:
    found = merged(report(article="a"), report(XI, TRUMP, article="b"), report(article="c", act=ACTS[1], words="spoke with"))
    assert len(found) == 1 and found[0].sources == ("Source a", "Source b", "Source c")


def test_where_there_is_no_object_the_state_it_is_about_is_the_other_side() -> None:
    aid = ("AID", "", "aided", False)
    to_london = replace(report(USA, None, act=aid), others=(participant("recipient", LONDON),))
    again = replace(report(USA, None, act=aid, article="b"), others=(participant("participant", LONDON),))
    to_geneva = replace(report(USA, None, act=aid, article="c"), others=(participant("recipient", GENEVA),))
    assert sorted(len(e.reports) for e in merged(to_london, again, to_geneva)) == [1, 2]
    to_india = report(USA, INDIA, act=aid, article="c")
    named = replace(report(USA, None, act=aid, article="a"), others=(participant("participant", INDIA),))
    assert len(merged(to_india, named)) == 1


def test_the_place_of_talks_is_nobodys_other_side() -> None:
    alone = ("CONSULT", "", "held_talks_with", False)
    found = merged(report(USA, None, act=alone, place=GENEVA), report(USA, SWITZERLAND, act=alone, article="b"))
    assert len(found) == 2


def test_a_strike_and_the_counter_strike_of_one_day_stay_two() -> None:
    assert len(merged(report(INDIA, PAKISTAN, act=ACTS[2]), report(PAKISTAN, INDIA, act=ACTS[2], article="b"))) == 2


def test_a_call_and_a_strike_stay_two() -> None:
    assert len(merged(report(INDIA, PAKISTAN), report(INDIA, PAKISTAN, act=ACTS[2]))) == 2


def test_states_join_the_only_call_of_their_leaders() -> None:
    assert len(merged(report(), report(USA, CHINA, article="b"))) == 1


def test_states_stay_apart_where_two_calls_could_be_meant() -> None:
    other = report(TRUMP, CHINA, article="c", words="phoned")
    found = merged(report(), other, report(USA, CHINA, article="b"))
    assert max(len(e.reports) for e in found) <= 2


def test_the_talks_of_two_states_are_not_the_call_of_their_leaders() -> None:
    talks = ("CONSULT", "", "held_talks_with", True)
    assert len(merged(report(), report(USA, CHINA, act=talks, article="b"))) == 2
    assert len(merged(report(), report(act=talks, article="b"))) == 1


def test_a_reported_date_joins_the_only_dated_event_in_its_window() -> None:
    assert len(merged(report(), report(date="2025-06-07", basis="reported", article="b"))) == 1
    assert len(merged(report(), report(date="2025-06-12", basis="reported", article="b"))) == 2


def test_a_reported_date_with_two_candidates_stays_apart() -> None:
    two_calls = (report(), report(date="2025-06-04", article="c"))
    assert len(merged(*two_calls, report(date="2025-06-06", basis="reported", article="b"))) == 3


def test_a_month_joins_the_only_event_in_it() -> None:
    assert len(merged(report(), report(date="2025-06", article="b"))) == 1


def test_what_is_only_planned_does_not_join_by_a_loose_date() -> None:
    planned = report(date="2025-06-06", basis="reported", article="b", modality="planned")
    found = merged(report(), planned)
    assert len(found) == 2 and sorted(e.happened for e in found) == [False, True]


def test_two_places_of_one_kind_of_act_and_day_are_not_merged() -> None:
    talks = ("CONSULT", "", "held_talks_with", True)
    found = merged(report(USA, CHINA, act=talks, place=GENEVA), report(USA, CHINA, act=talks, place=LONDON, article="b"))
    assert len(found) == 2


def test_a_denial_is_a_dispute_and_not_another_event() -> None:
    (event,) = merged(report(article="a"), report(article="b", negated=True))
    assert event.happened and [v.value for v in event.disputes["happened"]] == ["no", "yes"]


def test_two_who_are_said_to_have_called_first_are_a_dispute() -> None:
    (event,) = merged(report(TRUMP, XI, article="a"), report(XI, TRUMP, article="b"))
    assert [v.value for v in event.disputes["initiator"]] == ["Donald Trump", "Xi Jinping"]
    assert [v.sources for v in event.disputes["initiator"]] == [("Source a",), ("Source b",)]


def test_two_articles_that_cite_one_agency_are_one_origin() -> None:
    (event,) = merged(report(article="a", said_by=(XINHUA,)), report(article="b", said_by=(XINHUA,)), report(article="c"))
    assert len(event.sources) == 3 and event.origins == 2


def test_a_ruling_joins_and_another_splits() -> None:
    one, other = merged(report(), report(date="2025-06-04", article="b"))
    assert len(merged(report(), report(date="2025-06-04", article="b"), rulings=(Ruling("same", one.id, other.id, "me"),))) == 1
    undone = (Ruling("same", one.id, other.id, "me"), Ruling("same", one.id, other.id, "me", undone=True))
    assert len(merged(report(), report(date="2025-06-04", article="b"), rulings=undone)) == 2


def test_actors_ruled_the_same_are_one() -> None:
    local = XI.__class__("x-1", "Xi Jinping", "person", "CHN")
    told = (report(), report(TRUMP, local, article="b"))
    assert len(merged(*told)) == 2
    assert len(merged(*told, rulings=(Ruling("same", XI.id, local.id, "me"),))) == 1


def test_why_names_key_reports_speakers_and_disputes() -> None:
    told = {r.id: r for r in (report(article="a", said_by=(XINHUA,)), report(XI, TRUMP, article="b"))}
    (event,) = merged(*told.values())
    text = "\n".join(why(event, told, KNOWN, {a.id: a for a in (TRUMP, XI)}))
    assert "key: CONSULT phone | Xi Jinping <> Donald Trump | 2025-06-05" in text
    assert "said by Xinhua" in text and "disputed: initiator" in text and "Source b" in text


def test_why_two_events_are_two() -> None:
    told = {r.id: r for r in (report(article="a"), report(date="2025-06-04", article="b"))}
    one, other = merged(*told.values())
    assert "different time: 2025-06-0" in "\n".join(between(one, other, told, {}))


def same(one: list[Event], other: list[Event]) -> bool:
    return one == other


@settings(max_examples=200)
@given(st.lists(reports, max_size=12), st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(told: list[Report], shuffle: random.Random) -> None:
    mixed = told + told[:3]
    shuffle.shuffle(mixed)
    unique = list({r.id: r for r in mixed}.values())
    assert same(merged(*{r.id: r for r in told}.values()), merged(*unique))


@settings(max_examples=200)
@given(st.lists(reports, max_size=12, unique_by=lambda r: r.id))
def test_every_report_is_in_exactly_one_event(told: list[Report]) -> None:
    found = merged(*told)
    assert sorted(r for e in found for r in e.reports) == sorted(r.id for r in told)
    assert len({e.id for e in found}) == len(found)


@settings(max_examples=100)
@given(st.lists(reports, max_size=10, unique_by=lambda r: r.id))
def test_ids_are_those_of_the_key(told: list[Report]) -> None:
    for event in merged(*told):
        alone = merged(*(r for r in told if r.id in event.reports))
        assert len(alone) == 1 or len({e.key for e in alone}) >= 1
