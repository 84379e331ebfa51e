"""Where the types border on each other: each rule of PLOVER that the program follows, on a sentence of our own."""

from __future__ import annotations

import pytest

from graph import Settings, extract

DAY = "2025-05-20"


@pytest.mark.parametrize(
    ("text", "who", "event", "mode"),
    [
        ("France and Britain will hold talks with Iran next week.", "France", "AGREE", ""),
        ("Serbia promised to withdraw its troops from Kosovo.", "Serbia", "CONCEDE", ""),
        ("Japan invited Narendra Modi to a summit in Tokyo.", "Japan", "AGREE", ""),
        ("Norway summoned the Russian ambassador over the arrest.", "Norway", "ACCUSE", "disapprove"),
        ("Armenia and Azerbaijan called for an end to their war.", "Armenia", "AGREE", ""),
        ("Belgium called for an end to the war in Sudan.", "Belgium", "REQUEST", "yield"),
        ("Ghana called for the dismissal of the interior minister of Togo.", "Ghana", "REQUEST", "change"),
        ("Protesters in Tbilisi demanded new elections.", "Protesters of Georgia", "PROTEST", "demo"),
        ("Cuba pardoned 2,000 prisoners.", "Cuba", "CONCEDE", ""),
        ("Russia and Ukraine exchanged 300 prisoners.", "Russia", "RETREAT", "release"),
        ("Poland held a military exercise near the border with Belarus.", "Poland", "MOBILIZE", "troops"),
        ("Poland and Lithuania held a joint military exercise.", "Poland", "COOPERATE", ""),
        ("Kenya sent soldiers to Malawi to help flood victims.", "Kenya", "AID", ""),
        ("Turkey barred the Dutch foreign minister from entering the country.", "Turkey", "REJECT", ""),
        ("Eritrea expelled the Norwegian Refugee Council.", "Eritrea", "COERCE", "restrict"),
        ("Italy expelled two Russian diplomats.", "Italy", "SANCTION", "expel"),
        ("India deported 40 Rohingya to Myanmar.", "India", "COERCE", "deport"),
        ("Canada called off a visit by the Indian trade minister.", "Canada", "REJECT", "meet"),
        ("The United States suspended military aid to Pakistan.", "United States", "SANCTION", "discontinue"),
        ("A court in Kenya ordered Uganda to pay Congo 325 million dollars.", "Judiciary of Kenya", "SANCTION", "convict"),
        ("Germany paid reparations to Namibia.", "Germany", "AID", ""),
        ("A Russian court sentenced an American journalist to 16 years in prison.", "Judiciary of Russia", "SANCTION", "convict"),
        ("Hamas captured three Israeli soldiers.", "Hamas", "ASSAULT", "abduct"),
        ("Chad lodged a diplomatic protest with Sudan.", "Chad", "ACCUSE", "disapprove"),
        ("The Hague tribunal issued an arrest warrant for Omar al-Bashir.", "Hague tribunal", "THREATEN", "arrest"),
        ("Ireland vowed to sanction Belarus.", "Ireland", "THREATEN", "restrict"),
    ],
)
def test_the_type_of_the_whole_act(text: str, who: str, event: str, mode: str, settings: Settings) -> None:
    found = {(r.event, r.mode) for r in extract(text, published=DAY, settings=settings) if r.event and not r.content_of and r.subject.actor is not None and r.subject.actor.name == who}
    assert found == {(event, mode)}


def test_nobody_is_coded_for_the_west(settings: Settings) -> None:
    assert not [r for r in extract("The West condemned Russia.", published=DAY, settings=settings) if r.event]
