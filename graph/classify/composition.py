"""The type of the whole act: a promise, demand, refusal or threat has one with its content, and a plan is a promise or a threat.

"Agreed to meet" is AGREE and no meeting yet; "will send jeeps to Niger" promises aid; "will impose tariffs on India" threatens with them, and
so does who vows to.
What the whole is, the table ``composition.csv`` of the lexicon says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.classify.mentioned import KINDS
from graph.model import Participant, Report

if TYPE_CHECKING:
    from ontology.lexicon import Frame, Lexicon

_OUTER = {"AGREE": "promised", "REQUEST": "requested", "REJECT": "refused", "THREATEN": "threatened"}
_HARM = frozenset({"SANCTION", "COERCE", "ASSAULT"})
Kind = tuple[str, str]
"""A type with its mode."""
_SIDES = ("object", "recipient", "participant")


def composed(reports: Sequence[Report], same: Mapping[str, str], told: Mapping[str, Kind], lexicon: Lexicon) -> list[Report]:
    """``reports``, each with the type of the whole act; ``same`` gives the first id of the reports that one triple made.

    ``told`` gives type and mode of the content of a report where the content makes no report of its own ("urged both sides to talk").
    """
    contents = {r.content_of: r for r in reversed(reports) if r.content_of and r.event}
    return [_whole(r, contents.get(same.get(r.id, r.id)), told.get(same.get(r.id, r.id)), lexicon) for r in reports]


def _whole(report: Report, content: Report | None, told: Kind | None, lexicon: Lexicon) -> Report:
    if report.event not in _OUTER:
        return report
    if content is None:
        return report if told is None else _typed(report, _OUTER[report.event], told, lexicon)
    harm = report.event == "AGREE" and content.event in _HARM and _abroad(content)
    outer = "threatened" if harm else _OUTER[report.event]
    return _directed(_typed(report, outer, (content.event, content.mode), lexicon), content)


def intended(report: Report, lexicon: Lexicon) -> Report:
    """``report``, with the type of a promise or threat where it tells what somebody plans to do."""
    if not report.event or report.modality != "planned" or report.content_of or report.negated:
        return report
    outer = "promised" if report.event not in _HARM else "threatened" if _abroad(report) else ""
    return _typed(report, outer, (report.event, report.mode), lexicon)


def demonstrated(frame: Frame, heads: Iterable[str], lexicon: Lexicon) -> Frame:
    """``frame``, or that of a demonstration where protesters ask for something: ``heads`` are the nouns of those who act."""
    if frame.event != "REQUEST" or any(lexicon.person_group(head) != "protester" for head in heads):
        return frame
    return replace(frame, event="PROTEST", mode="demo", cameo=lexicon.code("PROTEST", "demo"))


def ended(reports: Sequence[Report], lexicon: Lexicon) -> list[Report]:
    """``reports``; parties that call for an end to their own conflict ("their war") agree on it."""
    callers = Counter((r.sentence, r.relation_span) for r in reports if _of_their_own(r))
    return [replace(r, event="AGREE", mode="", cameo=lexicon.code("AGREE")) if _of_their_own(r) and callers[r.sentence, r.relation_span] > 1 else r for r in reports]


def _of_their_own(report: Report) -> bool:
    about = report.object
    if report.event != "REQUEST" or report.mode != "yield" or about is None or about.actor is not None:
        return False
    sentence = report.sentence
    before = sentence.text[report.relation_span.end - sentence.start : about.span.start - sentence.start]
    return before.lower().split()[-1:] == ["their"]


def _typed(report: Report, outer: str, content: Kind, lexicon: Lexicon) -> Report:
    found = lexicon.composed(outer, *content)
    return replace(report, event=found[0], mode=found[1], cameo=found[2]) if found else report


def _abroad(report: Report) -> bool:
    """Whether the one who is to suffer is of another country: a government's plan for its own is no threat."""
    sides = [p.actor.country for p in (report.object, *report.others) if p is not None and p.role in _SIDES and p.actor is not None]
    own = report.subject.actor.country if report.subject.actor is not None else ""
    return any(country and country != own for country in sides)


def _directed(report: Report, content: Report) -> Report:
    """A promise, demand or threat that names no other side is directed at the one whom its content is about."""
    if report.object is not None or any(p.role in ("recipient", "participant") for p in report.others):
        return report
    own = report.subject.actor
    sides: list[Participant] = [p for p in (content.object, *content.others) if p is not None and p.role in _SIDES]
    other = next((p for p in sides if p.actor is not None and p.actor != own and p.actor.kind in KINDS), None)
    return report if other is None else replace(report, others=(*report.others, replace(other, role="recipient")))
