"""Train the model that guesses the kind of an act where the lexicon is silent, and measure it on sentences it never saw.

    pip install -e '.[train-accurate]'
    python scripts/train_acts.py --weights DIR           # about 20 minutes on two cores
    python scripts/train_acts.py --measure               # only the figures of the model as it stands

DIR holds model.safetensors and vocab.txt of sentence-transformers/all-MiniLM-L6-v2, checked against their SHA-256. First a training that leaves
out the batches of two authors says how hot the scores run; then all batches are learnt and the files in graph/classify/model are written.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from graph.classify.model import FOLDER

CORPUS = Path(__file__).parent.parent / "tests" / "corpus" / "acts"
LEFT_OUT = ("middle-east", "long-sentences")


def main() -> None:
    """Train, unless only figures are asked for, and print the figures of the test part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, help="folder with MiniLM's model.safetensors and vocab.txt")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="labelled sentences (default: tests/corpus/acts)")
    parser.add_argument("--out", type=Path, default=FOLDER, help="where to write the model (default: graph/classify/model)")
    parser.add_argument("--left-out", nargs="+", default=LEFT_OUT, help=f"batches that are left out of the first training (default: {' '.join(LEFT_OUT)})")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--measure", action="store_true", help="only measure")
    arguments = parser.parse_args()
    if not arguments.measure:
        from graph.pipelines.training.acts.rebuild import rebuild

        if arguments.weights is None:
            parser.error("--weights DIR is needed to train")
        rebuild(arguments.corpus, arguments.weights, arguments.out, left_out=arguments.left_out, seed=arguments.seed)
    from graph.quality import acts

    for line in acts.table(acts.rows(arguments.corpus, "test"), arguments.out):
        print(line)


if __name__ == "__main__":
    main()
