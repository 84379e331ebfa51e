"""The commands as a user runs them, good input and bad: message, exit code, and nothing lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.cli import main
from graph.config import Settings

Run = Callable[..., Result]
GOOD = "Title: A test\nPublished: 2025-06-05\nSource: Example Wire\nURL: https://example.org/1\n\nChina urged the United States on Wednesday to lift tariffs.\n"


@pytest.fixture
def run(settings: Settings) -> Run:
    runner = CliRunner()

    def call(*words: str, **options: object) -> Result:
        reads = words[0] in ("build", "extract", "explain") or "--context" in words
        return runner.invoke(main, [*words, *(["--pipeline", settings.pipeline] if reads else [])], **options)  # type: ignore[arg-type]

    return call


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Path:
    """An output directory with two articles."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "one.txt").write_text(GOOD)
    (folder / "two.txt").write_text(
        "Title: Another\nPublished: 2025-06-05\nSource: Example Daily\nURL: https://example.org/2\n\n"
        "Donald Trump called Xi Jinping on Thursday. China urged the United States on Wednesday to lift tariffs.\n"
    )
    done = CliRunner().invoke(main, ["build", str(folder / "one.txt"), str(folder / "two.txt"), "-o", str(folder / "out"), "--pipeline", settings.pipeline])
    assert done.exit_code == 0, done.output
    return folder / "out"


# ---------------------------------------------------------------- what works


def test_build_says_what_was_done_and_where(built: Path) -> None:
    assert (built / "graph.html").is_file() and (built / "graph.trig").is_file() and (built / "store" / "CURRENT").is_file()


def test_building_again_changes_nothing(run: Run, built: Path) -> None:
    before = (built / "graph.trig").read_bytes()
    again = run("build", str(built.parent / "one.txt"), str(built.parent / "two.txt"), "-o", str(built))
    assert again.exit_code == 0 and "2 unchanged" in again.output and (built / "graph.trig").read_bytes() == before


def test_extract_prints_json_lines_with_offsets_that_hold(run: Run) -> None:
    done = run("extract", "-", input=GOOD)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    text = GOOD.split("\n\n", 1)[1]
    assert done.exit_code == 0 and any(r["relation"]["id"] == "urged" and r["event"] == "REQUEST" for r in rows)
    for row in rows:
        where = text if row["part"] == "body" else "A test"
        for part in (row["subject"], row["object"], *row["others"]):
            if part is not None and part["rule"] != "same act":
                assert where[part["start"] : part["end"]] == part["text"]
    content = next(r for r in rows if r["content_of"])
    assert content["modality"] == "requested" and content["content_of"] in {r["id"] for r in rows}


@pytest.mark.parametrize("layer", ["reports", "triples", "mentions"])
@pytest.mark.parametrize("style", ["jsonl", "table", "csv"])
def test_extract_layers_and_formats(run: Run, layer: str, style: str) -> None:
    done = run("extract", "-", "--layer", layer, "--format", style, input=GOOD)
    assert done.exit_code == 0 and "China" in done.stdout


def test_explain_says_why_a_sentence_made_nothing(run: Run) -> None:
    done = run("explain", "-", input=GOOD + "\nPrices of bread fell.\n\nAlso Read: Something else\n")
    assert done.exit_code == 0 and "China <name> urged United States" in done.stdout and "page furniture" in done.stdout
    assert "'fall'" in done.stdout and "nobody known acts" in done.stdout


@pytest.mark.parametrize("style", ["table", "json", "csv", "tsv", "xml"])
def test_query_formats(run: Run, built: Path, style: str) -> None:
    done = run("query", "SELECT ?who { ?who gp:called ?whom }", "--format", style, "--store", str(built))
    assert done.exit_code == 0 and "Q22686" in done.stdout


def test_query_ask_construct_limit_file_and_timeout(run: Run, built: Path, tmp_path: Path) -> None:
    store = ("--store", str(built))
    assert run("query", "ASK { ?a gp:called ?b }", *store).stdout == "true\n"
    assert "gp:called" in run("query", "CONSTRUCT { ?a gp:called ?b } WHERE { ?a gp:called ?b }", *store).stdout
    (tmp_path / "q.rq").write_text("SELECT DISTINCT ?r { ?x a gp:Report ; gp:relation ?r } ORDER BY ?r")
    limited = run("query", f"@{tmp_path / 'q.rq'}", "--limit", "1", "--format", "json", *store)
    assert len(json.loads(limited.stdout)["results"]["bindings"]) == 1
    assert "Q22686" in run("query", "SELECT ?who { ?who gp:called ?whom }", "--timeout", "60", *store).stdout


def test_a_query_that_takes_too_long_is_stopped(run: Run, built: Path) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    done = run("query", slow, "--timeout", "2", "--store", str(built))
    assert done.exit_code == 2 and "took longer than 2 s" in done.stderr


def test_why_disputes_stats_actors(run: Run, built: Path) -> None:
    event = json.loads(run("query", "SELECT ?e { ?e a gp:Event ; gp:relation gp:called }", "--format", "json", "--store", str(built)).stdout)
    name = event["results"]["bindings"][0]["e"]["value"]
    assert "key: CONSULT phone" in run("why", name, "--store", str(built)).stdout
    assert run("disputes", "--store", str(built)).exit_code == 0
    assert "articles  2" in run("stats", "--store", str(built)).stdout
    assert "Donald Trump" in run("actors", "Trump", "--on", "2025-06-05").stdout
    assert run("actors", "Nobody At All").exit_code == 1


def rows_of(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines()]


def test_actors_says_whom_a_text_means_and_by_which_rule(run: Run) -> None:
    text = "Donald Trump met Xi Jinping in Georgia. On Friday Trump praised Georgia."
    done = run("actors", "Donald Trump", "--on", "2025-06-05", "--context", text)
    candidates, meant = (rows_of(part) for part in done.stdout.split("\n\n"))
    assert done.exit_code == 0 and candidates[1][:2] == ["Q22686", "Donald Trump"]
    assert meant[0] == ["in the context", "at", "id", "name", "kind", "acts for", "rule"]
    assert meant[1:] == [
        ["Donald Trump", "0", "Q22686", "Donald Trump", "person", "USA", "name"],
        ["Trump", str(text.index("Trump praised")), "Q22686", "Donald Trump", "person", "USA", "surname"],
    ]
    georgia = rows_of(run("actors", "Georgia", "--context", text).stdout.split("\n\n")[1])
    assert {row[-1] for row in georgia[1:]} <= {"name", "left open"} and len(georgia) == 3


def test_actors_in_a_text_that_leaves_them_open_or_does_not_name_them(run: Run) -> None:
    left = run("actors", "Clinton", "--on", "1999-06-05", "--context", "Officials said on Friday that Clinton would speak.")
    assert left.exit_code == 0 and "in the context" in left.stdout
    none = run("actors", "Brazil", "--context", "China urged Japan on Friday to act.")
    assert none.exit_code == 1 and "Q155" in none.stdout and "no mention in the context is called 'Brazil'" in none.stderr
    unknown = run("actors", "Jane Q. Nobody", "--context", "Jane Q. Nobody met Xi Jinping on Friday.")
    assert unknown.exit_code == 0 and "is not in the gazetteer" in unknown.stderr and "local" in unknown.stdout


@pytest.mark.parametrize("style", ["turtle", "trig", "nquads", "jsonld", "graphml", "gexf", "csv", "cytoscape"])
def test_export(run: Run, built: Path, tmp_path: Path, style: str) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for path in (one, other):
        assert run("export", "--format", style, "-o", str(path), "--store", str(built)).exit_code == 0
    assert one.stat().st_size > 200 and one.read_bytes() == other.read_bytes()


def test_validate_and_view(run: Run, built: Path, tmp_path: Path) -> None:
    done = run("validate", "--derived", "--store", str(built))
    assert done.exit_code == 0 and "valid" in done.stdout, done.stdout
    assert run("view", "-o", str(tmp_path / "v.html"), "--actor", "China", "--store", str(built)).exit_code == 0
    assert run("view", "-o", str(tmp_path / "w.html"), "--ego", "Donald Trump", "--since", "2025-06-01", "--store", str(built)).exit_code == 0


def test_merge_of_parts_is_the_whole_and_remove_takes_one_out(run: Run, built: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run("build", str(built.parent / f"{name}.txt"), "-o", str(tmp_path / name)).exit_code == 0
    assert "would add 1 articles" in run("merge", str(tmp_path / "two"), "-o", str(tmp_path / "one"), "--dry-run").stdout
    assert run("merge", str(tmp_path / "one"), str(tmp_path / "two"), "-o", str(tmp_path / "both")).exit_code == 0
    assert run("merge", str(tmp_path / "one"), str(tmp_path / "two"), "-o", str(tmp_path / "both.nq")).exit_code == 0
    assert (tmp_path / "both" / "graph.trig").read_bytes() == (built / "graph.trig").read_bytes()
    assert run("merge", str(tmp_path / "both.nq"), "-o", str(tmp_path / "again")).exit_code == 0
    assert (tmp_path / "again" / "graph.trig").read_bytes() == (built / "graph.trig").read_bytes()
    assert run("remove", "https://example.org/2", "--store", str(tmp_path / "both")).exit_code == 0
    run("export", "--format", "trig", "-o", str(tmp_path / "left.trig"), "--store", str(tmp_path / "both"))
    assert (tmp_path / "left.trig").read_bytes() == (tmp_path / "one" / "graph.trig").read_bytes()


# ---------------------------------------------------------------- what is wrong


@pytest.fixture
def bad(tmp_path: Path) -> dict[str, Path]:
    files = {
        "empty.txt": b"",
        "binary.txt": b"\x00\x01\x02PNG",
        "latin.txt": "Der Präsident".encode("latin-1"),
        "broken.jsonl": b'{"text": "China urged Japan to act."}\n{"text": \n{"title": "no text"}\n',
        "german.txt": "Der Bundeskanzler hat am Montag mit dem französischen Präsidenten über die Lage in der Ukraine gesprochen und eine neue Hilfe zugesagt.".encode(),
        "nodate.txt": b"Title: X\nPublished: the day of days\n\nChina urged Japan to act.\n",
        "huge.txt": b"China urged Japan to act. " * 200_000,
        "page.xyz": b"China urged Japan to act.",
        "good.txt": GOOD.encode(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return {name: tmp_path / name for name in files}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("empty.txt", "empty"),
        ("binary.txt", "binary"),
        ("latin.txt", "UTF-8"),
        ("broken.jsonl", "broken.jsonl:2"),
        ("german.txt", "German"),
        ("nodate.txt", "the day of days"),
        ("huge.txt", "5,200,000"),
        ("page.xyz", ".txt"),
        ("missing.txt", "missing.txt"),
    ],
)
def test_bad_input_is_named_and_the_rest_goes_through(run: Run, bad: dict[str, Path], tmp_path: Path, name: str, message: str) -> None:
    source = bad.get(name, tmp_path / name)
    done = run("build", str(source), str(bad["good.txt"]), "-o", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    assert message in done.stderr and name in done.stderr and "Traceback" not in done.output
    strict = run("build", str(source), str(bad["good.txt"]), "-o", str(tmp_path / "out"), "--strict")
    assert strict.exit_code == 1
    if name != "broken.jsonl":
        assert run("build", str(source), "-o", str(tmp_path / "none")).exit_code == 2


def test_a_broken_line_names_its_number_and_a_line_without_text_too(run: Run, bad: dict[str, Path], tmp_path: Path) -> None:
    done = run("build", str(bad["broken.jsonl"]), "-o", str(tmp_path / "out"))
    assert done.exit_code == 0 and "broken.jsonl:2" in done.stderr and "broken.jsonl:3" in done.stderr


def test_an_unreachable_url(run: Run, tmp_path: Path) -> None:
    done = run("build", "http://127.0.0.1:9/article", "-o", str(tmp_path / "out"))
    assert done.exit_code == 2 and "http://127.0.0.1:9/article" in done.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("query", "SELECT ?x { ?x a }"), "line 1, column"),
        (("query", "SELECT ?x {\n ?x gp:called }"), "line 2, column"),
        (("query", "SELECT ?x { SERVICE <http://example.org/> { ?x ?y ?z } }"), "SERVICE"),
        (("query", "--question", "who_called"), "who_called_whom"),
        (("query", "@none.rq"), "none.rq"),
        (("query",), "there is no query"),
        (("why", "ffffffff"), "unknown event"),
        (("view", "--actor", "Atlantis", "-o", "x.html"), "unknown actor"),
        (("export", "--format", "docx", "-o", "x"), "known: csv"),
        (("remove", "nothing"), "unknown article"),
    ],
)
def test_bad_questions(run: Run, built: Path, words: tuple[str, ...], message: str) -> None:
    done = run(*words, "--store", str(built))
    assert done.exit_code == 2 and message in done.stderr and "Traceback" not in done.output


def test_stores_that_are_none(run: Run, tmp_path: Path, bad: dict[str, Path]) -> None:
    for words in (("stats", "--store", str(tmp_path)), ("build", str(bad["good.txt"]), "-o", str(bad["good.txt"]))):
        done = run(*words)
        assert done.exit_code == 2 and "Traceback" not in done.output
    (tmp_path / "x" / "store").mkdir(parents=True)
    (tmp_path / "x" / "store" / "note").write_text("mine")
    done = run("build", str(bad["good.txt"]), "-o", str(tmp_path / "x"))
    assert done.exit_code == 2 and "not a geopolgraph store" in done.stderr


def test_unknown_pipelines_and_those_without_ud_labels(tmp_path: Path) -> None:
    import spacy

    runner = CliRunner()
    (tmp_path / "a.txt").write_text(GOOD)
    done = runner.invoke(main, ["build", str(tmp_path / "a.txt"), "-o", str(tmp_path / "o"), "--pipeline", "no_such_pipeline"])
    assert done.exit_code == 2 and "no_such_pipeline" in done.stderr
    nlp = spacy.blank("en")
    nlp.add_pipe("parser").add_label("dobj")  # type: ignore[attr-defined]
    nlp.add_pipe("ner").add_label("GPE")  # type: ignore[attr-defined]
    nlp.initialize()
    nlp.to_disk(tmp_path / "clearnlp")
    done = runner.invoke(main, ["build", str(tmp_path / "a.txt"), "-o", str(tmp_path / "o"), "--pipeline", str(tmp_path / "clearnlp")])
    assert done.exit_code == 2 and "ClearNLP" in done.stderr and "Universal Dependencies" in done.stderr
    spacy.blank("en").to_disk(tmp_path / "bare")
    done = runner.invoke(main, ["build", str(tmp_path / "a.txt"), "-o", str(tmp_path / "o"), "--pipeline", str(tmp_path / "bare")])
    assert done.exit_code == 2 and "has no parser" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_output(run: Run, tmp_path: Path, bad: dict[str, Path]) -> None:
    (tmp_path / "locked").mkdir(mode=0o555)
    done = run("build", str(bad["good.txt"]), "-o", str(tmp_path / "locked" / "out"))
    assert done.exit_code == 2 and "locked" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs /dev/full")
def test_a_full_disk_is_said_plainly_and_a_device_stays_one(run: Run, built: Path) -> None:
    for path, message in (("/dev/full", "No space left"), ("/proc/nothing/x.csv", "cannot be written")):
        done = run("export", "--format", "csv", "-o", path, "--store", str(built))
        assert done.exit_code == 2 and path in done.stderr and message in done.stderr and "Traceback" not in done.output
    assert Path("/dev/full").is_char_device()


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs /dev/full")
def test_output_that_cannot_be_written_is_said_plainly(built: Path) -> None:
    code = f"import sys; sys.argv = ['geopol', 'query', 'SELECT ?a {{ ?a a gp:Actor }}', '--format', 'csv', '--store', {str(built)!r}]; from graph.cli import main; main()"
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-c", code], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2 and "cannot write" in done.stderr and "Traceback" not in done.stderr


def test_a_build_that_reads_nothing_leaves_no_store(run: Run, tmp_path: Path) -> None:
    assert run("build", str(tmp_path / "none.txt"), "-o", str(tmp_path / "out")).exit_code == 2
    assert not (tmp_path / "out" / "store").exists() and run("stats", "--store", str(tmp_path / "out")).exit_code == 2


def test_removing_redraws_the_files_beside_the_store(run: Run, built: Path, tmp_path: Path) -> None:
    run("merge", str(built), "-o", str(tmp_path / "copy"))
    assert "example.org/2" in (tmp_path / "copy" / "graph.trig").read_text()
    run("remove", "https://example.org/2", "--store", str(tmp_path / "copy"))
    assert "example.org/2" not in (tmp_path / "copy" / "graph.trig").read_text() + (tmp_path / "copy" / "graph.html").read_text()


def test_empty_cells_are_empty(run: Run, built: Path) -> None:
    import csv

    done = run("export", "--format", "csv", "-o", "-", "--store", str(built))
    rows = list(csv.DictReader(done.stdout.splitlines()))
    assert rows and {r["disputed"] for r in rows} == {""}


def test_a_closed_pipe_ends_quietly(built: Path) -> None:
    code = f"import sys; sys.argv = ['geopol', 'query', 'SELECT ?a ?b ?c {{ ?a ?b ?c }}', '--format', 'csv', '--store', {str(built)!r}]; from graph.cli import main; main()"
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout is not None and child.stderr is not None
    child.stdout.readline()
    child.stdout.close()
    errors = child.stderr.read()
    child.stderr.close()
    child.wait()
    assert b"Traceback" not in errors


# ---------------------------------------------------------------- rulings


@pytest.fixture
def ruled(run: Run, built: Path, tmp_path: Path) -> tuple[Callable[..., Result], Path, list[str]]:
    """A copy of the graph to rule on, and the ids of two reports of one event."""
    store = tmp_path / "out" / "store"
    shutil.copytree(built / "store", store)
    query = "SELECT ?e { ?e a gp:Event ; gp:reportCount 2 ; sem:eventType gp:REQUEST }"
    (event,) = run("query", query, "--format", "csv", "--store", str(store)).output.split()[1:]
    told = run("why", event, "--store", str(store)).output
    return (lambda *words: run("rule", *words, "--store", str(store))), store, [line.split()[1] for line in told.splitlines() if line.startswith("  report ")]


def test_a_ruling_splits_an_event_is_shown_survives_and_is_taken_back(run: Run, built: Path, ruled: tuple[Callable[..., Result], Path, list[str]], tmp_path: Path) -> None:
    rule, store, (first, second) = ruled
    split = rule("different", first, second, "--by", "Ada", "--note", "two demands")
    assert split.exit_code == 0 and "1 ruling stored" in split.output, split.output
    assert "by Ada" in run("why", first, "--store", str(store)).output
    assert "two demands" in rule("--list").output
    again = run("build", str(built.parent / "two.txt"), "-o", str(store.parent))
    assert again.exit_code == 0 and "two demands" in rule("--list").output
    file = tmp_path / "rulings.csv"
    assert rule("--export", str(file)).exit_code == 0
    assert "0 -> " not in rule("--import", str(file)).output
    assert rule("--undo", second, first).exit_code == 0
    assert rule("--list").output.count("\n") <= 1
    assert f"report {second}" in run("why", first, "--store", str(store)).output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "one thing at a time"),
        (("same", "China"), "a verdict and two names"),
        (("perhaps", "China", "USA"), "a verdict and two names"),
        (("same", "China", "China"), "are one already"),
        (("same", "China", "Atlantis"), "Atlantis"),
        (("--undo", "China", "United States"), "there is no ruling"),
        (("same", "China", "United States", "--list"), "one thing at a time"),
    ],
)
def test_bad_rulings_are_refused(words: tuple[str, ...], message: str, ruled: tuple[Callable[..., Result], Path, list[str]]) -> None:
    result = ruled[0](*words)
    assert result.exit_code == 2 and message in result.output, result.output


@pytest.mark.parametrize(
    ("text", "place"),
    [("verdict,first\n", ":1"), ("verdict,first,second,by,note,when,undone\nperhaps,a,b,,,,\n", ":2"), ("verdict,first,second,by,note,when,undone\nsame,a,b\n", ":2")],
)
def test_a_faulty_file_of_rulings_is_named_with_its_line(text: str, place: str, ruled: tuple[Callable[..., Result], Path, list[str]], tmp_path: Path) -> None:
    file = tmp_path / "faulty.csv"
    file.write_text(text)
    result = ruled[0]("--import", str(file))
    assert result.exit_code == 2 and f"faulty.csv{place}" in result.output
    assert ruled[0]("--list").output.count("\n") <= 1


# ---------------------------------------------------------------- ties


def test_ties_of_a_pair_as_a_table_and_as_json(run: Run, built: Path) -> None:
    shown = run("ties", "Donald Trump", "Xi Jinping", "--store", str(built))
    assert shown.exit_code == 0 and shown.output.startswith("Donald Trump and Xi Jinping: 1 event that happened"), shown.output
    assert "2025-06\t1\t+1.50" in shown.output and "CONSULT phone" in shown.output
    told = json.loads(run("ties", "China", "--format", "json", "--store", str(built)).output)
    assert told["names"] == "China" and told["by_type"]["REQUEST"] == 1 and told["events"][0]["object"] == "United States"


def test_ties_of_nobody_and_of_strangers(run: Run, built: Path) -> None:
    assert run("ties", "Atlantis", "--store", str(built)).exit_code == 2
    none = run("ties", "Xi Jinping", "China", "--store", str(built))
    assert none.exit_code == 0 and none.output == "Xi Jinping and China: 0 events that happened, 0 not told as done\n"


def test_a_question_with_parameters(run: Run, built: Path) -> None:
    asked = ("query", "--question", "who_demands_what", "--store", str(built), "--format", "csv")
    assert "lift" in run(*asked, "--where", "actor=China").output and len(run(*asked, "--where", "actor=Peru").output.splitlines()) == 1
    for wrong in ("actor", "=China", "planet=Mars"):
        result = run(*asked, "--where", wrong)
        assert result.exit_code == 2 and "geopol:" in result.output
