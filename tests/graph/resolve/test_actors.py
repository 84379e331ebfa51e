"""Mentions to actors: names, metonyms, bodies, offices by date, pronouns, pairs; what is unknown stays open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from graph.model import Article, Mention, Occurrence, Span
from graph.resolve.actors import Resolver
from ontology.gazetteer import Gazetteer
from ontology.lexicon import Lexicon

USA, CHINA, TRUMP, XI = "Q30", "Q148", "Q22686", "Q15031"


def mention(text: str, *, label: str = "", form: str = "name", start: int = 0, **more: object) -> Mention:
    head = text.split()[-1].lower() if form == "nominal" else text.split()[-1]
    return Mention(Span("body", start, start + len(text), text), form, head, label, **more)  # type: ignore[arg-type]


def resolver(occurrences: Sequence[Occurrence] = (), published: str = "2025-06-05") -> Resolver:
    return Resolver(Article("text", published=published), occurrences, Gazetteer.load(), Lexicon.load())


def resolved(wanted: Mention, *, slot: str = "subj", published: str = "2025-06-05") -> str | None:
    actor = resolver(published=published).one(wanted, slot=slot).actor
    return actor.id if actor is not None else None


@pytest.mark.parametrize(
    ("text", "label", "actor"),
    [
        ("China", "GPE", CHINA),
        ("Beijing", "GPE", CHINA),
        ("White House", "ORG", USA),
        ("Chinese", "NORP", CHINA),
        ("U.S.", "GPE", USA),
        ("Washington", "GPE", USA),
        ("Donald Trump", "PERSON", TRUMP),
        ("Trump", "PERSON", TRUMP),
        ("Xi Jiping", "PERSON", XI),
    ],
)
def test_names(text: str, label: str, actor: str) -> None:
    assert resolved(mention(text, label=label)) == actor


def test_a_capital_is_a_place_where_the_slot_is_one() -> None:
    found = resolver().one(mention("Beijing", label="GPE"), slot="in").actor
    assert found is not None and found.kind == "place" and found.country == "CHN"


def test_bodies_of_a_state() -> None:
    american = mention("U.S.", label="GPE")
    assert resolved(mention("U.S. officials", form="nominal", owner=american)) == USA
    ministry = resolver().one(mention("Ministry of Foreign Affairs", owner=mention("Beijing", label="GPE", start=40))).actor
    assert ministry is not None and (ministry.kind, ministry.country) == ("agency", "CHN")


def test_an_administration_is_the_state_of_its_head() -> None:
    phrase = mention("Trump administration", form="nominal", owner=mention("Trump", label="PERSON"))
    assert resolved(phrase) == USA


@pytest.mark.parametrize(("day", "name"), [("2024-07-04", "Rishi Sunak"), ("2024-07-05", "Keir Starmer")])
def test_an_office_is_its_holder_of_that_day(day: str, name: str) -> None:
    phrase = mention("prime minister", form="nominal", owner=mention("British", label="NORP", start=30))
    found = resolver(published=day).one(phrase).actor
    assert found is not None and found.name == name


def test_who_acts_for_a_state_depends_on_the_day() -> None:
    assert resolver().one(mention("Donald Trump", label="PERSON"), day="2025-06-05").acts_for == "USA"
    assert resolver().one(mention("Donald Trump", label="PERSON"), day="2025-01-17").acts_for == ""


def test_a_surname_stands_for_the_full_name_in_its_article() -> None:
    full = Occurrence(mention("Vikram Misri", label="PERSON", title="Foreign Secretary"), "subj", 0)
    short = mention("Misri", label="PERSON", start=50)
    found = resolver([full, Occurrence(short, "subj", 1)]).one(short).actor
    assert found is not None and found.kind == "person" and "misri" in found.name.lower()


def test_an_unknown_surname_alone_makes_no_global_key() -> None:
    short = mention("Zzyzxov", label="PERSON")
    one = Resolver(Article("a", given_id="1"), [], Gazetteer.load(), Lexicon.load()).one(short).actor
    other = Resolver(Article("b", given_id="2"), [], Gazetteer.load(), Lexicon.load()).one(short).actor
    assert one is not None and other is not None and one.id != other.id


def test_goods_and_instruments() -> None:
    for text, name in (("student visas", "student visas"), ("semiconductors", "chips"), ("tariffs", "tariffs")):
        found = resolver().one(mention(text, form="nominal"), slot="obj").actor
        assert found is not None and found.name == name and found.kind in ("good", "topic")


def people(*texts: str, sentence: int = 0) -> list[Occurrence]:
    return [Occurrence(mention(t, label="PERSON", start=20 * i), "subj" if i == 0 else "with", sentence) for i, t in enumerate(texts)]


def test_he_is_the_last_subject() -> None:
    he = mention("He", form="pronoun", start=100)
    found = resolver([*people("Donald Trump", "Xi Jinping"), Occurrence(he, "subj", 1)]).one(he).actor
    assert found is not None and found.id == TRUMP


def test_she_is_not_a_man_and_a_quoted_he_is_not_the_speaker() -> None:
    she = mention("She", form="pronoun", start=100)
    found = resolver([*people("Donald Trump", "Kaja Kallas"), Occurrence(she, "subj", 1)]).one(she).actor
    assert found is not None and found.name == "Kaja Kallas"
    text = 'Donald Trump met many. Marco Rubio said: "He is ready."'
    trump = Occurrence(mention("Donald Trump", label="PERSON"), "subj", 0)
    rubio = Occurrence(mention("Marco Rubio", label="PERSON", start=23), "subj", 1)
    he = mention("He", form="pronoun", start=42)
    quoted = Resolver(Article(text, published="2025-06-05"), [trump, rubio, Occurrence(he, "subj", 1)], Gazetteer.load(), Lexicon.load())
    actor = quoted.one(he).actor
    assert actor is not None and actor.id == TRUMP


def test_it_and_they_are_left_open() -> None:
    for word in ("it", "they"):
        pronoun = mention(word, form="pronoun", start=100)
        assert resolver([*people("Donald Trump"), Occurrence(pronoun, "subj", 1)]).one(pronoun).actor is None


def test_the_two_leaders_are_the_two_of_the_article() -> None:
    both = mention("two leaders", form="nominal", start=100, modifiers=("two",))
    found = resolver([*people("Donald Trump", "Xi Jinping"), Occurrence(both, "subj", 1)]).resolve(both)
    assert [r.actor.id for r in found if r.actor] == [TRUMP, XI]


def test_the_two_leaders_of_three_are_left_open() -> None:
    both = mention("two leaders", form="nominal", start=100, modifiers=("two",))
    assert resolver([*people("Donald Trump", "Xi Jinping", "Vladimir Putin"), Occurrence(both, "subj", 1)]).resolve(both) == ()


def test_the_latter() -> None:
    latter = mention("latter", form="nominal", start=100)
    found = resolver([*people("Xi Jinping", "Donald Trump"), Occurrence(latter, "of", 0)]).one(latter).actor
    assert found is not None and found.id == TRUMP


def test_a_common_noun_is_nobody() -> None:
    assert resolved(mention("report", form="nominal")) is None
    assert resolved(replace(mention("officials", form="nominal"), plural=True)) is None


def test_unnamed_people_belong_to_the_state_of_their_owner() -> None:
    lawyers = replace(mention("Iraqi landowners", form="nominal", owner=mention("Iraqi", label="NORP")), head="landowner")
    found = resolver().one(lawyers).actor
    assert found is not None and (found.kind, found.country, found.name) == ("people", "IRQ", "Iraqi landowners")
    assert resolved(mention("Iraqi papers", form="nominal", owner=mention("Iraqi", label="NORP"))) is None


def test_the_government_is_that_of_the_only_state_named() -> None:
    body = mention("government", form="nominal", start=100, definite=True)
    one = [Occurrence(mention("Peru", label="GPE"), "subj", 0)]
    found = resolver(one).one(body).actor
    assert found is not None and found.name == "Peru"
    two = [*one, Occurrence(mention("Chile", label="GPE", start=30), "with", 0)]
    assert resolver(two).one(body).actor is None


def test_what_belongs_to_a_group_is_the_group() -> None:
    fighters = mention("Hezbollah fighters", form="nominal", owner=mention("Hezbollah", label="ORG"))
    found = resolver().one(fighters).actor
    assert found is not None and found.kind == "group" and found.name == "Hezbollah"
