"""From answers to rows: which office a title means, which of several offices counts, which names are names."""

from __future__ import annotations

import pytest

from ontology.gather import SOURCE, _full, _one_office, _role, tidy
from ontology.gazetteer import Gazetteer
from ontology.sources import Fact
from ontology.wikidata import Statement, statements

DAY = "2027-01-15"


@pytest.fixture(scope="module")
def base() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("state", "label", "role"),
    [
        ("JPN", "Minister for Foreign Affairs of Japan", "foreign_minister"),
        ("JPN", "Minister for Foreign Affairs", "foreign_minister"),
        ("USA", "United States Secretary of the Treasury", "finance_minister"),
        ("USA", "U.S. Secretary of State", "foreign_minister"),
        ("GBR", "Home Secretary", "interior_minister"),
        ("FRA", "French Minister of Foreign Affairs", "foreign_minister"),
        ("KEN", "Governor of the Central Bank of Kenya", "central_banker"),
        ("KEN", "deputy minister of defence", ""),
        ("IND", "Governor of Goa", ""),
        ("USA", "Secretary of State of Ohio", ""),
    ],
)
def test_the_role_of_an_office_by_its_title(base: Gazetteer, state: str, label: str, role: str) -> None:
    assert _role(base, state, label) == role


def fact(office: str, person: str, start: str, end: str = "") -> Fact:
    return Fact("JPN", "trade_minister", office, person, person, start, end, SOURCE, DAY)


def test_of_two_offices_of_one_role_one_counts(base: Gazetteer) -> None:
    ours = fact("Minister of Economy, Trade and Industry of Japan", "Q1", "2025")
    other = fact("Minister of Trade", "Q2", "2026")
    old = fact("Minister of International Trade and Industry", "Q3", "1999", "2001")
    assert _one_office(base, [old, ours, other]) == [old, ours]
    assert _one_office(base, [old, other]) == [old, other]


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("Takaichi Sanae", True),
        ("Sanae A. Takaichi", True),
        ("Takaichi", False),
        ("Prime Minister Takaichi", False),
        ("President Sanae Takaichi", False),
        ("the Iron Lady", False),
        ("Sanae Takaichi (politician)", False),
        ("Sanae Yamamoto", False),
        ("sanae takaichi", False),
    ],
)
def test_full_names(base: Gazetteer, text: str, fits: bool) -> None:
    assert _full(base, text, "Sanae Takaichi", "JPN") == fits


def alias(text: str, actor: str, kind: str) -> tuple[str, ...]:
    return (text, actor, kind, "", "", "")


def test_names_of_several_need_the_context_and_their_variants_are_left_out() -> None:
    rows = [
        alias("Ann Other", "Q1", "name"), alias("Ann Other", "Q1", "variant"),
        alias("Bob Other", "Q2", "name"), alias("Bob Óther", "Q3", "name"),
        alias("Cy Other", "Q1", "variant"), alias("Cy Other", "Q2", "variant"),
        alias("Di Other", "Q1", "variant"), alias("Di Other", "Q2", "name"),
    ]  # fmt: skip
    assert tidy(rows) == {
        alias("Ann Other", "Q1", "name"), alias("Bob Other", "Q2", "ambiguous"), alias("Bob Óther", "Q3", "ambiguous"),
        alias("Di Other", "Q2", "name"),
    }  # fmt: skip


ENTITY = "http://www.wikidata.org/entity/"


def test_dates_keep_their_precision_and_unknown_ends_are_no_terms() -> None:
    term = {"item": ENTITY + "Q17", "person": ENTITY + "Q1", "label": "Ann", "start": "2020-05-01T00:00:00Z", "exact": "10"}
    end = {"end": "+2021-01-01T00:00:00Z", "until": "9", "ended": "x"}
    faults: list[str] = []
    found = list(statements([term, {**term, **end}, {**term, "ended": "unknown"}, {**term, "exact": "8"}], faults))
    assert found == [Statement("Q17", "", "Q1", "Ann", "2020-05", ""), Statement("Q17", "", "Q1", "Ann", "2020-05", "2021")]
    assert faults == []
    assert list(statements([{**term, "person": ENTITY + "x1"}, {**term, "start": "soon"}], faults)) == []
    assert ["without office" in faults[0], "'soon' is no date" in faults[1]] == [True, True]
