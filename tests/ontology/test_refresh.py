"""``geopol gazetteer refresh``: against a recorded endpoint, from the first question to the tables in their place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.cli import main
from ontology import endpoint as asking
from ontology import refresh as refreshing
from ontology.checks import check
from ontology.gazetteer import Gazetteer
from ontology.layers import OWN, REFRESHED, layers_of
from ontology.refresh import STATE, apply, begin
from ontology.terms import overlay
from tests.ontology.endpoint import Fake, serving

TODAY = "2027-01-15"
BUSY = (503, {}, b"")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", OWN):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(asking.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(refreshing, "_today", lambda: date.fromisoformat(TODAY))
    with serving() as running:
        yield running


def run(server: Fake, into: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["gazetteer", "refresh", "--endpoint", server.url, "--into", str(into), *words])


def holder(gazetteer: Gazetteer, state: str, role: str, day: str) -> list[str]:
    office = gazetteer.office(state, role)
    assert office is not None
    return [gazetteer.entry(term.person).name for term in gazetteer.holders(office.id, day)]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.csv"))}


# ---------------------------------------------------------------- what comes of it


def test_it_shows_what_would_change_and_changes_nothing(server: Fake, tmp_path: Path) -> None:
    done = run(server, tmp_path / "mine")
    assert done.exit_code == 0, done.output
    for line in (
        "holders: 2 added, 2 ended, 1 overruled,",
        "  added     Prime Minister of Japan: Takeshi Iwaya, since 2026-10-01, known until 2027-01-15",
        "  added     Prime Minister of Lesotho: Thabo Testperson, since 2026-11-05, known until 2027-01-15",
        "  ended     Prime Minister of Japan: Sanae Takaichi, 2025-10-21 to 2026-10-01 (was since 2025-10-21, known until 2025-10-21)",
        "  ended     Prime Minister of Lesotho: Sam Matekane, 2022-10-28 to 2026-11-05 (was since 2022-10-28, known until 2025-01-31)",
        "  overruled Prime Minister of Nepal: Maya Testperson, since 2025-09-12, known until 2027-01-15 (a stronger table has Sushila Karki)",
        "actors: 2 added",
        "  added     Maya Testperson, person, NPL (Q999999901)",
        "  added     KP Sharma Oli -> K. P. Sharma Oli (name, Q3195923)",
        "  added     State of Japan for Tests -> Japan (formal, Q17)",
        "  added     Takaichi Sanae -> Sanae Takaichi (variant, Q1705028)",
        "  added     Maya K. Testperson -> Maya Testperson (variant, Q999999901)",
        "  hint      person|Andrej Babiš|CZE has no Wikidata id here; it seems to be Q999999902",
        "nothing is changed yet",
    ):
        assert line in done.stdout, line
    for word in ("Nobody Needed", "Museum", "Minister Takaichi", "First Citizen", "dropped"):
        assert word not in done.stdout
    assert not (tmp_path / "mine" / REFRESHED).exists()


def test_what_was_shown_is_applied_without_asking_again(
    server: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = tmp_path / "mine"
    shown, asked = run(server, into), len(server.queries)
    done = run(server, into, "--apply")
    assert done.exit_code == 0 and len(server.queries) == asked > 50, done.output
    assert shown.stdout.splitlines()[1:-1] == done.stdout.splitlines()[1 : len(shown.stdout.splitlines()) - 1]
    assert sorted(files(into)) == [f"refreshed/{t}.csv" for t in ("actors", "aliases", "holders", "persons")]
    assert not (into / STATE).exists() and f"export {OWN}={into}" in done.stdout
    with_it = Gazetteer.load(user=into)
    assert holder(with_it, "JPN", "head_of_government", "2026-09-30") == ["Sanae Takaichi"]
    assert holder(with_it, "JPN", "head_of_government", "2027-06-01") == ["Takeshi Iwaya"]
    assert holder(with_it, "LSO", "head_of_government", "2027-06-01") == ["Thabo Testperson"]
    assert holder(with_it, "CZE", "head_of_government", "2027-06-01") == ["Andrej Babiš"]
    assert holder(with_it, "JPN", "foreign_minister", "2027-06-01") == ["Toshimitsu Motegi"]
    assert holder(with_it, "USA", "head_of_state", "2027-06-01") == ["Donald Trump"]
    assert holder(with_it, "USA", "head_of_state", "2028-06-01") == ["Donald Trump"]
    assert holder(with_it, "USA", "head_of_state", "2029-06-01") == []
    assert holder(Gazetteer.load(), "LSO", "head_of_government", "2027-06-01") == []
    monkeypatch.setenv(OWN, str(into))
    assert Gazetteer.load().version == with_it.version and Gazetteer.load() is Gazetteer.load()
    assert [with_it.entry(a.actor).name for a in Gazetteer.load().aliases("Takaichi Sanae")] == ["Sanae Takaichi"]
    checked = CliRunner().invoke(main, ["gazetteer", "check"])
    assert checked.exit_code == 0 and "refreshed " in checked.stdout, checked.output


def test_refreshing_again_changes_nothing(server: Fake, tmp_path: Path) -> None:
    assert run(server, tmp_path, "--apply").exit_code == 0
    before = files(tmp_path)
    done = run(server, tmp_path, "--apply")
    assert done.exit_code == 0 and files(tmp_path) == before
    assert not [line for line in done.stdout.splitlines() if line.startswith(("  added", "  ended", "  dropped"))]
    assert "actors: nothing new" in done.stdout


def test_only_some_tables_are_asked_for_and_the_others_stay(server: Fake, tmp_path: Path) -> None:
    assert run(server, tmp_path, "--apply").exit_code == 0
    before = files(tmp_path)
    server.queries.clear()
    server.answers["states"][0]["formal"]["value"] = "Another Name of Japan"
    done = run(server, tmp_path, "--table", "countries", "--apply")
    assert done.exit_code == 0 and {q.splitlines()[0] for q in server.queries} == {"# geopolgraph: states"}
    assert "  added     Another Name of Japan" in done.stdout and "  dropped   State of Japan for Tests" in done.stdout
    after = files(tmp_path)
    assert {name for name in before if before[name] != after[name]} == {"refreshed/aliases.csv"}


def test_a_users_own_row_is_stronger_than_what_was_refreshed(server: Fake, tmp_path: Path) -> None:
    (tmp_path / "holders.csv").write_text(
        "office,person,start,end,source,source_date\nLSO:head_of_government,Q3183124,2026-11-01,,me,2027-01-20\n", "utf-8"
    )
    assert run(server, tmp_path, "--apply").exit_code == 0
    user = Gazetteer.load(user=tmp_path)
    assert holder(user, "LSO", "head_of_government", "2027-01-21") == ["Ram Chandra Poudel"]
    assert user.layers == layers_of(user=tmp_path) and [p.name for p in user.layers][1:] == ["hand", REFRESHED, "built"]


def test_into_the_folder_of_the_tables_themselves(tmp_path: Path) -> None:
    for layer in ("hand", "built"):
        (tmp_path / layer).mkdir()
    layers = refreshing.layers_with(tmp_path, tmp_path / "new", tmp_path)
    assert [layer.name for layer in layers] == ["hand", "new", "built"]


# ---------------------------------------------------------------- what goes wrong


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(server: Fake, tmp_path: Path) -> None:
    whole = run(server, tmp_path / "whole", "--apply")
    needed = len(server.queries)
    server.queries.clear()
    server.broken = (20, BUSY)
    halted = run(server, tmp_path / "part", "--apply")
    assert halted.exit_code == 2 and "503 Service Unavailable, 5 times in a row" in halted.stderr
    assert "kept" in halted.stderr and server.url in halted.stderr and len(server.queries) == 20 + asking.TRIES
    assert not (tmp_path / "part" / REFRESHED).exists()
    server.queries.clear()
    server.broken = None
    resumed = run(server, tmp_path / "part", "--apply")
    assert resumed.exit_code == 0 and len(server.queries) == needed - 20
    assert files(tmp_path / "part") == files(tmp_path / "whole")
    assert resumed.stdout.splitlines()[1:-2] == whole.stdout.splitlines()[1:-2]


def test_old_answers_are_asked_for_again(tmp_path: Path) -> None:
    assert begin(tmp_path, today=date(2026, 5, 1)) == "2026-05-01"
    (tmp_path / STATE / "x.json").write_text("[]")
    assert begin(tmp_path, today=date(2026, 5, 8)) == "2026-05-01" and (tmp_path / STATE / "x.json").exists()
    assert begin(tmp_path, today=date(2026, 5, 9)) == "2026-05-09" and not (tmp_path / STATE / "x.json").exists()
    assert begin(tmp_path, anew=True, today=date(2026, 5, 10)) == "2026-05-10"


def test_statements_that_cannot_be_right_are_said_and_left_out(server: Fake, tmp_path: Path) -> None:
    trump = server.answers["holders"][-1]
    wrong = {**trump, "end": {"type": "literal", "value": "2021-01-20T00:00:00Z"}, "until": {"type": "literal", "value": "11"}}
    no_day = {**trump, "start": {"type": "literal", "value": "2025-02-30T00:00:00Z"}}
    vague = {**trump, "exact": {"type": "literal", "value": "7"}}
    server.answers["holders"] += [wrong, no_day, vague]
    server.answers["states"][0]["code"]["value"] = "CHN"
    done = run(server, tmp_path, "--apply")
    assert done.exit_code == 1 and (tmp_path / REFRESHED).is_dir()
    assert "Donald Trump (Q22686) in Q11696: the end 2021-01-20 is before the start 2025-01-20" in done.stderr
    assert "'2025-02-30' is no date" in done.stderr
    assert "Q17 has the code CHN there, and JPN in our tables" in done.stderr
    assert "State of Japan" not in (tmp_path / REFRESHED / "aliases.csv").read_text("utf-8")
    assert check(user=tmp_path) == []


def test_tables_with_a_fault_are_not_applied(server: Fake, tmp_path: Path) -> None:
    assert run(server, tmp_path, "--apply").exit_code == 0
    before = files(tmp_path)
    server.answers["heads"][0]["person"]["value"] = "http://www.wikidata.org/entity/Q213"
    done = run(server, tmp_path, "--apply")
    assert done.exit_code == 1 and "actors.csv:" in done.stderr and "Q213 is a person, and a country at" in done.stderr
    assert "nothing is put in place" in done.stderr
    assert {k: v for k, v in files(tmp_path).items() if k.startswith(REFRESHED)} == before


def test_an_endpoint_without_the_data_replaces_nothing(server: Fake, tmp_path: Path) -> None:
    server.answers["heads"], server.answers["offices"], server.answers["holders"] = [], [], []
    done = run(server, tmp_path, "--apply")
    assert done.exit_code == 2 and "knows nothing about our holders" in done.stderr and not (tmp_path / REFRESHED).exists()


def test_an_endpoint_that_cannot_be_reached(tmp_path: Path) -> None:
    for url, message in (
        ("http://127.0.0.1:9/sparql", "http://127.0.0.1:9/sparql: cannot be reached"),
        ("ftp://127.0.0.1/x", "is no address of an endpoint"),
        ("sparql", "is no address of an endpoint"),
    ):
        done = CliRunner().invoke(main, ["gazetteer", "refresh", "--endpoint", url, "--into", str(tmp_path / "x")])
        assert done.exit_code == 2 and message in done.stderr and "Traceback" not in done.output
        assert not (tmp_path / "x" / REFRESHED).exists()


def test_own_tables_with_a_fault_are_named_before_anybody_is_asked(server: Fake, tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text("name\n", "utf-8")
    done = run(server, tmp_path)
    assert done.exit_code == 2 and f"{tmp_path / 'actors.csv'}:1" in done.stderr and server.queries == []


def test_a_folder_that_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(OWN, str(tmp_path / "nowhere"))
    done = CliRunner().invoke(main, ["actors", "China"])
    assert done.exit_code == 2 and "no such folder" in done.stderr and OWN in done.stderr


def test_a_crash_between_old_and_new_tables_is_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    staged, target = tmp_path / STATE / "tables", tmp_path / REFRESHED
    for folder, text in ((staged, "new"), (target, "old")):
        folder.mkdir(parents=True)
        (folder / "actors.csv").write_text(text)
    rename = Path.rename

    def dies(self: Path, other: Path) -> Path:
        if self == staged:
            raise KeyboardInterrupt
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", dies)
    with pytest.raises(KeyboardInterrupt):
        apply(tmp_path, staged)
    monkeypatch.undo()
    begin(tmp_path)
    assert (target / "actors.csv").read_text() == "old"


# ---------------------------------------------------------------- later sources


def test_a_later_source_ends_or_prolongs_what_was_open() -> None:
    hand = [("o", "Ann", "2024-01-01", "", "hand", "2025-06-30")]
    still = ("o", "Ann", "2024-01-01", "", "w", "2027-01-01")
    gone = ("o", "Ann", "2024-01-01", "2026-03-01", "w", "2027-01-01")
    bob = ("o", "Bob", "2026-03-01", "", "w", "2027-01-01")
    assert overlay([hand, [still]], many=False) == [still]
    assert overlay([hand, [gone, bob]], many=False) == [gone, bob]
    assert overlay([hand, [bob]], many=False) == [(*hand[0][:3], "2026-03-01", "w", "2027-01-01"), bob]
    assert overlay([hand, [bob]], many=True) == [*hand, bob]


def test_what_a_later_source_says_of_earlier_days_counts_for_nothing() -> None:
    hand = [("o", "Ann", "2024-01-01", "", "hand", "2025-06-30")]
    early = ("o", "Bob", "2025-03-01", "", "w", "2027-01-01")
    older = ("o", "Bob", "2026-03-01", "", "w", "2025-01-01")
    ended = ("o", "Ann", "2024-01-01", "2025-02-01", "w", "2027-01-01")
    for weaker in (early, older, ended):
        assert overlay([hand, [weaker]], many=False) == hand


def test_sources_disagree_on_the_day_of_a_handover() -> None:
    hand = [("o", "Ann", "2024-01-01", "2025-03-05", "hand", "2025-06-30")]
    bob = ("o", "Bob", "2025-03-01", "", "w", "2027-01-01")
    assert overlay([hand, [bob]], many=False) == [*hand, ("o", "Bob", "2025-03-05", "", "w", "2027-01-01")]
    assert overlay([hand, [(*bob[:5], "2025-01-31")]], many=False) == hand
