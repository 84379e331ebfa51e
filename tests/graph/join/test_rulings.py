"""Rulings: an event is split and two are joined, and nothing depends on the order in which people ruled."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.join.events import events
from graph.join.rulings import Judgement
from graph.join.why import ruled
from graph.model import Event, Report, Ruling

from .made import CHINA, KEYS, USA, articles, report

KNOWN = articles(*KEYS)
CALLS = tuple(report(article=key, number=i) for i, key in enumerate("abcd"))
LATER = report(date="2025-06-09", article="b")
STRIKE = report(USA, CHINA, act=("ASSAULT", "", "attacked", False), article="c")
TOLD = (*CALLS, LATER, STRIKE)


def merged(*rulings: Ruling, told: tuple[Report, ...] = TOLD) -> list[Event]:
    return events(told, rulings, KNOWN)


def together(found: list[Event]) -> set[frozenset[str]]:
    return {frozenset(e.reports) for e in found}


def ids(*found: Report) -> frozenset[str]:
    return frozenset(r.id for r in found)


FIRST, SECOND, THIRD, FOURTH = sorted(CALLS, key=lambda r: r.id)


def test_the_later_of_two_reports_that_are_ruled_different_leaves() -> None:
    assert ids(*CALLS) in together(merged())
    split = together(merged(Ruling("different", FIRST.id, THIRD.id, "me")))
    assert split == {ids(FIRST, SECOND, FOURTH), ids(THIRD), ids(LATER), ids(STRIKE)}
    assert split == together(merged(Ruling("different", THIRD.id, FIRST.id, "you")))


def test_it_takes_along_what_is_ruled_the_same_as_it() -> None:
    rulings = (Ruling("different", FIRST.id, THIRD.id), Ruling("same", THIRD.id, FOURTH.id))
    assert together(merged(*rulings)) == {ids(FIRST, SECOND), ids(THIRD, FOURTH), ids(LATER), ids(STRIKE)}


def test_what_leaves_keeps_its_id_when_articles_arrive() -> None:
    rulings = (Ruling("different", FIRST.id, SECOND.id),)
    before = {e.reports: e.id for e in merged(*rulings, told=(FIRST, SECOND))}
    after = {e.id: e.reports for e in merged(*rulings)}
    assert after[before[SECOND.id,]] == (SECOND.id,)
    assert FIRST.id in after[before[FIRST.id,]]


def test_events_are_joined_by_their_ids_or_by_two_of_their_reports() -> None:
    call, later = (next(e for e in merged() if r.id in e.reports) for r in (FIRST, LATER))
    joined = {ids(*CALLS, LATER), ids(STRIKE)}
    assert together(merged(Ruling("same", call.id, later.id))) == joined
    assert together(merged(Ruling("same", THIRD.id, LATER.id))) == joined
    assert min(call.id, later.id) in {e.id for e in merged(Ruling("same", later.id, call.id))}


def test_a_ruling_against_a_join_wins() -> None:
    call, later = (next(e for e in merged() if r.id in e.reports) for r in (FIRST, LATER))
    same = Ruling("same", FIRST.id, LATER.id)
    for against in (Ruling("different", call.id, later.id), Ruling("different", SECOND.id, LATER.id), Ruling("different", LATER.id, FIRST.id)):
        assert together(merged(same, against)) == together(merged())


def test_rulings_on_what_is_not_here_wait() -> None:
    assert together(merged(Ruling("same", "nothing", FIRST.id), Ruling("different", "nothing", FIRST.id))) == together(merged())


def test_why_shows_who_ruled_and_not_what_was_taken_back() -> None:
    rulings = [Ruling("different", FIRST.id, THIRD.id, "Ada", "two calls", "2025-06-10"), Ruling("same", FIRST.id, LATER.id, "Bo")]
    event = next(e for e in merged(*rulings) if FIRST.id in e.reports)
    assert f"  ruled different: {FIRST.id} and {THIRD.id}, by Ada, 2025-06-10: two calls" in list(ruled(event, rulings))
    taken_back = [*rulings, replace(rulings[0], undone=True)]
    assert not any("different" in line for line in ruled(event, taken_back))


NAMES = [r.id for r in TOLD] + [e.id for e in merged()] + ["nothing"]
rulings_made = st.lists(
    st.builds(Ruling, st.sampled_from(["same", "different"]), st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(["Ada", "Bo"]), undone=st.booleans()),
    max_size=8,
)


@settings(max_examples=150, deadline=None)
@given(rulings_made, st.randoms(use_true_random=False))
def test_rulings_know_no_order_and_no_repetition(rulings: list[Ruling], chance: object) -> None:
    found = merged(*rulings)
    shuffled = [*rulings, *rulings[:3]]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merged(*shuffled, told=tuple(reversed(TOLD))) == found
    assert sorted(r for e in found for r in e.reports) == sorted(r.id for r in TOLD)
    assert merged(*rulings, *(replace(r, undone=True) for r in rulings)) == merged()


@settings(max_examples=150, deadline=None)
@given(rulings_made)
def test_reports_ruled_different_are_never_one_event(rulings: list[Ruling]) -> None:
    place = {r: e.id for e in merged(*rulings) for r in e.reports}
    for first, second in Judgement(rulings).different:
        if first in place and second in place:
            assert place[first] != place[second]
