"""Fit the confidence of triples anew on the training part of the annotated news, and write the table.

    python scripts/fit_confidence.py        # prints the calibration on the test part
"""

from __future__ import annotations

import argparse
from pathlib import Path

from graph.config import Settings
from graph.quality import adapters, calibrate, corpus

NEWS = Path(__file__).parent.parent / "tests" / "corpus"


def main() -> None:
    """Write the table and print, by confidence, how many units of the test part there are and how many are right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", type=Path, default=NEWS, help="the annotated news (default: tests/corpus)")
    parser.add_argument("--pipeline", default=Settings().pipeline, help="language pipeline: a name or a path")
    arguments = parser.parse_args()
    settings = Settings(pipeline=arguments.pipeline)
    train = [row for row in corpus.rows(arguments.news, "train") if "triples" in row]
    calibrate.write(calibrate.fit(train, adapters.news_triples(train, settings)))
    test = [row for row in corpus.rows(arguments.news, "test") if "triples" in row]
    print("from  units  confidence  right")
    for low, units, mean, right in corpus.calibration(corpus.triples(test, adapters.news_triples(test, settings))):
        print(f"{low:.1f}   {units:5d}  {mean:10.2f}  {right:5.2f}")


if __name__ == "__main__":
    main()
