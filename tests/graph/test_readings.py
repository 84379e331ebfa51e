"""Short sentences through the shipped pipeline: who did what, whose word it is, and what must never become an edge."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.config import Settings
from graph.model import Report, Triple
from graph.pipeline import extract, read_triples
from graph.readers.assemble import assemble

Read = Callable[[str], list[Report]]


@pytest.fixture
def read(settings: Settings) -> Read:
    return lambda text: extract(text, published="2025-06-05", settings=settings)


def name(report: Report) -> tuple[str, str, str]:
    other = report.object.actor.name if report.object is not None and report.object.actor is not None else ""
    return (report.subject.actor.name if report.subject.actor is not None else "", report.event, other)


def edges(reports: list[Report]) -> set[tuple[str, str, str]]:
    return {name(r) for r in reports if r.happened}


def told(text: str, settings: Settings) -> list[Triple]:
    return read_triples(assemble({"text": text, "language": "en"}, name="a sentence", settings=settings), settings)[0]


@pytest.mark.parametrize(
    "text",
    [
        "There is no evidence that Iran attacked Israel.",
        "The Kremlin said there was no proof that Russia attacked Poland.",
        "It is not true that Russia attacked Poland.",
        "It is unlikely that China attacked Taiwan.",
        "Israel is believed to have attacked Iran.",
        "Israel did not say that Iran attacked Qatar.",
        "Suspected Israeli strikes on Lebanon worried diplomats.",
        "The ceasefire prevented Iran from attacking Israel.",
        "Russia sanctioned nobody instead of attacking Ukraine.",
        "U.S. prosecutors charged two Iranians with hacking Israel.",
    ],
)
def test_what_is_not_said_to_have_happened_makes_no_assault(read: Read, text: str) -> None:
    assert not [e for e in edges(read(text)) if e[1] in ("ASSAULT", "COERCE") and e[2] != ""]


@pytest.mark.parametrize(
    ("text", "edge"),
    [
        ("Russia, which invaded Ukraine, warned Poland on Monday.", ("Russia", "ASSAULT", "Ukraine")),
        ("After Iran attacked Israel, Trump announced new sanctions.", ("Iran", "ASSAULT", "Israel")),
        ("Israel attacked Iran as Trump announced new tariffs.", ("Israel", "ASSAULT", "Iran")),
        ("Iran not only attacked Israel but also struck Iraq.", ("Iran", "ASSAULT", "Israel")),
        ("The EU imposed sanctions on Russia for invading Ukraine.", ("European Union", "SANCTION", "Russia")),
        ("Russia has been accused by Ukraine of shelling Poland.", ("Ukraine", "ACCUSE", "Russia")),
    ],
)
def test_what_happened_is_an_edge(read: Read, text: str, edge: tuple[str, str, str]) -> None:
    assert edge in edges(read(text))


@pytest.mark.parametrize(
    ("text", "actor", "verb"),
    [
        ("Russia has been accused by Ukraine of shelling Poland.", "Russia", "shell"),
        ("The EU imposed sanctions on Russia for invading Ukraine.", "Russia", "invade"),
        ("Israel called a meeting to discuss strikes on Iran.", "Israel", "discuss"),
        ("Putin ordered strikes to punish Ukraine.", "Putin", "punish"),
        ("Ankara called on Sweden to extradite two men.", "Sweden", "extradite"),
        ("Japan urged China to lift its ban on seafood.", "China", "lift"),
        ("Xinhua quoted Foreign Minister Wang Yi as saying that China opposed the tariffs.", "Wang Yi", "say"),
    ],
)
def test_who_acts_in_gerunds_and_infinitives(settings: Settings, text: str, actor: str, verb: str) -> None:
    triple = next(t for t in told(text, settings) if t.predicate.lemma == verb)
    assert triple.subject is not None and triple.subject.mention.span.text == actor


@pytest.mark.parametrize(
    ("text", "verb", "speakers"),
    [
        ("Germany agreed to send tanks to Ukraine, said Olaf Scholz, the chancellor.", "send", ["Olaf Scholz"]),
        ("Oman hosted the talks, Reuters reported on Monday, citing a diplomat.", "host", ["Reuters", "diplomat"]),
        ("According to Reuters, citing two officials, Oman hosted talks with Iran.", "host", ["Reuters", "two officials"]),
        ("Xinhua quoted Foreign Minister Wang Yi as saying that China opposed the tariffs.", "oppose", ["Xinhua", "Wang Yi"]),
        ("In a statement, Hamas said Israel had violated the truce.", "violate", ["Hamas"]),
        ("China, which opposes the tariffs, announced countermeasures on Friday.", "oppose", []),
        ("Hamas said it would free hostages, but Israel attacked Gaza.", "attack", []),
        ("Islamabad says it shot down five jets; New Delhi has not confirmed any losses.", "shoot", ["Islamabad"]),
        ("Trump, who spoke to Xi, told reporters that the talks had ended.", "speak", []),
    ],
)
def test_whose_word_it_is(settings: Settings, text: str, verb: str, speakers: list[str]) -> None:
    triple = next(t for t in told(text, settings) if t.predicate.lemma == verb)
    assert [m.span.text for m in triple.said_by] == speakers


def test_a_quotation_of_two_sentences_has_one_speaker(settings: Settings) -> None:
    triples = told("“Iran will answer. The army is ready,” said Abbas Araghchi, the foreign minister.", settings)
    assert all([m.span.text for m in t.said_by] == ["Abbas Araghchi"] for t in triples if t.predicate.lemma in ("answer", "ready"))


# ---------------------------------------------------------------- who acts on whom, where it is not said outright


def test_must_is_a_demand(read: Read) -> None:
    assert ("Russia", "REQUEST", "Georgia") in edges(read("Russia said on Monday that Georgia must return the helicopter."))
    assert ("Russia", "REQUEST", "Russia") not in edges(read("Russia said on Monday that it must return the helicopter."))


def test_a_threat_is_directed_at_whom_it_is_about(read: Read) -> None:
    found = next(r for r in read("Armenia threatened to break off relations with Hungary.") if r.event == "THREATEN")
    assert [(p.role, p.actor.name) for p in found.others if p.actor is not None] == [("recipient", "Hungary")]


def test_the_content_of_an_ultimatum_is_its_content(read: Read) -> None:
    reports = read("Peru has issued an ultimatum to Ecuador to halt attacks across the border.")
    outer = next(r for r in reports if r.event == "THREATEN")
    assert all(r.content_of == outer.id for r in reports if r.subject.actor is not None and r.subject.actor.name == "Ecuador")


def test_those_killed_are_of_the_side_that_was_shelled(read: Read) -> None:
    found = next(r for r in read("Serbian gunners shelled Croatian villages, killing ten people.") if r.relation == "killed")
    assert [p.actor.country for p in found.others if p.actor is not None] == ["HRV"]


def test_order_of_mention_makes_no_direct_triple(read: Read) -> None:
    reports = read("Uruguay reorganised its ministries on Wednesday as Chile prepared for the vote.")
    assert reports and not any(r.happened and r.object is not None for r in reports)
    assert edges(read("Uruguay eased emergency measures on Wednesday as Chile prepared for the vote.")) == {("Uruguay", "CONCEDE", "")}


def test_what_is_prepared_on_a_visit_makes_no_direct_triple_beside_the_visit(read: Read) -> None:
    assert edges(read("Xi Jinping prepared the ground in a visit to Riyadh.")) == {("Xi Jinping", "CONSULT", "Riyadh")}
