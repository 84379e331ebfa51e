"""Graphs made by hand for the tests of the picture: one small real story, and graphs of any number of actors."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field, replace

from graph.model import Actor, Article, DateValue, Event, Participant, Report, Span, Value, digest

ACTORS = {
    a.id: a
    for a in (
        Actor("Q30", "United States", "country", "USA", "Q30"),
        Actor("Q148", "People's Republic of China", "country", "CHN", "Q148"),
        Actor("Q22686", "Donald Trump", "person", "USA", "Q22686"),
        Actor("Q15031", "Xi Jinping", "person", "CHN", "Q15031"),
        Actor("Q4117293", "Scott Bessent", "person", "USA"),
        Actor("Q323670", "Marco Rubio", "person", "USA"),
        Actor("Q204711", "Xinhua News Agency", "medium", "CHN", "Q204711"),
        Actor("Q1148573", "Ministry of Commerce of the People's Republic of China", "agency", "CHN"),
        Actor("Q7817", "World Health Organization", "organisation", "IGO", "Q7817"),
        Actor("Q668", "India", "country", "IND", "Q668"),
        Actor("Q843", "Pakistan", "country", "PAK", "Q843"),
        Actor("x-chips", "chips", "good"),
        Actor("x-rare-earths", "rare earths", "good"),
        Actor("x-student-visas", "student visas", "good"),
        Actor("x-tariffs", "tariffs", "topic"),
    )
}
ARTICLES = {
    a.url: a
    for a in (
        Article(
            "U.S. President Donald Trump and Chinese President Xi Jinping spoke by phone on Thursday. "
            "The call took place at Trump's request, according to Xinhua, China's state news agency. "
            "Trump accused China on May 30 of violating that agreement. "
            "U.S. officials complained about slow approvals for exports of rare earths. "
            "China rejected the accusation. "
            "Treasury Secretary Scott Bessent will represent the United States.",
            title="Trump, Xi speak by phone as trade truce comes under strain",
            published="2025-06-05",
            source="Example Wire",
            url="https://example.org/wire/2025/06/05/trump-xi-phone",
        ),
        Article(
            "On Thursday the two men, Donald Trump and Xi Jinping, finally held a phone call. "
            "China restricted exports of seven of these metals in April. "
            "The United States has tightened its own controls on chips. "
            "Secretary of State Marco Rubio announced that Washington would revoke the visas of some Chinese students. "
            "Xi also invited Trump to China.",
            title="After weeks of waiting, a call between Trump and Xi",
            published="2025-06-06",
            source="Example Daily",
            url="https://example.org/daily/2025/06/06/a-call-at-last",
        ),
        Article(
            "President Xi Jinping held a telephone conversation with U.S. President Donald Trump on the evening of "
            "June 5 at the request of the latter. "
            "He urged the U.S. side to remove its negative measures against China. "
            "Xi Jinping welcomed Trump to visit China again. "
            "India and Pakistan did not meet.",
            title="Xi, Trump hold telephone conversation at request of U.S. side",
            published="2025-06-06",
            source="Example State Agency",
            url="https://example.org/state/2025/06/06/heads-of-state-telephone",
        ),
    )
}
LABELS = {
    "called": "called", "accused": "accused", "rejected": "rejected", "restricted": "restricted", "revoked": "revoked",
    "invited": "invited", "urged": "urged", "met": "met", "criticised": "criticised", "represented": "represents",
    "announced": "announced",
}  # fmt: skip
_WIRE, _DAILY, _STATE = ARTICLES


@dataclass(frozen=True)
class SyntheticView:
    """What a picture asks of a view."""

    actors: dict[str, Actor]
    events: list[Event]
    reports: dict[str, Report]
    articles: dict[str, Article]
    labels: dict[str, str] = field(default_factory=lambda: dict(LABELS))


def report(article: Article, words: tuple[str, str, str], actors: tuple[str, str], **more: object) -> Report:
    """A report whose sentence is the one that holds all three ``words`` (subject, relation, object)."""
    ends = [m.end() for m in re.finditer(r"(?<!U\.S)\. (?=[A-Z])", article.text)]
    for start, stop in zip([0, *ends], [*ends, len(article.text)], strict=True):
        text = article.text[start:stop].rstrip()
        if all(w in text for w in words):
            break
    else:
        raise LookupError(words)
    spans = [Span("body", start + text.index(w), start + text.index(w) + len(w), w) if w else None for w in words]
    assert spans[0] is not None and spans[1] is not None
    made = Report(
        id=digest(article.key, *words),
        article=article.key,
        sentence=Span("body", start, start + len(text), text),
        subject=Participant("subject", spans[0], ACTORS.get(actors[0])),
        relation=str(more.pop("relation", "called")),
        relation_span=spans[1],
        object=Participant("object", spans[2], ACTORS.get(actors[1])) if spans[2] is not None else None,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def event(relation: str, type_: str, *reports: Report, when: str, **more: object) -> Event:
    """An event of ``reports``, between the actors of the first."""
    first = reports[0]
    subject = first.subject.actor.id if first.subject.actor else ""
    object_ = first.object.actor.id if first.object and first.object.actor else ""
    sources = tuple(dict.fromkeys(ARTICLES[r.article].source for r in reports if r.article in ARTICLES))
    made = Event(
        id=digest(relation, when, subject, object_), key=f"{type_}|{subject}|{object_}|{when}", relation=relation,
        type=type_, mode="", actors=tuple(a for a in (subject, object_) if a), subject=subject, object=object_,
        date=when, date_precision="day" if len(when) == 10 else "month", date_basis="stated", mutual=False,
        reports=tuple(r.id for r in reports), sources=sources, origins=len(sources),
        happened=any(r.happened for r in reports),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def story() -> SyntheticView:
    """The Trump-Xi call of 5 June 2025 in three outlets that disagree on who asked for it, and what surrounds it."""
    wire, daily, state = (ARTICLES[key] for key in (_WIRE, _DAILY, _STATE))
    trump, xi, usa, china = "Q22686", "Q15031", "Q30", "Q148"
    xinhua = Participant("speaker", Span("body", 0, 6, "Xinhua"), ACTORS["Q204711"])
    calls = (
        report(
            wire,
            ("Donald Trump", "spoke", "Xi Jinping"),
            (trump, xi),
            date=DateValue("2025-06-05", "day", "inferred", "Thursday"),
        ),
        report(wire, ("Trump", "call", ""), (trump, xi), said_by=(xinhua,)),
        report(daily, ("Donald Trump", "held a phone call", "Xi Jinping"), (trump, xi)),
        report(state, ("Xi Jinping", "held", "Donald Trump"), (xi, trump)),
    )
    asked = (
        Value("Q22686", (calls[1].id, calls[3].id), ("Example Wire", "Example State Agency"), 2),
        Value("not said", (calls[2].id,), ("Example Daily",), 1),
    )
    held = event(
        "called",
        "CONSULT",
        *calls,
        when="2025-06-05",
        mode="phone",
        mutual=True,
        disputes={"initiator": asked},
        joined_by=dict.fromkeys((c.id for c in calls), "CONSULT phone | Q15031 Q22686 | 2025-06-05"),
    )
    others: list[tuple[Article, tuple[str, str, str], tuple[str, str], str, str, str, dict[str, object]]] = [
        (wire, ("Trump", "accused", "China"), (trump, china), "accused", "ACCUSE", "2025-05-30", {}),
        (
            wire,
            ("U.S. officials", "complained about", "rare earths"),
            (usa, "x-rare-earths"),
            "criticised",
            "ACCUSE",
            "2025-06",
            {},
        ),
        (wire, ("China", "rejected", ""), (china, ""), "rejected", "REJECT", "2025-06", {}),
        (
            wire,
            ("Scott Bessent", "represent", "United States"),
            ("Q4117293", usa),
            "represented",
            "",
            "2025-06",
            {"modality": "planned"},
        ),
        (daily, ("China", "restricted", "metals"), (china, "x-rare-earths"), "restricted", "COERCE", "2025-04", {}),
        (daily, ("United States", "tightened", "chips"), (usa, "x-chips"), "restricted", "COERCE", "2025-05", {}),
        (
            daily,
            ("Washington", "revoke", "visas"),
            (usa, "x-student-visas"),
            "revoked",
            "COERCE",
            "2025-05-28",
            {"modality": "planned"},
        ),
        (
            daily,
            ("Marco Rubio", "announced", "visas"),
            ("Q323670", "x-student-visas"),
            "announced",
            "",
            "2025-05-28",
            {},
        ),
        (daily, ("Xi", "invited", "Trump"), (xi, trump), "invited", "AGREE", "2025-06-05", {}),
        (state, ("He", "urged", "U.S. side"), (xi, usa), "urged", "REQUEST", "2025-06-05", {}),
        (state, ("India", "meet", "Pakistan"), ("Q668", "Q843"), "met", "CONSULT", "2025-06", {"negated": True}),
    ]
    reports, events = list(calls), [held]
    for article, words, ends, relation, type_, when, more in others:
        made = report(article, words, ends, relation=relation, **more)
        reports.append(made)
        basis = "reported" if len(when) == 7 else "stated"
        events.append(event(relation, type_, made, when=when, date_basis=basis))
    return SyntheticView(dict(ACTORS), events, {r.id: r for r in reports}, dict(ARTICLES))


_KINDS = ("country", "agency", "organisation", "company", "group", "office", "medium", "place", "good", "topic")
_TYPES = ("AGREE", "CONSULT", "COOPERATE", "AID", "REQUEST", "ACCUSE", "SANCTION", "ASSAULT", "")


def generated(count: int, *, events_each: int = 3, seed: int = 1) -> SyntheticView:
    """``count`` actors under made names ("Agency 17 of Region 3"), a few of them busy, and their events."""
    chance = random.Random(seed)
    actors: dict[str, Actor] = {}
    for n in range(count):
        kind = _KINDS[n % len(_KINDS)] if n >= count // 20 + 3 else "country"
        name = f"Country {n}" if kind == "country" else f"{kind.title()} {n} of Region {n % 23}"
        actors[f"x-{n:05d}"] = Actor(f"x-{n:05d}", name, kind, f"C{n % 99:02d}" if kind == "country" else "")
    keys = list(actors)
    articles: dict[str, Article] = {}
    reports: dict[str, Report] = {}
    events: list[Event] = []
    for n in range(count * events_each):
        # near ends of one region more often than far ones, and busy ones far more often than the rest
        first = keys[int(count * chance.random() ** 2.6)]
        near = [k for k in (keys[(int(first[2:]) + 23 * s) % count] for s in range(1, 9)) if k != first] or keys
        second = chance.choice(near) if chance.random() < 0.7 else keys[int(count * chance.random() ** 2.6)]
        if first != second:
            _add(n, (actors[first], actors[second]), chance, articles, reports, events)
    return SyntheticView(actors, events, reports, articles)


def _add(
    n: int, ends: tuple[Actor, Actor], chance: random.Random,
    articles: dict[str, Article], reports: dict[str, Report], events: list[Event],
) -> None:  # fmt: skip
    day = f"2025-{chance.randrange(1, 7):02d}-{chance.randrange(1, 29):02d}"
    relation, type_ = chance.choice(list(LABELS)), chance.choice(_TYPES)
    text = f"{ends[0].name} {relation} {ends[1].name}, a statement said on that day."
    url = f"https://example.org/{n // 4}"
    articles.setdefault(url, Article(text, f"Article {n // 4}", day, f"Example Outlet {n // 4 % 7}", url))
    at = len(ends[0].name) + 1
    spans = (
        Span("body", 0, at - 1, ends[0].name),
        Span("body", at, at + len(relation), relation),
        Span("body", at + len(relation) + 1, at + len(relation) + 1 + len(ends[1].name), ends[1].name),
    )
    made = Report(
        f"r{n}", url, Span("body", 0, len(text), text), Participant("subject", spans[0], ends[0]), relation, spans[1],
        Participant("object", spans[2], ends[1]), event=type_, negated=n % 17 == 0,
    )  # fmt: skip
    reports[made.id] = made
    source = articles[url].source
    disputed: dict[str, tuple[Value, ...]] = {
        "happened": (Value("yes", (made.id,), (source,), 1), Value("no", (), ("Example Outlet 9",), 1))
    }
    events.append(
        Event(
            f"e{n:06d}",
            "",
            relation,
            type_,
            "",
            (ends[0].id, ends[1].id),
            ends[0].id,
            ends[1].id,
            day,
            "day",
            "stated",
            n % 5 == 0,
            (made.id,),
            (source,),
            1,
            made.happened,
            disputed if n % 29 == 0 else {},
        )
    )


HOSTILE = (
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "\"><svg onload=window.hacked=1>",
    "'-window.hacked=1-'",
    "{{7*7}}${7*7}`window.hacked=1`",
    "<!--<script>",
    "]]><b>bold</b>&lt;i&gt;",
    "javascript:window.hacked=1",
    "\u202egnihtemos\u2066 \u2069",
    "line\u2028separator\u2029and\x00null\x07bell",
    "A" * 400,
    "word " * 80,
    "\U0001f1fa\U0001f1f3 emoji \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f600",
    "الولايات المتحدة الأمريكية",
    "中华人民共和国国务院新闻办公室",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033da\u0334\u0334l\u0358\u0360go",
    "=HYPERLINK(\"https://example.org\")",
    "lone \ud800 surrogate",
    "href=\"https://example.org\"",
)  # fmt: skip


def hostile() -> SyntheticView:
    """A graph in which every text of every kind of thing tries something."""
    n = len(HOSTILE)
    actors = {s: Actor(s, s, s if i % 5 == 0 else "person", s if i % 3 == 0 else "", s) for i, s in enumerate(HOSTILE)}
    articles = {s: Article(s * 2, s, s, s, s, given_id=s) for s in HOSTILE}
    reports, events = {}, []
    for i, text in enumerate(HOSTILE):
        other = HOSTILE[(i + 1) % n]
        span = Span("body", 0, len(text), text)
        whole = Span("body", 0, 2 * len(text), text * 2)
        reports[text] = Report(
            id=text,
            article=text,
            sentence=whole,
            subject=Participant("subject", span, actors[text]),
            relation=text,
            relation_span=span,
            object=Participant("object", span, actors[other]),
            said_by=(Participant("speaker", span, actors[other]),),
            modality="alleged" if i % 4 == 0 else "asserted",
            date=DateValue(text, "day", "stated", text),
        )
        events.append(
            Event(
                text,
                text,
                text,
                text,
                text,
                (text, other),
                text,
                other,
                text if i % 2 else "2025-06-05",
                "day",
                "stated",
                i % 3 == 0,
                (text,),
                (text,),
                1,
                i % 4 != 0,
                {text: (Value(text, (text,), (text,), 1),)},
                {text: text},
                text,
            )
        )
    return SyntheticView(actors, events, reports, articles, {s: s for s in HOSTILE})
