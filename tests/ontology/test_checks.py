"""Faults planted into a copy of the shipped tables, one at a time: each is found, with its file and line."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from graph.cli import main
from ontology.checks import check, counts
from ontology.gazetteer import Gazetteer
from ontology.layers import SHIPPED, layers_of
from ontology.tables import COLUMNS


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return copytree(SHIPPED, tmp_path / "gazetteer")


def add(folder: Path, table: str, row: str) -> int:
    """Puts a row in its place in the sorted table; its line."""
    (new,) = csv.reader([row])
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        head, *rows = csv.reader(stream)
    rows = sorted([*rows, new])
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([head, *rows])
    return rows.index(new) + 2


PLANTED: list[tuple[str, str, str]] = [
    ("actors", "Q17x,Q17x,place,Tokio,JPN,,,hand", "'Q17x' is no Wikidata id"),
    ("actors", "x-000000000000,,place,Testville,JPN,,,hand", "the id is x-"),
    ("actors", "Q999999901,Q999999901,place,Testville,QQQ,,,hand", "unknown country 'QQQ'"),
    ("actors", ",,country,Testland,Testland,,,hand", "is no code of a state"),
    ("actors", ",,place,Testville,JPN,2001,2000-12,hand", "the end 2000-12 is before the start 2001"),
    ("actors", ",,place,Testville,JPN,2001-13,,hand", "'2001-13' is no date"),
    ("actors", ",,wizard,Merlin,GBR,,,hand", "unknown kind 'wizard'"),
    ("actors", ",,place,,JPN,,,hand", "the cell 'name' is empty"),
    ("actors", "Q1335527,Q1335527,person,Somebody Else,JPN,,,hand", "Q1335527 is 'Somebody Else', and 'Shigeru Ishiba' at built/actors.csv:"),
    ("actors", "Q1335527,Q1335527,company,Shigeru Ishiba,JPN,,,hand", "Q1335527 is a company, and a person at built/actors.csv:"),
    ("aliases", "Testville ,JPN,name,,,", "'Testville ' has blanks at its ends"),
    ("aliases", "Testville,JPN,rumour,,,", "unknown kind of alias 'rumour'"),
    ("aliases", "Testville,JPN,name,loud,,", "unknown case 'loud'"),
    ("aliases", "Testville,JPM,name,,,", "unknown actor 'JPM'"),
    ("aliases", "Beijing,TWN,capital,,,", "'Beijing' names Taiwan (Q865) and China (Q148)"),
    ("aliases", "Emmanuel Macron,Q39,demonym,,,", "'Emmanuel Macron' names Switzerland (Q39) and Emmanuel Macron"),
    ("aliases", "Shigeru Ishiba,person|Keir Starmer|GBR,name,,,", "'Shigeru Ishiba' names Keir Starmer"),
    ("aliases", "Zzz,JPN,name,,2010-01-01,2005-01-01", "before the start"),
    ("aliases", "NATO,organisation|NATO|IGO,name,exact,,", "says otherwise of the same"),
    ("aliases", "...,JPN,name,,,", "'...' has no letter"),
    ("bodies", "testers,agency,agency,Testers of {land}", "'Testers of {land}' has braces around something else"),
    ("bodies", "testers,agency,agency,Testers", "is no pattern for the level 'agency'"),
    ("bodies", "testers,agency,province,Testers of {country}", "unknown level 'province'"),
    ("holders", "JPN:head_of_government,person|Yoshihide Suga|JPN,2025-11-01,,hand,2025-12-01", "overlaps the term from"),
    ("holders", "JPN:head_of_government,person|Fumio Kishida|JPN,1990-05-01,1990-06-01,hand,", "needs a start and a source_date"),
    ("holders", "JPN:jester,person|Fumio Kishida|JPN,1990-05-01,1990-06-01,hand,2025-06-30", "unknown office 'JPN:jester'"),
    ("holders", "JPN:speaker,place|Testless|JPN,1990-05-01,1990-06-01,hand,2025-06-30", "unknown actor"),
    ("holders", "JPN:head_of_government,JPN,1990-05-01,1990-06-01,hand,2025-06-30", "JPN is no person, but of the kind 'country'"),
    ("holders", "JPN:head_of_government,person|Fumio Kishida|JPN,1990-05-01,1990-05-01,hand,2025-06-30", "ends on the day 1990-05-01 on which it starts"),
    ("holders", "NPL:finance_minister,person|Sushila Karki|NPL,2026-05-01,,hand,2025-06-30", "starts after the day 2025-06-30 of its source"),
    ("holders", "CHN:spokesperson,person|Fumio Kishida|JPN,1990-05-01,1990-06-31,hand,2025-06-30", "'1990-06-31' is no date"),
    ("media", "place|Seoul|KOR,KOR,no", "is no medium, but of the kind 'place'"),
    ("media", "medium|Xinhua|CHN,medium|Xinhua|CHN,yes", "the owner 'medium|Xinhua|CHN' is no state"),
    ("media", "medium|Xinhua|CHN,CHX,yes", "unknown actor 'CHX'"),
    ("media", "medium|Xinhua|CHN,CHN,perhaps", "unknown state_media 'perhaps'"),
    ("national", "Testers of {country},JPN,agency|Bank of Japan|JPN", "no body has the pattern 'Testers of {country}'"),
    ("national", "Air Force of {country},JPN,agency|Bank of Korea|KOR", "belongs to KOR, not to JPN"),
    ("national", "Air Force of {country},JPX,agency|Bank of Japan|JPN", "unknown state 'JPX'"),
    ("office_names", "chief tester,chief_tester,", "no office has the role 'chief_tester'"),
    ("office_names", "chief tester,chief,JPX", "unknown actor 'JPX'"),
    ("offices", ",USA,head_of_state,Second President of the United States,,", "duplicated office"),
    ("offices", ",JPX,chief,Chief of Nothing,,", "unknown actor 'JPX'"),
    ("persons", "JPN,Nippon", "JPN is no person"),
    ("persons", "person|Nobody at All|JPN,All", "unknown actor"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "row", "message"), PLANTED, ids=[p[2] for p in PLANTED])
def test_a_planted_fault_is_found_on_its_line(tables: Path, table: str, row: str, message: str) -> None:
    line = add(tables / "hand", table, row)
    found = [fault for fault in check(tables) if message in fault.message]
    assert [fault.where for fault in found] == [f"{tables / 'hand' / table}.csv:{line}"]


def edit(path: Path, number: int, change: str) -> None:
    lines = path.read_bytes().decode().splitlines(keepends=True)
    lines[number - 1] = change.format(lines[number - 1].rstrip("\n")) + "\n"
    path.write_bytes("".join(lines).encode())


@pytest.mark.parametrize(
    ("change", "message", "line"),
    [
        ("{0}\n{0}", "the same row stands on line 7", 8),
        ("zzz,JPN,name,,,\n{0}", "is not in order", 8),
        ("{0},more", "7 columns", 7),
        ("only one", "1 columns", 7),
        ('"{0}', "is no line of CSV", 7),
        ("", "0 columns", 7),
    ],
)
def test_a_table_that_is_out_of_shape(tables: Path, change: str, message: str, line: int) -> None:
    path = tables / "hand" / "aliases.csv"
    edit(path, 7, change)
    (found,) = [fault for fault in check(tables) if message in fault.message]
    assert found.where == f"{path}:{line}"


def test_bytes_that_are_not_utf8_and_a_wrong_header(tables: Path) -> None:
    path = tables / "hand" / "media.csv"
    data = path.read_bytes().split(b"\n")
    data[3] = b"medium|Caf\xe9|FRA,FRA,no"
    path.write_bytes(b"\n".join(data))
    edit(tables / "hand" / "bodies.csv", 1, "text,kind")
    found = {fault.where: fault.message for fault in check(tables)}
    assert found[f"{path}:4"] == "byte 0xE9 is not UTF-8"
    assert found[f"{tables / 'hand' / 'bodies.csv'}:1"] == "wrong header"
    with pytest.raises(Exception, match=r"media\.csv:4: byte 0xE9 is not UTF-8"):
        Gazetteer.load(tables)


def test_a_file_that_is_no_table(tables: Path) -> None:
    (tables / "hand" / "alias.csv").write_text("text,actor\n")
    (found,) = check(tables)
    assert found.where.endswith("alias.csv:1") and "is not read" in found.message and "aliases" in found.hint


def test_all_faults_are_found_at_once(tables: Path) -> None:
    edit(tables / "hand" / "aliases.csv", 9, "only one")
    edit(tables / "hand" / "aliases.csv", 5, "{0},more")
    add(tables / "hand", "media", "place|Seoul|KOR,KOR,no")
    assert [fault.where.rpartition("/")[2].rpartition(":")[0] for fault in check(tables)] == ["aliases.csv", "aliases.csv", "media.csv"]


def test_what_tells_two_actors_apart(tables: Path) -> None:
    for row in (
        "Testville,JPN,capital,,,", "Testville,place|Seoul|KOR,name,,,",
        "Testish,JPN,demonym,,,", "Testish,people|Kurds|,name,,,",
        "Testus,JPN,name,,,2000-01-01", "Testus,KOR,name,,2000-01-01,",
        "TESTA,JPN,acronym,exact,,", "Testa,KOR,name,exact,,",
        "Testo,JPN,name,,,", "Testo,KOR,ambiguous,,,",
        "Ri Yong-ho,person|Fumio Kishida|JPN,surname,,,",
    ):  # fmt: skip
        add(tables / "hand", "aliases", row)
    assert [str(fault) for fault in check(tables)] == []


def test_two_persons_of_one_name_are_told_apart_by_their_terms(tables: Path) -> None:
    add(tables / "hand", "aliases", "Shigeru Ishiba,person|Fumio Kishida|JPN,name,,,")
    assert check(tables) == []
    add(tables / "hand", "holders", "JPN:speaker,person|Fumio Kishida|JPN,2025-01-10,2025-02-01,hand,2025-06-30")
    assert ["on the same days" in fault.message for fault in check(tables)] == [True]


# ---------------------------------------------------------------- the command


def test_the_shipped_tables_pass_and_are_counted() -> None:
    done = CliRunner().invoke(main, ["gazetteer", "check"], env={"GEOPOLGRAPH_GAZETTEER": ""})
    assert done.exit_code == 0, done.output
    lines = [line.split()[0] for line in done.stdout.splitlines()]
    numbers = counts(layers_of())["actors"]
    hand, built = (numbers[str(SHIPPED / layer)] for layer in ("hand", "built"))
    assert lines == list(COLUMNS)
    assert done.stdout.splitlines()[0] == f"actors       {hand + built:,} rows: hand {hand:,}, built {built:,}"


def test_faults_of_a_users_own_tables_are_printed_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "aliases.csv").write_text("text,actor,kind,case,start,end\nBorduria,BOR,name,,,\nSyldavia,SYL,name,,,\n", "utf-8")
    done = CliRunner().invoke(main, ["gazetteer", "check", "--user", str(tmp_path)])
    assert done.exit_code == 1 and "2 faults" in done.stderr
    assert [line.split(": ")[0] for line in done.stdout.splitlines()] == [f"{tmp_path / 'aliases.csv'}:{n}" for n in (2, 3)]
    assert "(an id, an ISO code or kind|name|country of actors.csv)" in done.stdout
    (tmp_path / "aliases.csv").write_text("text,actor,kind,case,start,end\nBorduria,ALB,nickname,,,\n", "utf-8")
    done = CliRunner().invoke(main, ["gazetteer", "check", "--user", str(tmp_path)])
    assert done.exit_code == 0 and "your own 1" in done.stdout


def test_ids_that_no_source_gives(tmp_path: Path) -> None:
    (tmp_path / "countries.csv").write_text("wikidata_id\nhttp://www.wikidata.org/entity/Q17\n")
    (tmp_path / "officeholders.csv").write_text("wikidata\nQ22686\n")
    (tmp_path / "territories.json").write_text(json.dumps([{"wikidata": "Q148"}]))
    (tmp_path / "wikipedia_wikidata.tsv").write_text("China\tChina\tQ148\t2025-03-13\n")
    done = CliRunner().invoke(main, ["gazetteer", "check", "--sources", str(tmp_path)])
    assert done.exit_code == 1 and "Wikidata id Q30 is in no source" in done.stdout
    assert not [line for line in done.stdout.splitlines() if line.split(" id ")[-1].startswith(("Q17 ", "Q148 ", "Q22686 "))]


def test_folders_that_are_none(tmp_path: Path) -> None:
    for option in ("--user", "--sources"):
        done = CliRunner().invoke(main, ["gazetteer", "check", option, str(tmp_path / "nowhere")])
        assert done.exit_code == 2 and "nowhere" in done.stderr
    done = CliRunner().invoke(main, ["gazetteer", "check", "--sources", str(tmp_path)])
    assert done.exit_code == 2 and "is no folder of sources" in done.stderr and "Traceback" not in done.output
