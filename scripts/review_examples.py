"""Bring the reviewed list of the example articles up to date: every typed report, with the verdict of a person.

    python scripts/review_examples.py        # writes tests/examples.csv; rows that are new or have changed get an empty verdict

Then fill the column "verdict" with "right" (an editor would let it stand: actors, direction, type, mode, standing and date) or "wrong", and say why
in "note". The tests ask that no row lacks a verdict and that at least 85 % are right.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from graph.config import Settings
from graph.pipeline import read_article
from graph.quality import review
from graph.readers import read

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Rewrite the list and say how it stands."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, default=ROOT / "examples" / "articles", help="folder of articles (default: examples/articles)")
    parser.add_argument("--list", type=Path, default=ROOT / "tests" / "examples.csv", help="the reviewed list (default: tests/examples.csv)")
    arguments = parser.parse_args()
    settings = Settings()
    found = [row for path in sorted(arguments.articles.glob("*.txt")) for row in review.listed(path.stem, read_article(next(read(path)), settings).reports)]
    rows = review.carried(found, review.read(arguments.list))
    review.write(arguments.list, rows)
    print(f"{len(rows)} typed reports, {sum(not row['verdict'] for row in rows)} without a verdict, {review.precision(rows):.1%} of the judged ones right")


if __name__ == "__main__":
    main()
