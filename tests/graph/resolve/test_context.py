"""What surrounds a name decides whom it means: slots, sports, names that several share, names inside names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.config import Settings
from graph.model import Actor
from graph.pipeline import read_article, resolver_of
from graph.readers.assemble import assemble

Who = Callable[..., Actor | None]


@pytest.fixture
def who(settings: Settings) -> Who:
    """The actor of the ``nth`` mention of some words in a text."""

    def find(text: str, words: str, *, published: str = "2025-06-05", nth: int = 0) -> Actor | None:
        article = assemble({"text": text, "published": published, "language": "en"}, name="a text", settings=settings)
        reading = read_article(article, settings)
        found = [o for o in reading.occurrences if o.mention.span.text == words]
        return resolver_of(reading).one(found[nth].mention, slot=found[nth].slot).actor

    return find


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tehran rejected the offer.", "country"),
        ("Envoys held talks with Tehran about the offer.", "country"),
        ("The envoys met in Tehran.", "place"),
        ("The envoys flew to Tehran.", "place"),
        ("Rockets hit Tehran overnight.", "place"),
        ("The president left Tehran on Monday.", "place"),
        ("Washington and Tehran resumed talks.", "country"),
    ],
)
def test_a_capital_acts_or_lies_there(who: Who, text: str, kind: str) -> None:
    found = who(text, "Tehran")
    assert found is not None and (found.kind, found.country) == (kind, "IRN")


def test_a_country_that_plays_is_a_team(who: Who) -> None:
    found = who("Brazil beat Serbia 2-0 in their World Cup group match on Thursday, with two goals by Richarlison.", "Brazil")
    assert found is not None and found.kind == "organisation" and found.name == "Brazil (team)"
    plain = who("Brazil asked Serbia for help on Thursday, 2-3 officials said.", "Brazil")
    assert plain is not None and plain.kind == "country"


def test_plural_demonyms_are_people(who: Who) -> None:
    people = who("Angry Bolivians blocked the road to the airport.", "Bolivians")
    assert people is not None and (people.kind, people.country) == ("people", "BOL")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Governor Brian Kemp said Georgia would recount the votes of Fulton County.", "Georgia (US state)"),
        ("Georgia accused Russia of moving the border posts of South Ossetia.", "Georgia"),
    ],
)
def test_two_georgias(who: Who, text: str, name: str) -> None:
    found = who(text, "Georgia")
    assert found is not None and found.name == name


def test_an_acronym_is_what_the_article_says_it_is(who: Who) -> None:
    found = who("She trained at the Culinary Institute of America. The CIA teaches 3,000 cooks a year.", "CIA")
    assert found is None or found.name != "Central Intelligence Agency"


def test_a_singer_is_not_the_minister_of_that_name(who: Who) -> None:
    found = who("Wang Yi, a singer from Dalian, opened the gala.", "Wang Yi", published="2024-02-01")
    assert found is None or not found.wikidata


def test_the_name_of_a_body_tells_its_state(who: Who) -> None:
    found = who("The Latvian Maritime Inspectorate fined the captain.", "Latvian Maritime Inspectorate")
    assert found is not None and found.country == "LVA"


def test_a_counterpart_holds_the_same_office_elsewhere(who: Who) -> None:
    found = who("Sergei Lavrov met his Turkish counterpart in Antalya.", "Turkish counterpart")
    assert found is not None and found.name == "Hakan Fidan"


# ---------------------------------------------------------------- what a review found


def test_two_capitals_are_no_persons_initials(who: Who) -> None:
    found = who("Umar Khalid was arrested in Delhi. The UK condemned India.", "UK")
    assert found is not None and found.country == "GBR"


def test_a_pronoun_elsewhere_does_not_cancel_the_us(who: Who) -> None:
    found = who("US planes struck Iran on Monday. Iran said nobody told us anything.", "US")
    assert found is not None and found.country == "USA"


def test_a_first_name_is_no_country(who: Who) -> None:
    found = who("Jordan Bardella leads the party. Jordan condemned France.", "Jordan")
    assert found is not None and found.kind == "country"


def test_a_leader_who_answers_a_journalist_is_still_one(who: Who) -> None:
    found = who("Recep Tayyip Erdogan, answering a journalist, criticised Israel.", "Recep Tayyip Erdogan")
    assert found is not None and found.country == "TUR" and found.wikidata


@pytest.mark.parametrize("words", ["Malaysian airliner", "Malaysian passenger plane"])
def test_civil_aircraft_are_not_the_armed_forces(who: Who, words: str) -> None:
    found = who(f"Rebels shot down a {words} on Thursday.", words)
    assert found is None or found.kind != "agency"


def test_a_vice_president_is_not_the_president(who: Who) -> None:
    found = who("Vice President Kamala Harris spoke in Munich. Later the president criticised Russia.", "president", published="2022-02-20")
    assert found is None or found.name != "Kamala Harris"


@pytest.mark.parametrize(("words", "country"), [("South Sudanese counterpart", "SSD"), ("North Korean counterpart", "PRK")])
def test_a_counterpart_of_a_state_of_two_words(who: Who, words: str, country: str) -> None:
    found = who(f"Sergei Lavrov met his {words} in Moscow.", words, published="2024-06-01")
    assert found is not None and found.country == country


def test_as_joins_clauses_too(who: Who) -> None:
    found = who("Protests broke out as the French president criticised Israel.", "French president")
    assert found is not None and found.name == "Emmanuel Macron"


def test_the_prime_minister_of_new_zealand_is_not_new(who: Who) -> None:
    found = who("The New Zealand prime minister criticised China.", "New Zealand prime minister")
    assert found is not None and found.name == "Christopher Luxon"


def test_a_paper_is_nobody(who: Who) -> None:
    found = who("Officials said the Lusaka Protocol had failed.", "Lusaka Protocol")
    assert found is None
