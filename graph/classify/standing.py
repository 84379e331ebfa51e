"""Who says it decides how it stands: asserted, or alleged because one side tells it of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import Modality, Participant, Triple

if TYPE_CHECKING:
    from ontology.lexicon import Frame

_PARTIES = frozenset({"country", "person", "office", "agency", "group"})
_CONFLICT = frozenset({"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})


def standing(
    triple: Triple, subject: Participant, other: Participant | None, said_by: tuple[Participant, ...], frame: Frame | None
) -> Modality:
    """The modality of a report after asking who tells it.

    Told by a medium, by unnamed people, by the actor itself or by its side it stands as the words put it. Told by
    one party of another (the other one of the two, or anybody else of a hostile act) it is ``alleged``.
    """
    if triple.modality != "asserted" or frame is None or not frame.event:
        return triple.modality
    speakers = [s for s in said_by if s.actor is not None]
    if any(s.actor is not None and s.actor.kind == "medium" for s in speakers[-1:]) or not speakers:
        return triple.modality
    origin = speakers[-1]
    if origin.actor is None or origin.actor.kind not in _PARTIES:
        return triple.modality
    home = _home(origin)
    sides = [_home(subject), _home(other) if other is not None else ""]
    if not home or home == sides[0] or (frame.mutual and home in sides):
        return triple.modality
    return "alleged" if home == sides[1] or frame.event in _CONFLICT else triple.modality


def _home(participant: Participant) -> str:
    if participant.actor is None:
        return ""
    return participant.acts_for or participant.actor.country
