"""Asking an endpoint with care: pauses, busy servers, broken answers, pages, and what is kept."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from graph.errors import EndpointError
from ontology import endpoint as asking
from ontology.endpoint import PAUSE, TRIES, WAIT, Endpoint, default_agent
from ontology.wikidata import item_of, statements, states_query
from tests.ontology.endpoint import SPARQL_JSON, Fake, serving, sparql_json

QUERY = states_query(["Q17", "Q213"])
BUSY = (503, {}, b"")
BROKEN = (200, {"Content-Type": SPARQL_JSON}, sparql_json([])[:-5])


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving() as running:
        yield running


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def endpoint(server: Fake, tmp_path: Path, slept: list[float]) -> Endpoint:
    return Endpoint(server.url, tmp_path / "kept", sleep=slept.append)


def test_a_question_and_its_answer(server: Fake, endpoint: Endpoint) -> None:
    rows = endpoint.ask(QUERY)
    assert [(item_of(row, "item"), row["code"]) for row in rows] == [("Q17", "JPN"), ("Q213", "CZE")]
    (headers,) = server.headers
    assert headers["Accept"] == SPARQL_JSON and headers["User-Agent"] == default_agent()
    assert default_agent().startswith("geopolgraph/") and headers["Content-Type"].endswith("x-www-form-urlencoded")


def test_who_asks_can_be_told(server: Fake, tmp_path: Path) -> None:
    Endpoint(server.url, tmp_path, agent="me/1 (me@example.org)").ask(QUERY)
    assert server.headers[0]["User-Agent"] == "me/1 (me@example.org)"
    with pytest.raises(EndpointError, match="user agent"):
        Endpoint(server.url, tmp_path, agent="me\r\nX-Evil: 1")


def test_an_answer_is_kept_and_not_asked_for_again(server: Fake, tmp_path: Path, slept: list[float]) -> None:
    first = Endpoint(server.url, tmp_path, sleep=slept.append).ask(QUERY)
    again = Endpoint(server.url, tmp_path, sleep=slept.append)
    assert again.ask(QUERY) == first and again.requests == 0 and len(server.queries) == 1
    again.ask(states_query(["Q17"]))
    assert again.requests == 1 and [p.suffix for p in tmp_path.iterdir()] == [".json", ".json"]


def test_pages_and_a_pause_between_them(
    server: Fake, endpoint: Endpoint, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PAGE", 1)
    assert len(endpoint.ask(QUERY)) == 2
    assert [q.splitlines()[-1] for q in server.queries] == [f"LIMIT 1 OFFSET {n}" for n in (0, 1, 2)]
    assert slept == [PAUSE, PAUSE]


def test_a_busy_server_is_given_the_time_it_asks_for(server: Fake, endpoint: Endpoint, slept: list[float]) -> None:
    server.trouble = [(429, {"Retry-After": "17"}, b""), (503, {"Retry-After": "0"}, b""), (429, {"Retry-After": "soon"}, b"")]
    assert len(endpoint.ask(QUERY)) == 2 and endpoint.requests == 4
    assert slept == [17, PAUSE, 4 * WAIT]


def test_a_busy_server_may_name_a_day(server: Fake, endpoint: Endpoint, slept: list[float]) -> None:
    then = datetime.now(UTC) + timedelta(seconds=60)
    server.trouble = [(503, {"Retry-After": format_datetime(then, usegmt=True)}, b"")]
    endpoint.ask(QUERY)
    assert 55 < slept[0] <= 60


def test_a_server_that_wants_too_long_is_left(server: Fake, endpoint: Endpoint, slept: list[float]) -> None:
    server.trouble = [(429, {"Retry-After": "86400"}, b"")]
    with pytest.raises(EndpointError, match=r"429 .* asks to wait 86400 s .*the same command goes on"):
        endpoint.ask(QUERY)
    assert slept == []


@pytest.mark.parametrize("trouble", [BUSY, (500, {}, b""), (502, {}, b""), BROKEN, (200, {"Content-Length": "9999", "Content-Type": SPARQL_JSON}, b"{")])
def test_what_may_pass_is_tried_again_and_again_later(server: Fake, endpoint: Endpoint, slept: list[float], trouble: tuple[int, dict[str, str], bytes]) -> None:
    server.trouble = [trouble] * 2
    assert len(endpoint.ask(QUERY)) == 2 and slept == [WAIT, 2 * WAIT]
    server.trouble = [trouble] * TRIES
    with pytest.raises(EndpointError, match=f"{TRIES} times in a row"):
        endpoint.ask(states_query(["Q17"]))
    assert endpoint.requests == 3 + TRIES and slept[3:] == [WAIT, 2 * WAIT, 4 * WAIT, 8 * WAIT]


@pytest.mark.parametrize(
    ("trouble", "message"),
    [
        ((400, {}, b""), r"400 Bad Request \(it does not take the query"),
        ((403, {}, b""), "403 Forbidden .*--user-agent"),
        ((404, {}, b""), "404 Not Found .*check the address"),
        ((301, {"Location": "https://example.org/new"}, b""), "it has moved: give --endpoint https://example.org/new"),
        ((200, {"Content-Type": "text/html"}, b"<p>Hello</p>"), "answers 'text/html' .*is it a SPARQL endpoint"),
        ((200, {"Content-Type": "application/json"}, b'{"hello": 1}'), "JSON that is no result of SPARQL"),
        ((200, {"Content-Type": "application/json"}, b"[1]"), "JSON that is no result of SPARQL"),
        ((200, {"Content-Type": SPARQL_JSON}, b'{"results": {"bindings": [{"item": "Q1"}]}}'), "no result of SPARQL"),
        ((200, {"Content-Type": SPARQL_JSON}, b'{"results": {"bindings": [{"item": {"value": 1}}]}}'), "no result of SPARQL"),
    ],
)
def test_what_will_not_pass_is_said_at_once(server: Fake, endpoint: Endpoint, trouble: tuple[int, dict[str, str], bytes], message: str) -> None:
    server.trouble = [trouble]
    with pytest.raises(EndpointError, match=message) as caught:
        endpoint.ask(QUERY)
    assert caught.value.where == server.url and endpoint.requests == 1


def test_a_silent_server_is_tried_again(tmp_path: Path, slept: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "TIMEOUT", 0.02)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        endpoint = Endpoint(f"http://127.0.0.1:{deaf.getsockname()[1]}/", tmp_path, sleep=slept.append)
        with pytest.raises(EndpointError, match="5 times in a row"):
            endpoint.ask(QUERY)
    assert len(slept) == TRIES - 1


def test_an_answer_that_is_too_large(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "LARGEST", 10)
    with pytest.raises(EndpointError, match="more than 10 bytes"):
        endpoint.ask(QUERY)


# ---------------------------------------------------------------- the questions, against a small copy of Wikidata's shape

PROLOGUE = "\n".join(line for line in QUERY.splitlines() if line.startswith("PREFIX"))
TURTLE = """
wd:Q17 wdt:P298 "JPN" ; rdfs:label "Japan"@en, "Japon"@fr ; p:P6 wd:s1, wd:s2, wd:s3, wd:s4, wd:s5 ; p:P35 wd:s6 .
wd:Q1705028 rdfs:label "Sanae Takaichi"@en ; skos:altLabel "Takaichi Sanae"@en, "Takaichi"@de ; p:P39 wd:s7 .
wd:Q37979 rdfs:label "Akihito"@en .
wd:s1 ps:P6 wd:Q1705028 ; wikibase:rank wikibase:PreferredRank ; pqv:P580 wd:day .
wd:s2 ps:P6 wd:Q37979 ; wikibase:rank wikibase:DeprecatedRank ; pqv:P580 wd:day .
wd:s3 ps:P6 wd:Q37979 ; wikibase:rank wikibase:NormalRank ; pqv:P580 wd:day ; pq:P582 _:unknown .
wd:s4 ps:P6 wd:Q37979 ; wikibase:rank wikibase:NormalRank ; pqv:P580 wd:old ; pqv:P582 wd:past ; pq:P582 "x" .
wd:s5 ps:P6 wd:Q37979 ; wikibase:rank wikibase:NormalRank .
wd:s6 ps:P35 wd:Q37979 ; wikibase:rank wikibase:NormalRank ; pqv:P580 wd:old ; pqv:P582 wd:month ; pq:P582 "x" .
wd:s7 ps:P39 wd:Q999999911 ; wikibase:rank wikibase:NormalRank ; pqv:P580 wd:year .
wd:Q999999911 wdt:P1001 wd:Q17 ; rdfs:label "Minister of Foreign Affairs"@en .
wd:Q999999914 wdt:P1001 wd:Q17 ; rdfs:label "Member of the Diet"@en .
wd:day wikibase:timeValue "2025-10-21T00:00:00Z"^^xsd:dateTime ; wikibase:timePrecision 11 .
wd:old wikibase:timeValue "1989-01-07T00:00:00Z"^^xsd:dateTime ; wikibase:timePrecision 11 .
wd:past wikibase:timeValue "1999-01-01T00:00:00Z"^^xsd:dateTime ; wikibase:timePrecision 9 .
wd:month wikibase:timeValue "2019-04-01T00:00:00Z"^^xsd:dateTime ; wikibase:timePrecision 10 .
wd:year wikibase:timeValue "2020-01-01T00:00:00Z"^^xsd:dateTime ; wikibase:timePrecision 9 .
"""


def answer(query: str) -> list[dict[str, str]]:
    """The rows that a SPARQL engine finds in the small copy."""
    from pyoxigraph import RdfFormat, Store

    store = Store()
    store.load((PROLOGUE.replace("PREFIX", "@prefix").replace(">\n", "> .\n") + " .\n" + TURTLE).encode(), RdfFormat.TURTLE)
    found = store.query(f"{query}\nLIMIT 100 OFFSET 0")
    names = [v.value for v in found.variables]  # type: ignore[union-attr]
    return [{n: row[n].value for n in names if row[n] is not None} for row in found]  # type: ignore[union-attr, index]


def test_the_questions_are_sparql_and_find_what_they_should() -> None:
    from ontology.wikidata import heads_query, holders_query, names_query, offices_query

    assert [(r["code"], r["label"]) for r in answer(states_query(["Q17", "Q183"])) if "code" in r] == [("JPN", "Japan")]
    faults: list[str] = []
    heads = list(statements(answer(heads_query(["Q17"])), faults))
    assert faults == [] and {(s.role, s.person, s.start, s.end) for s in heads} == {
        ("head_of_government", "Q1705028", "2025-10-21", ""),
        ("head_of_state", "Q37979", "1989-01-07", "2019-04"),
    }
    assert [item_of(r, "office") for r in answer(offices_query(["Q17"]))] == ["Q999999911"]
    (held,) = statements(answer(holders_query(["Q999999911"])), faults)
    assert (held.item, held.person, held.start) == ("Q999999911", "Q1705028", "2020")
    assert [r["name"] for r in answer(names_query(["Q1705028"]))] == ["Takaichi Sanae"]
