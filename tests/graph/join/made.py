"""Reports made by hand and by Hypothesis, for the laws of merging."""

from __future__ import annotations

from hypothesis import strategies as st

from graph.model import Actor, Article, DateValue, Participant, Report, Span, digest

TRUMP = Actor("Q22686", "Donald Trump", "person", "USA", "Q22686")
XI = Actor("Q15031", "Xi Jinping", "person", "CHN", "Q15031")
USA = Actor("Q30", "United States", "country", "USA", "Q30")
CHINA = Actor("Q148", "China", "country", "CHN", "Q148")
INDIA = Actor("Q668", "India", "country", "IND", "Q668")
PAKISTAN = Actor("Q843", "Pakistan", "country", "PAK", "Q843")
XINHUA = Actor("Q204839", "Xinhua", "medium", "CHN")
SWITZERLAND = Actor("Q39", "Switzerland", "country", "CHE", "Q39")
GENEVA = Actor("Q71", "Geneva", "place", "CHE", "Q71")
LONDON = Actor("Q84", "London", "place", "GBR", "Q84")
ACTORS = (TRUMP, XI, USA, CHINA, INDIA, PAKISTAN)
ACTS = (("CONSULT", "phone", "called", True), ("CONSULT", "", "spoke_with", True), ("ASSAULT", "aerial", "bombed", False), ("", "", "told", False))


def participant(role: str, actor: Actor | None, at: int = 0, cue: str = "subj") -> Participant:
    name = actor.name if actor is not None else "it"
    acts_for = actor.country if actor is not None and actor.kind in ("country", "person") else ""
    return Participant(role, Span("body", at, at + len(name), name), actor, acts_for, "name", cue)


def report(
    subject: Actor = TRUMP, other: Actor | None = XI, *, act: tuple[str, str, str, bool] = ACTS[0], date: str = "2025-06-05",
    basis: str = "stated", article: str = "a", said_by: tuple[Actor, ...] = (), place: Actor | None = None, words: str = "called",
    negated: bool = False, modality: str = "asserted", sentence: str = "", number: int = 0,
) -> Report:
    event, mode, relation, mutual = act
    text = sentence or "One sentence of the article says so."
    precision = "day" if len(date) == 10 else "month"
    value = DateValue(date, precision, basis) if date else None  # type: ignore[arg-type]
    identity = digest(article, subject.id, other.id if other else "", place.id if place else "", relation, date, basis, words, str(negated), modality, text, str(number))
    return Report(
        identity, article, Span("body", number, number + len(text), text), participant("subject", subject), relation, Span("body", 0, len(words), words),
        participant("object", other, 20, "obj") if other is not None else None,
        others=(participant("place", place, 40, "in"),) if place is not None else (),
        event=event, mode=mode, mutual=mutual, date=value, negated=negated, modality=modality,  # type: ignore[arg-type]
        said_by=tuple(participant("speaker", s) for s in said_by), confidence=0.9, extractor="clauses", rule="verbs.csv:1", typed_by="lexicon" if event else "",
    )


def articles(*keys: str) -> dict[str, Article]:
    return {k: Article(f"text of {k}", f"title {k}", "2025-06-05", f"Source {k}", given_id=k) for k in keys}


KEYS = ("a", "b", "c", "d")

reports = st.builds(
    report,
    st.sampled_from(ACTORS),
    st.one_of(st.none(), st.sampled_from(ACTORS)),
    act=st.sampled_from(ACTS),
    date=st.sampled_from(["2025-06-05", "2025-06-04", "2025-06", ""]),
    basis=st.sampled_from(["stated", "reported"]),
    article=st.sampled_from(KEYS),
    place=st.sampled_from([None, GENEVA, LONDON]),
    negated=st.booleans(),
    modality=st.sampled_from(["asserted", "planned", "alleged"]),
    number=st.integers(0, 3),
).filter(lambda r: r.object is None or r.subject.actor != r.object.actor).filter(lambda r: not (r.date and r.date.basis == "reported" and len(r.date.value) < 10))
