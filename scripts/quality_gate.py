"""Run every benchmark kit found under a folder and print its figures; with --floors, fail on a breach."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from graph.config import Settings
from graph.errors import GeopolError
from graph.quality import breaches, lines, run

NEWS = Path(__file__).parent.parent / "tests" / "corpus"


def main() -> int:
    """Exit code: 0 done, 1 a figure is below its floor, 2 bad arguments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with events/, triples/, documents/, dates/")
    parser.add_argument("--treebanks", type=Path, help="folder with the treebanks: measures tagging, parsing, entities too")
    parser.add_argument("--news", type=Path, default=NEWS, help="our own annotated news (default: tests/corpus of this checkout)")
    parser.add_argument("--floors", type=Path, help='JSON file: {"kit": {"figure": least value}}')
    parser.add_argument("--json", type=Path, help="write the results to this file")
    parser.add_argument("--pipeline", default=Settings().pipeline, help="language pipeline: a name or a path")
    arguments = parser.parse_args()
    try:
        results = run(arguments.data, Settings(pipeline=arguments.pipeline), treebanks=arguments.treebanks, news=arguments.news)
    except GeopolError as error:
        print(f"quality_gate: {error}", file=sys.stderr)
        return 2
    for line in lines(results):
        print(line)
    if arguments.json:
        arguments.json.write_text(json.dumps({k: r.as_json() for k, r in results.items()}, indent=1) + "\n", encoding="utf-8")
    low = list(breaches(results, json.loads(arguments.floors.read_text(encoding="utf-8")))) if arguments.floors else []
    for line in low:
        print(f"BREACH {line}", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
