"""The trained network: an ONNX graph, run one window at a time.

A window is never padded or put beside others, so what comes out for it does not depend on what else is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.errors import PipelineError
from graph.pipelines.encoder.pieces import Encoded, Ints

Floats = npt.NDArray[np.float32]

OUTPUTS = (
    "morph",
    "tag",
    "recipe",
    "starts",
    "arcs",
    "roots",
    "relation_dependent",
    "relation_head",
    "names",
)
"""What the main graph gives, in order; each has a row a word."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of the words of one window: chosen classes, and scores where more is to be weighed.

    `starts` is above 0 where a sentence begins; `arcs[i, j]` scores word j as the head of word i.
    """

    morph: Ints
    tag: Ints
    recipe: Ints
    starts: Floats
    arcs: Floats
    roots: Floats
    relation_dependent: Floats
    relation_head: Floats
    names: Floats


class Network:
    """The main graph and the small one that names the relation between a word and its head.

    Raises PipelineError where onnxruntime is not installed.
    """

    def __init__(self, main: bytes, relations: bytes, threads: int) -> None:
        self.main, self.relations, self.threads = main, relations, threads
        self._main, self._relations = (session(graph, threads) for graph in (main, relations))

    def __reduce__(self) -> tuple[type[Network], tuple[bytes, bytes, int]]:
        return Network, (self.main, self.relations, self.threads)

    def read(self, window: Encoded) -> Scores:
        """The scores of one window of at least one word."""
        inputs = {
            "pieces": window.pieces,
            "piece_shapes": window.piece_shapes,
            "first": window.first,
            "last": window.last,
            "shapes": window.shapes,
        }
        return Scores(*self._main.run(list(OUTPUTS), inputs))

    def relation_scores(self, scores: Scores, heads: Ints) -> Floats:
        """A row a word, a column a relation, for words that hang on `heads`."""
        inputs = {"dependent": scores.relation_dependent[: len(heads)], "head": scores.relation_head[heads]}
        (found,) = self._relations.run(["relation"], inputs)
        return np.asarray(found, dtype=np.float32)


def session(graph: bytes, threads: int) -> Any:
    """A runner of an ONNX graph on the processor, with `threads` threads; PipelineError where onnxruntime is missing."""
    try:
        import onnxruntime
    except ImportError as error:
        raise PipelineError(
            "the accurate pipeline needs onnxruntime, which is not installed",
            hint="pip install onnxruntime, or use the pipeline en_news_fast",
        ) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
