"""The history of a pair: what counts, in which order, and how friendly it was."""

from __future__ import annotations

from graph.history import Month, history
from graph.join.events import events

from .join.made import CHINA, KEYS, TRUMP, USA, XI, articles, report

CALL = report(TRUMP, XI, date="2025-06-05")
AID = report(USA, CHINA, act=("AID", "", "aided", False), date="2025-05-01", article="b")
RAID = report(CHINA, USA, act=("ASSAULT", "drone", "bombed", False), date="2025-05-09", article="c")
PLAN = report(USA, CHINA, act=("AGREE", "", "promised", False), date="2025-05-20", modality="planned", article="c")
TOLD = report(USA, CHINA, act=("", "", "told", False), date="", article="d")
EVENTS = events((CALL, AID, RAID, PLAN, TOLD), (), articles(*KEYS))


def test_a_pair_in_the_order_of_time_whoever_acts() -> None:
    found = history(EVENTS, USA.id, CHINA.id)
    assert [e.relation for e in found.events] == ["aided", "bombed", "promised", "told"]
    assert (found.first, found.last) == ("2025-05-01", "2025-05-09")


def test_only_what_happened_and_has_a_type_is_scored() -> None:
    found = history(EVENTS, CHINA.id, USA.id)
    assert found.by_type == {"AID": 1, "ASSAULT": 1, "untyped": 1}
    assert found.months == (Month("2025-05", 2, 0.25),)
    assert found.mean == 0.25


def test_one_actor_alone_and_nobody() -> None:
    assert [e.type for e in history(EVENTS, XI.id).events] == ["CONSULT"]
    nothing = history(EVENTS, XI.id, CHINA.id)
    assert (nothing.events, nothing.by_type, nothing.months, nothing.mean, nothing.first, nothing.last) == ((), {}, (), None, "", "")
