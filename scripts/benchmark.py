"""Measure what extraction costs on this machine: ratios of one run, absolute figures beside them.

    python scripts/benchmark.py extraction        # parser alone, whole extraction, two processes, memory
    python scripts/benchmark.py typing            # shares of typing and of resolving in the whole, on the example articles
    python scripts/benchmark.py odd               # texts that no editor would send: failures, offsets, slowest
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from graph.config import Settings
from graph.quality import speed

ARTICLES = Path(__file__).parent.parent / "examples" / "articles"
NEWS = Path(__file__).parent.parent / "tests" / "corpus"


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("extraction", "typing", "odd"))
    parser.add_argument("--news", type=Path, default=NEWS, help="annotated news whose sentences are read (default: tests/corpus)")
    parser.add_argument("--articles", type=Path, default=ARTICLES, help="articles that are typed (default: examples/articles)")
    parser.add_argument("--sentences", type=int, default=5000)
    parser.add_argument("--long", type=int, default=20000, help="sentences of the run for memory")
    parser.add_argument("--texts", type=int, default=2000, help="number of odd texts")
    parser.add_argument("--pipeline", default=Settings().pipeline, help="language pipeline: a name or a path")
    arguments = parser.parse_args()
    settings = Settings(pipeline=arguments.pipeline)
    if arguments.what == "extraction":
        figures = speed.extraction(arguments.news, settings, sentences=arguments.sentences, long=arguments.long)
    elif arguments.what == "typing":
        figures = speed.typing(arguments.articles, settings)
    else:
        figures = speed.odd(settings, texts=arguments.texts)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
