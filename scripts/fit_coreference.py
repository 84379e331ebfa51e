"""Fit anew what pronouns and definite nouns stand for: on our annotated articles and on GUM (but for its news), and write the table.

    python scripts/fit_coreference.py --treebanks DIR     # prints the figures on the test part of our articles
"""

from __future__ import annotations

import argparse
from pathlib import Path

from graph.config import Settings
from graph.quality import gum, references

NEWS = Path(__file__).parent.parent / "tests" / "corpus"
OWN = 3.0


def main() -> None:
    """Write the table and print precision and recall on the test part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebanks", type=Path, required=True, help="folder with gum_permissive/*.conllu")
    parser.add_argument("--news", type=Path, default=NEWS, help="the annotated news (default: tests/corpus)")
    parser.add_argument("--pipeline", default=Settings().pipeline, help="language pipeline: a name or a path")
    arguments = parser.parse_args()
    settings = Settings(pipeline=arguments.pipeline)
    rows = [row for path in sorted((arguments.treebanks / "gum_permissive").glob("*.conllu")) for row in gum.articles(path)]
    parts = [(rows, 1.0), (references.rows(arguments.news, "train"), OWN)]
    taught = [(sample, weight) for part, weight in parts for sample in references.samples(references.read(part, settings))]
    references.write(references.fit(taught))
    for name, value in references.figures(references.read(references.rows(arguments.news, "test"), settings)).items():
        print(f"{name:20s} {value:.3f}")


if __name__ == "__main__":
    main()
