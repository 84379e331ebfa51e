"""Measures the program against gold data that others wrote, through the code that users run.

A *kit* is a folder with ``gold.*`` and its own ``score.py``, which alone decides what is right. A kit that is
missing is "not run", never passed.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.config import Settings
from graph.errors import InputError
from graph.quality import acts, adapters, corpus, merging, references

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Result:
    """What one kit gave: ``status`` is "ok", "not run" or "failed"; ``note`` says why if it is not "ok".

    ``n`` is what the figures were measured on; ``sizes`` has the figures that were measured on fewer.
    """

    status: str
    n: int = 0
    figures: Figures = field(default_factory=dict)
    note: str = ""
    sizes: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The object of the report file."""
        more = {name: value for name, value in (("note", self.note), ("sizes", self.sizes)) if value}
        return {"status": self.status, "n": self.n, "figures": self.figures, **more}


Kit = Callable[[Path, Path, Settings], Result]


def run(data: Path, settings: Settings, *, treebanks: Path | None = None, news: Path | None = None) -> dict[str, Result]:
    """The result of every known kit under ``data``, of our own annotated ``news``, and of the pipeline on ``treebanks``."""
    if not data.is_dir():
        raise InputError("there is no such folder", where=str(data), hint="give the folder that holds events/, triples/, documents/ and dates/")
    results = {}
    for name, kit in _KITS.items():
        results[name] = _run_kit(kit, data / name, settings)
    results.update(_news(news, settings) if news is not None else {})
    results["treebanks"] = _treebanks(treebanks, settings) if treebanks is not None else Result("not run", note="no --treebanks given")
    return results


def _run_kit(kit: Kit, folder: Path, settings: Settings) -> Result:
    if not (folder / "score.py").is_file():
        return Result("not run", note=f"{folder} has no score.py")
    with tempfile.TemporaryDirectory() as scratch:
        try:
            return kit(folder, Path(scratch), settings)
        except subprocess.CalledProcessError as error:
            return Result("failed", note=(error.stderr or error.stdout or str(error)).strip()[-400:])


def _score(folder: Path, *arguments: str) -> Any:
    """What the kit's own scorer prints as JSON."""
    command = [sys.executable, str(folder / "score.py"), *arguments, "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _events(folder: Path, scratch: Path, settings: Settings) -> Result:
    gold = _rows(folder / "gold.jsonl")
    prediction = _write(scratch / "events.jsonl", adapters.events(gold, settings))
    scored = _score(folder, str(folder / "gold.jsonl"), str(prediction))
    figures = {
        f"{part} {name} {measure}": scored[part][name][measure]
        for part in ("all", "top1")
        for name in ("type", "quad", "source", "target", "dyad_untyped", "triple")
        for measure in ("p", "r", "f1")
    }
    types = {name: row for name, row in scored["all"].get("by_type", {}).items() if row["gold"]}
    for measure in ("type", "triple"):
        figures.update({f"{measure} found, {name}": row[f"{measure}_found"] / row["gold"] for name, row in types.items()})
    sizes = {f"{measure} found, {name}": row["gold"] for measure in ("type", "triple") for name, row in types.items()}
    return Result("ok", len(gold), figures, sizes=sizes)


def _triples(folder: Path, scratch: Path, settings: Settings) -> Result:
    sentences = (folder / "sentences.txt").read_text(encoding="utf-8").splitlines()
    prediction = scratch / "triples.tsv"
    prediction.write_text("".join(adapters.triples(sentences, settings)), encoding="utf-8")
    arguments = (str(folder / "gold.tsv"), str(prediction))
    many, single = _score(folder, *arguments), _score(folder, *arguments, "--one2one")
    figures = {"p": many["all_P"], "r": many["all_R"], "f1": many["all_F1"], "one-to-one f1": single["all_F1"], "best f1": many["F1"]}
    return Result("ok", len(sentences), figures)


def _documents(folder: Path, scratch: Path, settings: Settings) -> Result:
    gold = _rows(folder / "gold.jsonl")
    prediction = _write(scratch / "documents.jsonl", adapters.documents(gold, settings))
    scored = _score(folder, str(folder / "gold.jsonl"), str(prediction))
    return Result("ok", len(gold), {f"{group} {m}": row[m] for group, row in scored.items() for m in ("precision", "recall", "f1")})


def _dates(folder: Path, scratch: Path, settings: Settings) -> Result:
    gold = _rows(folder / "gold.jsonl")
    prediction = _write(scratch / "dates.jsonl", adapters.dates(gold))
    scored = _score(folder, str(folder / "gold.jsonl"), str(prediction))
    figures = {name: row["accuracy"] for name, row in scored.items()}
    return Result("ok", len(gold), {**figures, "exact precision": scored["exact"]["precision"]})


_KITS: dict[str, Kit] = {"events": _events, "triples": _triples, "documents": _documents, "dates": _dates}


def _treebanks(folder: Path, settings: Settings) -> Result:
    from graph.pipelines import path_of
    from graph.pipelines.training.evaluate import evaluate

    path = Path(settings.pipeline) if Path(settings.pipeline).is_dir() else path_of(settings.pipeline)
    figures = evaluate(path, folder)
    return Result("ok", int(sum(v for k, v in figures.items() if k.endswith("_n"))), {k: float(v) for k, v in figures.items()})


def _news(folder: Path, settings: Settings) -> dict[str, Result]:
    """Names and triples of the test part of our own annotated news."""
    from graph.annotate import load_pipeline

    rows = corpus.rows(folder, "test")
    layered = [row for row in rows if "triples" in row]
    score = corpus.triples(layered, adapters.news_triples(layered, settings))
    measured, told = score.figures(), ("negated", "modality", "said_by", "qualifiers")
    return {
        "news names": Result("ok", sum(len(row["entities"]) for row in rows), corpus.naming(rows, load_pipeline(settings.pipeline))),
        "news triples": Result("ok", score.wanted, {k: v for k, v in measured.items() if k not in told}),
        "news qualifiers": Result("ok", score.qualifiers["matched"], {k: measured[k] for k in told}),
        "news references": _references(folder, settings),
        "news acts": _acts(folder, settings),
        "news merging": _merging(folder, settings),
    }


def _merging(folder: Path, settings: Settings) -> Result:
    """Which tellings of one event in our own short articles are joined, and which near misses."""
    rows = merging.rows(folder / "merging")
    return Result("ok", len(rows), merging.figures(rows, merging.leads(rows, settings)))


def _acts(folder: Path, settings: Settings) -> Result:
    """The kind of act of words and sentences of the test part of our own labelled sentences."""
    rows = acts.rows(folder / "acts", "test")
    return Result("ok", sum(len(row["acts"]) for row in rows), acts.figures(rows, settings))


def _references(folder: Path, settings: Settings) -> Result:
    """What pronouns and definite nouns stand for in the test part of our own annotated articles."""
    rows = references.rows(folder, "test")
    return Result("ok", len(rows), references.figures(references.read(rows, settings)))


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def _write(path: Path, rows: Iterator[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


# ---------------------------------------------------------------- report


def interval(value: float, n: int) -> float:
    """Half the width of the 95 % interval of a share of ``n`` (normal approximation)."""
    return 1.96 * math.sqrt(max(value * (1 - value), 0.0) / n) if n and 0 <= value <= 1 else 0.0


def lines(results: dict[str, Result]) -> Iterator[str]:
    """One line per figure, with n and the interval."""
    for kit, result in results.items():
        if result.status != "ok":
            yield f"{kit:15s} {result.status}: {result.note}"
        for name, value in result.figures.items():
            n = result.sizes.get(name, result.n)
            margin = f" +- {interval(value, n):.3f}" if 0 <= value <= 1 and n else ""
            yield f"{kit:15s} {name:28s} {value:8.3f}{margin}  (n = {n})"


def breaches(results: dict[str, Result], floors: dict[str, dict[str, float]]) -> Iterator[str]:
    """One line per figure below its floor; a kit with floors that did not run is a breach too."""
    for kit, wanted in floors.items():
        result = results.get(kit, Result("not run", note="unknown kit"))
        if result.status != "ok":
            yield f"{kit}: {result.status}, but it has floors"
            continue
        for name, floor in wanted.items():
            value = result.figures.get(name)
            if value is None or value < floor:
                yield f"{kit} {name}: {value if value is not None else 'missing'} is below its floor {floor}"
