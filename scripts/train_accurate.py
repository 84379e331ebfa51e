"""Train the accurate English pipeline.

    pip install -e '.[train-accurate]'
    python scripts/train_accurate.py --treebanks DIR --news tests/corpus --weights DIR --out graph/pipelines/en_news_accurate

`--treebanks` holds `ewt/`, `gum_permissive/` and `ner/` (see the NOTICE beside the pipeline for what and where from);
`--news` our own annotated news; `--weights` `model.safetensors` and `vocab.txt` of
sentence-transformers/all-MiniLM-L6-v2, which are checked against their SHA-256.
`--minutes` stops a training on a slow machine early; the learning rate then falls by the clock.
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path


def main() -> None:
    """Parse the arguments, train unless told otherwise, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    treebanks = os.environ.get("GEOPOLGRAPH_TREEBANKS")
    parser.add_argument("--treebanks", type=Path, metavar="DIR", default=treebanks, required=treebanks is None)
    parser.add_argument("--news", type=Path, metavar="DIR", required=True, help="holds train/*.jsonl and test/*.jsonl")
    parser.add_argument("--weights", type=Path, metavar="DIR", required=True, help="all-MiniLM-L6-v2")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", required=True, help="where the pipeline goes; replaced if it exists"
    )
    parser.add_argument(
        "--work", type=Path, metavar="DIR", default=Path("output/training-accurate"), help="for what lies between"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--minutes", type=float, default=0.0, metavar="N", help="train no longer than this")
    parser.add_argument("--again", action="store_true", help="go on from what a training left in --work, at a lower rate")
    parser.add_argument("--workers", type=int, default=2, help="processes, one core each")
    parser.add_argument("--wide", action="store_true", help="store in 16 bits and compute in 32 instead of 8")
    parser.add_argument(
        "--finish-only", action="store_true", help="make the pipeline of what a training left in --work"
    )
    arguments = parser.parse_args()

    from graph.pipelines.training.encoder.fit import Plan
    from graph.pipelines.training.encoder.rebuild import finish, train

    plan = Plan(
        epochs=arguments.epochs,
        seed=arguments.seed,
        workers=arguments.workers,
        minutes=arguments.minutes,
        again=arguments.again,
    )
    folders = Path(arguments.treebanks), arguments.news, arguments.weights, arguments.work
    if not arguments.finish_only:
        train(*folders, plan)
    print(json.dumps(finish(*folders, arguments.out, plan, small=not arguments.wide), indent=2))


if __name__ == "__main__":
    main()
