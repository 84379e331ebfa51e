"""What a report is a report of: its keys, from itself alone."""

from __future__ import annotations

from dataclasses import dataclass

from graph.calendar import bounds, is_day, shift
from graph.model import Participant, Report, digest

REPORTED_WINDOW = 3
STATE = "~"
"""Stands before the code of the state of somebody or some place that is no object."""
_ROLES = ("recipient", "participant", "place")
_ANYWHERE = frozenset({"", "AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
"""What may be done in any country, so that its place says nothing of the other side."""
_TALKS = frozenset({"held_talks_with", "negotiated_with"})


@dataclass(frozen=True, slots=True)
class Key:
    """Class of act, the two sides, the day: reports with one key tell of one event.

    ``sides`` are ids of actors, sorted for mutual acts; ``states`` the same sides rolled up to ISO-3; ``coarse``
    tells which of them are named as states only; ``day`` is an ISO day or "" where only a period (``first`` to
    ``last``) is known; ``firm`` is false for what is only planned, threatened, asked for or possible.
    ``mode`` is that of the report; the talks of states, to which PLOVER gives no mode, count as one here, for they
    are not the telephone call of their leaders.
    """

    kind: str
    mode: str
    mutual: bool
    sides: tuple[str, str]
    states: tuple[str, str]
    coarse: tuple[bool, bool]
    day: str
    first: str
    last: str
    basis: str
    firm: bool = True

    @property
    def rolled_up(self) -> tuple[str, str]:
        """The states of both sides in the order in which sides are compared."""
        first, second = sorted(self.states) if self.mutual else self.states
        return first, second

    def refines(self, other: Key) -> bool:
        """Whether this key names the same two sides as ``other``, one of them more finely."""
        if self.sides == other.sides or self.mutual != other.mutual:
            return False
        orders = ((0, 1), (1, 0)) if self.mutual else ((0, 1),)
        return any(all(self._side_refines(i, other, j) for i, j in enumerate(order)) for order in orders)

    def _side_refines(self, i: int, other: Key, j: int) -> bool:
        return self.sides[i] == other.sides[j] or (other.coarse[j] and bool(self.states[i]) and self.states[i] == other.states[j])

    @property
    def exact(self) -> bool:
        """Whether the day is stated, so that the key can be joined by others."""
        return bool(self.day) and self.basis != "reported"

    def text(self) -> str:
        """The key as it is shown to people and hashed into the id of the event."""
        joint = " <> " if self.mutual else " -> "
        kind = f"{self.kind} {self.mode}".strip()
        return f"{kind} | {joint.join(self.sides)} | {self.when()}{'' if self.firm or self.exact else ' | not (yet) told as done'}"

    def when(self) -> str:
        """The day, the period, or "on or before" the publication."""
        if self.exact:
            return self.day
        if self.basis == "reported" and self.last:
            return f"reported {self.last}"
        return f"{self.first}/{self.last}" if self.first else "undated"


def key(report: Report) -> Key:
    """The key of a report."""
    other = _other(report)
    coarse = (_as_state(report.subject), _as_state(other))
    states = (_state(report.subject), _state(other))
    sides = (_side(report.subject), _side(other))
    if report.mutual and sides[1] < sides[0]:
        sides, states, coarse = sides[::-1], states[::-1], coarse[::-1]
    day, first, last, basis = _when(report)
    kind = report.event or report.relation
    firm = report.negated or report.modality in ("asserted", "alleged", "denied")
    mode = report.mode or ("talks" if report.relation in _TALKS and any(coarse) else "")
    return Key(kind, mode, report.mutual, sides, states, coarse, day, first, last, basis, firm and not report.content_of)


def _other(report: Report) -> Participant | None:
    """The other side: the object; where that is nobody known, the state that the act is otherwise said to be about or in."""
    if report.object is not None and report.object.actor is not None:
        return report.object
    own = _state(report.subject)
    roles = [role for role in _ROLES if role != "place" or report.event not in _ANYWHERE]
    named = [p for role in roles for p in report.others if p.role == role and _state(p) not in ("", own)]
    return named[0] if named else report.object


def _side(participant: Participant | None) -> str:
    if participant is None:
        return ""
    if participant.role in _ROLES and participant.actor is not None and participant.actor.kind != "country":
        return STATE + _state(participant)
    if participant.actor is not None:
        return participant.actor.id
    return "w-" + digest(" ".join(participant.span.text.lower().split()), length=12)


def _state(participant: Participant | None) -> str:
    if participant is None or participant.actor is None:
        return ""
    return participant.acts_for or participant.actor.country


def _as_state(participant: Participant | None) -> bool:
    """Whether a side is named as a state only: the state itself, or whoever is no object."""
    if participant is None or participant.actor is None:
        return False
    return participant.actor.kind == "country" or participant.role in _ROLES


def _when(report: Report) -> tuple[str, str, str, str]:
    date = report.date
    if date is None or report.extractor == "titles":
        return "", "", "", ""
    if date.basis == "reported":
        return date.value, shift(date.value, -REPORTED_WINDOW) if is_day(date.value) else "", date.value, "reported"
    first, last = bounds(date.value)
    return (date.value if is_day(date.value) else ""), first, last, date.basis


def covers(period: Key, day: str) -> bool:
    """Whether ``day`` lies in the period that a key without a stated day leaves open."""
    return bool(period.first) and period.first <= day <= period.last
