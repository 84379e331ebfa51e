"""Builds the tables in ontology/gazetteer/built/ from a folder of facts (states, holders of offices)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from ontology.sources import build  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=Path, required=True, help="folder with countries.csv, officeholders.csv ...")
    parser.add_argument("--target", type=Path, default=ROOT / "ontology" / "gazetteer" / "built")
    arguments = parser.parse_args()
    for table, rows in build(arguments.sources, arguments.target).items():
        print(f"{table}: {rows} rows")


if __name__ == "__main__":
    main()
