"""events.ttl is what its tables say, is sound SKOS, and holds PLOVER and CAMEO whole."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph, Literal, Namespace
from rdflib.namespace import RDF, SKOS

from ontology.lexicon import FOLDER

GP = Namespace("https://w3id.org/geopolgraph/ontology#")
FILE = FOLDER.parent / "events.ttl"
TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    *("COOPERATE", "AID", "RETREAT"),
    *("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    *("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(FILE)


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_file_is_what_the_tables_say() -> None:
    script = FOLDER / "write_events.py"
    assert subprocess.run([sys.executable, str(script), "--check"], check=False).returncode == 0


def test_the_sixteen_types(graph: Graph) -> None:
    found = {str(concept).removeprefix(str(GP)) for concept in graph.subjects(SKOS.topConceptOf, GP.PLOVER)}
    assert found == set(TYPES)


@pytest.mark.parametrize(("quad", "types"), [(1, TYPES[:4]), (2, TYPES[4:7]), (3, TYPES[7:11]), (4, TYPES[11:])])
def test_quad_classes(graph: Graph, quad: int, types: tuple[str, ...]) -> None:
    assert {t for t in TYPES if graph.value(GP[t], GP.quadClass) == Literal(quad)} == set(types)


def test_every_concept_says_what_it_is(graph: Graph) -> None:
    for scheme in (GP.PLOVER, GP.CONTEXT):
        for concept in graph.subjects(SKOS.inScheme, scheme):
            assert graph.value(concept, SKOS.prefLabel), concept
            assert graph.value(concept, SKOS.definition), concept
    examples = [str(example) for example in graph.objects(None, SKOS.example)]
    assert len(examples) == len(set(examples)) == len(table("plover.csv"))


def test_modes_lie_under_their_type_with_its_quad_class_and_sign(graph: Graph) -> None:
    for row in table("plover.csv"):
        if row["mode"]:
            mode, event = GP[f"{row['type']}_{row['mode']}"], GP[row["type"]]
            assert (mode, SKOS.broader, event) in graph
            assert graph.value(mode, GP.quadClass) == graph.value(event, GP.quadClass)
            if row["score"] and row["type"] != "REQUEST":
                assert (float(row["score"]) > 0) == (int(row["quad"]) <= 2), row


def test_scores_lie_in_their_range() -> None:
    scores = {(row["type"], row["mode"]): row["score"] for row in table("plover.csv")}
    assert all(-10 <= float(score) <= 10 for score in scores.values() if score)
    assert [key for key, score in scores.items() if not score] == [("PROTEST", "vandalize")]
    assert scores["ACCUSE", ""] == "-3"


def test_there_are_37_contexts(graph: Graph) -> None:
    assert len(list(graph.subjects(SKOS.inScheme, GP.CONTEXT))) == 37


def test_cameo_has_20_roots_and_each_leaf_a_parent(graph: Graph) -> None:
    roots = [str(graph.value(concept, SKOS.notation)) for concept in graph.subjects(SKOS.topConceptOf, GP.CAMEO)]
    assert sorted(roots) == [f"{number:02}" for number in range(1, 21)]
    for concept in graph.subjects(SKOS.inScheme, GP.CAMEO):
        code, above = str(graph.value(concept, SKOS.notation)), graph.value(concept, SKOS.broader)
        assert len(code) == 2 or code.startswith(str(graph.value(above, SKOS.notation)))


def test_every_link_leads_somewhere(graph: Graph) -> None:
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    for link in (SKOS.broader, SKOS.broadMatch, SKOS.relatedMatch, GP.bestCameo, GP.context):
        assert set(graph.objects(None, link)) <= concepts, link


@pytest.mark.parametrize(
    ("code", "plover"),
    [
        ("041", "CONSULT_phone"),
        ("057", "SUPPORT"),
        ("0811", "CONCEDE"),
        ("0813", "RETREAT"),
        ("0841", "RETREAT_release"),
        ("091", "ACCUSE_investigate"),
        ("112", "ACCUSE_allege"),
        ("163", "SANCTION_discontinue"),
        ("1712", "ASSAULT_destroy"),
        ("191", "COERCE_restrict"),
        ("192", "COERCE_seize"),
        ("201", "ASSAULT"),
        ("2042", "ASSAULT_unconventional"),
    ],
)
def test_cameo_to_plover(graph: Graph, code: str, plover: str) -> None:
    assert graph.value(GP[f"CAMEO_{code}"], SKOS.broadMatch) == GP[plover]


def test_statements_and_appeals_have_no_type(graph: Graph) -> None:
    for row in table("cameo.csv"):
        assert (row["event"] == "") == (row["code"][:2] in ("01", "02")), row["code"]


def test_the_best_cameo_code_of_a_type_leads_back_to_it() -> None:
    codes = {row["code"]: {row["event"], *row["also"].split()} for row in table("cameo.csv")}
    for row in table("plover.csv"):
        assert row["type"] in codes[row["cameo"]], (row["type"], row["mode"])


def test_contexts_of_codes_are_known() -> None:
    known = {row["context"] for row in table("contexts.csv")}
    assert {context for row in table("cameo.csv") for context in row["contexts"].split()} <= known


def test_the_script_stands_alone(tmp_path: Path) -> None:
    run = subprocess.run([sys.executable, "-S", str(FOLDER / "write_events.py"), "--check"], cwd=tmp_path, check=False)
    assert run.returncode == 0
