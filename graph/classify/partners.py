"""The other side of a mutual act, where a sentence names one only: "Trump initiated the call"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.model import Participant, Report


def complete(reports: Sequence[Report]) -> list[Report]:
    """``reports``, with the partner of a one-sided mutual act taken from the same act elsewhere in the article.

    Only where all that the article tells of such acts of this actor names one and the same partner. Without a
    partner, the one at whose wish something took place is no report.
    """
    completed = [_completed(r, reports) if r.mutual and r.object is None else r for r in reports]
    return [r for r in completed if r.object is not None or r.subject.cue != "initiator"]


def _completed(report: Report, reports: Sequence[Report]) -> Report:
    partners = {p.actor.id: p for other in reports for p in _other_side(report, other) if p.actor is not None}
    if len(partners) != 1:
        return report
    partner = next(iter(partners.values()))
    span = replace(report.relation_span)
    return replace(report, object=Participant("object", span, partner.actor, partner.acts_for, "same act", "same act"))


def _other_side(report: Report, other: Report) -> list[Participant]:
    """The partner of the actor of ``report`` in ``other``, if that may be the same act."""
    if not other.mutual or other.object is None or other.event != report.event or (report.mode and other.mode and report.mode != other.mode):
        return []
    if _clashes(report, other) or report.subject.actor is None:
        return []
    sides = [other.subject, other.object]
    return [b for a, b in (sides, sides[::-1]) if a.actor is not None and a.actor.id == report.subject.actor.id]


def _clashes(report: Report, other: Report) -> bool:
    """Whether both give a date of their own and the dates differ."""
    dates = [r.date.value for r in (report, other) if r.date is not None and r.date.basis != "reported"]
    return len(set(dates)) > 1
