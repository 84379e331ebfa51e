"""The gate: kits run through the program, figures are those of the kit's own scorer, breaches are seen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from graph.config import Settings
from graph.errors import InputError
from graph.quality import Result, breaches, interval, lines, run

ROOT = Path(__file__).parent.parent.parent.parent

DATES_SCORER = '''
import json, sys
gold = [json.loads(line) for line in open(sys.argv[1])]
mine = {(p["doc"], p["i"]): p["value"] for p in map(json.loads, open(sys.argv[2]))}
right = sum(mine.get((g["doc"], g["i"])) == g["value"] for g in gold)
print(json.dumps({"exact": {"accuracy": right / len(gold), "precision": right / max(len(mine), 1)}}))
'''
EVENTS_SCORER = '''
import json, sys
mine = {p["id"]: p["events"] for p in map(json.loads, open(sys.argv[2]))}
right = sum(e["source"] == "CHN" and e["target"] == "USA" and e["event"] == "ACCUSE" for events in mine.values() for e in events)
row = {"p": right, "r": right, "f1": right}
names = ("type", "quad", "source", "target", "dyad_untyped", "triple")
types = {"ACCUSE": {"gold": 4, "type_found": 1, "triple_found": 0}, "AID": {"gold": 0, "type_found": 0, "triple_found": 0}}
print(json.dumps({part: {**{n: row for n in names}, "by_type": types} for part in ("all", "top1")}))
'''


@pytest.fixture
def data(tmp_path: Path) -> Path:
    dates, events = tmp_path / "dates", tmp_path / "events"
    for folder, scorer in ((dates, DATES_SCORER), (events, EVENTS_SCORER)):
        folder.mkdir()
        (folder / "score.py").write_text(scorer)
    rows = [
        {"doc": "d", "i": 0, "dct": "2025-06-05", "left": "", "text": "Thursday", "right": "", "value": "2025-06-05"},
        {"doc": "d", "i": 1, "dct": "2025-06-05", "left": "", "text": "some day", "right": "", "value": "2025-06-01"},
    ]
    (dates / "gold.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    (events / "gold.jsonl").write_text(json.dumps({"id": "1", "text": "China accused the United States of spying."}) + "\n")
    return tmp_path


def test_kits_run_and_missing_ones_are_not_run(data: Path, settings: Settings) -> None:
    results = run(data, settings)
    assert results["dates"].figures["exact"] == 0.5 and results["dates"].n == 2
    assert results["events"].figures["all triple f1"] == 1
    assert results["events"].figures["type found, ACCUSE"] == 0.25 and "type found, AID" not in results["events"].figures
    assert any("type found, ACCUSE" in line and "(n = 4)" in line for line in lines(results))
    assert {k: r.status for k, r in results.items()} == {"events": "ok", "triples": "not run", "documents": "not run", "dates": "ok", "treebanks": "not run"}
    assert any("not run" in line for line in lines(results)) and any("dates" in line and "(n = 2)" in line for line in lines(results))


def test_a_scorer_that_fails_is_failed_and_not_passed(data: Path, settings: Settings) -> None:
    (data / "dates" / "score.py").write_text("raise SystemExit('no')")
    result = run(data, settings)["dates"]
    assert result.status == "failed" and "no" in result.note


def test_breaches() -> None:
    results = {"dates": Result("ok", 10, {"exact": 0.7}), "events": Result("not run")}
    assert list(breaches(results, {"dates": {"exact": 0.6}})) == []
    assert len(list(breaches(results, {"dates": {"exact": 0.8, "day": 0.1}, "events": {"all type f1": 0.1}}))) == 3


def test_no_folder_is_an_error(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(InputError, match="no such folder"):
        run(tmp_path / "none", settings)


def test_intervals_shrink_with_n() -> None:
    assert interval(0.5, 100) > interval(0.5, 400) > 0 and interval(1.0, 10) == 0


def test_the_script_writes_json_and_exits_with_1_on_a_breach(data: Path, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "floors.json").write_text('{"dates": {"exact": 0.9}}')
    command = [sys.executable, str(ROOT / "scripts" / "quality_gate.py"), "--data", str(data), "--pipeline", settings.pipeline]
    done = subprocess.run([*command, "--json", str(tmp_path / "r.json"), "--floors", str(tmp_path / "floors.json")], capture_output=True, text=True)
    assert done.returncode == 1 and "BREACH dates exact" in done.stderr
    assert json.loads((tmp_path / "r.json").read_text())["dates"]["figures"]["exact"] == 0.5
    assert subprocess.run(command, capture_output=True).returncode == 0
