"""Train the English pipeline that the package ships, or print the figures of one.

    pip install -e . spacy==3.8.18 safetensors wordfreq
    python scripts/train_pipeline.py --treebanks DIR --vectors-from DIR --out graph/pipelines/en_news_fast

`--news` is our own annotated news, in this checkout; `--treebanks` holds `ewt/`, `gum_permissive/` and `ner/` (see the NOTICE beside the pipeline for what and
where from); `--vectors-from` holds `model.safetensors` and `vocab.txt` of
sentence-transformers/all-MiniLM-L6-v2, which are checked against their SHA-256.
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

NEWS = Path(__file__).parent.parent / "tests" / "corpus"


def main() -> None:
    """Parse the arguments and make one call."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    treebanks = os.environ.get("GEOPOLGRAPH_TREEBANKS")
    parser.add_argument("--treebanks", type=Path, metavar="DIR", default=treebanks, required=treebanks is None)
    parser.add_argument("--news", type=Path, metavar="DIR", default=NEWS, help="our own annotated news (default: tests/corpus)")
    parser.add_argument("--vectors-from", type=Path, metavar="DIR", help="word pieces of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the pipeline goes; replaced if it exists")
    parser.add_argument(
        "--work", type=Path, metavar="DIR", default=Path("output/training"), help="for what lies between"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--evaluate-only", type=Path, metavar="PIPELINE", help="print the figures of PIPELINE as JSON")
    arguments = parser.parse_args()
    if arguments.evaluate_only is None and not (arguments.vectors_from and arguments.out):
        parser.error("training needs --vectors-from and --out (or ask for --evaluate-only PIPELINE)")
    print(json.dumps(_run(arguments), indent=2))


def _run(arguments: argparse.Namespace) -> dict[str, float | int]:
    treebanks = Path(arguments.treebanks)
    if arguments.evaluate_only is not None:
        from graph.pipelines.training.evaluate import evaluate

        return evaluate(arguments.evaluate_only, treebanks, arguments.news)
    from graph.pipelines.training.rebuild import rebuild

    return rebuild(treebanks, arguments.news, arguments.vectors_from, arguments.out, arguments.work, seed=arguments.seed)


if __name__ == "__main__":
    main()
