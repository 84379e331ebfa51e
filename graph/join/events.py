"""Reports and rulings -> events: a pure view that reads no order of arrival, no clock and no counter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.join.disputes import consensus, disputes, origin_of
from graph.join.keys import Key, covers, key
from graph.join.rulings import Judgement
from graph.model import Article, Event, Report, Ruling, digest

Index = Mapping[tuple[str, tuple[str, str]], set[Key]]


@dataclass(frozen=True, slots=True)
class Joined:
    """A report, its own key, the key under which it was joined to others, and the reason."""

    report: Report
    own: Key
    shared: Key
    reason: str


def events(reports: Iterable[Report], rulings: Iterable[Ruling], articles: Mapping[str, Article]) -> list[Event]:
    """All events, by id. ``articles`` gives the sources of the reports by article key."""
    judgement = Judgement(list(rulings))
    groups: dict[str, list[Joined]] = defaultdict(list)
    for joined in join([_ruled(r, judgement) for r in reports]):
        groups[_event_id(joined.shared)].append(joined)
    parts = {part_id: members for event_id in sorted(groups) for part_id, members in _gate(event_id, groups[event_id]).items()}
    place = judgement.rearranged({part_id: [j.report.id for j in members] for part_id, members in parts.items()})
    by_event: dict[str, list[Joined]] = defaultdict(list)
    for members in parts.values():
        for joined in members:
            by_event[place[joined.report.id]].append(joined)
    return [_event(event_id, by_event[event_id], articles) for event_id in sorted(by_event)]


def _ruled(report: Report, judgement: Judgement) -> Report:
    """``report`` with each actor replaced by the one that rulings say it is."""
    changed = {}
    for name in ("subject", "object"):
        participant = getattr(report, name)
        if participant is not None and participant.actor is not None:
            canonical = judgement.canonical(participant.actor.id)
            if canonical != participant.actor.id:
                changed[name] = replace(participant, actor=replace(participant.actor, id=canonical))
    return replace(report, **changed) if changed else report


# ---------------------------------------------------------------- joining


def join(reports: Iterable[Report]) -> list[Joined]:
    """Give each report the key it shares: its own, or the only finer one that it can mean."""
    keyed = sorted(((key(r), r) for r in reports), key=lambda pair: pair[1].id)
    index: dict[tuple[str, tuple[str, str]], set[Key]] = defaultdict(set)
    for own, _ in keyed:
        if own.firm and (own.exact or own.basis == "reported"):
            index[own.kind, own.sides].add(own)
            index[own.kind, own.rolled_up].add(own)
    return [Joined(report, own, *_shared(own, index)) for own, report in keyed]


def _shared(own: Key, index: Index) -> tuple[Key, str]:
    """The key that ``own`` joins, and why; itself where none or several would do."""
    current, reasons = own, []
    for step, reason in ((_finer_mode, "mode"), (_finer_actors, "actors"), (_dated, "date"), (_finer_mode, "mode"), (_finer_actors, "actors")):
        found = step(current, index)
        if found is not None and found != current:
            current = found
            reasons.append(reason)
    if current == own:
        return own, "its own key"
    return current, "the only event of its kind, by " + ", ".join(dict.fromkeys(reasons))


def _same_time(one: Key, other: Key) -> bool:
    return one.when() == other.when()


def _only(candidates: Iterable[Key]) -> Key | None:
    """The one key, or None; keys that differ only in a mode left out count as one, the finer."""
    found = sorted(set(candidates), key=lambda k: (k.kind, k.mode, k.sides, k.when(), k.states, k.coarse, k.first, k.last, k.mutual, k.firm))
    moded = [k for k in found if k.mode]
    found = moded or found
    return found[0] if len(found) == 1 else None


def _finer_mode(own: Key, index: Index) -> Key | None:
    if own.mode or not own.firm:
        return None
    return _only(k for k in index.get((own.kind, own.sides), ()) if k.mode and k.mutual == own.mutual and _same_time(k, own))


def _finer_actors(own: Key, index: Index) -> Key | None:
    """For a report that only names the states: the only event between people or bodies of those states."""
    if not own.firm or not any(own.coarse) or not all(own.states):
        return None
    same_mode = (k for k in index.get((own.kind, own.rolled_up), ()) if not own.mode or k.mode == own.mode)
    return _only(k for k in same_mode if k.refines(own) and _same_time(k, own))


def _dated(own: Key, index: Index) -> Key | None:
    """For a coarse, reported or missing date: the only dated event of its class and pair in the period."""
    if own.exact or not own.firm:
        return None
    candidates = [k for k in index.get((own.kind, own.sides), ()) if k.exact and covers(own, k.day) and k.mutual == own.mutual]
    if own.mode:
        candidates = [k for k in candidates if k.mode == own.mode]
    return _only(candidates)


# ---------------------------------------------------------------- gate


def _gate(event_id: str, members: list[Joined]) -> dict[str, list[Joined]]:
    """Split what a weak class would over-merge: reports that name different places stay apart."""
    parts: dict[str, list[Joined]] = defaultdict(list)
    for joined in members:
        parts[_mark(joined.report)].append(joined)
    marks = sorted(m for m in parts if m)
    if len(marks) < 2:
        return {event_id: members}
    return {(event_id if m == "" else _event_id(members[0].shared, m)): parts[m] for m in [*([""] if "" in parts else []), *marks]}


def _mark(report: Report) -> str:
    """What must not conflict: for acts that may recur within a day, the place."""
    place = next((p.actor.id for p in report.others if p.role == "place" and p.actor is not None), "")
    return place if report.event in ("ASSAULT", "CONSULT") and report.mode != "phone" else ""


def _event_id(shared: Key, mark: str = "") -> str:
    return digest(shared.text(), mark)


# ---------------------------------------------------------------- the event


def _event(event_id: str, members: list[Joined], articles: Mapping[str, Article]) -> Event:
    members = sorted(members, key=lambda j: j.report.id)
    reports = [j.report for j in members]
    shared = members[0].shared
    telling = [r for r in reports if r.happened] or [r for r in reports if not r.negated] or reports
    fine = [j.report for j in members if j.own.sides == shared.sides and j.report in telling] or telling
    subject, other = _sides(fine, articles)
    best_date = min((r.date for r in reports if r.date is not None), key=_date_rank, default=None)
    return Event(
        id=event_id,
        key=shared.text(),
        relation=consensus([(r.relation, r) for r in fine], articles),
        type=consensus([(r.event, r) for r in fine], articles),
        mode=consensus([(r.mode, r) for r in fine if r.mode], articles),
        actors=tuple(sorted({p.actor.id for r in fine for p in (r.subject, r.object, *r.others) if p is not None and p.actor is not None and p.role in ("subject", "object", "participant")})),
        subject=subject,
        object=other,
        date=best_date.value if best_date is not None else "",
        date_precision=best_date.precision if best_date is not None else "",
        date_basis=best_date.basis if best_date is not None else "",
        mutual=shared.mutual,
        reports=tuple(r.id for r in reports),
        sources=tuple(sorted({_source(r, articles) for r in reports})),
        origins=len({origin_of(r, articles) for r in reports}),
        happened=any(r.happened for r in reports),
        disputes=disputes(reports, articles),
        joined_by={j.report.id: f"{j.shared.text()} ({j.reason})" for j in members},
    )


def _sides(reports: list[Report], articles: Mapping[str, Article]) -> tuple[str, str]:
    """Subject and object on which most independent origins agree; for a mutual act who took the first step."""
    pairs = []
    for report in reports:
        ids = [p.actor.id if p is not None and p.actor is not None else "" for p in (report.subject, report.object)]
        pairs.append((" ".join(ids), report))
    first, _, second = consensus(pairs, articles).partition(" ")
    return first, second


def _date_rank(date) -> tuple[bool, bool, str]:  # type: ignore[no-untyped-def]
    return (date.basis == "reported", date.precision != "day", date.value)


def _source(report: Report, articles: Mapping[str, Article]) -> str:
    article = articles.get(report.article)
    return (article.source or article.url or article.key) if article is not None else report.article
