"""From a trained torch network to a pipeline folder that needs no torch."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import spacy
import torch
from onnx import TensorProto, helper, numpy_helper
from safetensors.torch import load_file
from torch import Tensor, nn

from graph.pipelines.encoder import component
from graph.pipelines.encoder import network as running
from graph.pipelines.encoder.component import Encoder
from graph.pipelines.encoder.lemmas import Recipes
from graph.pipelines.training.encoder.examples import Classes
from graph.pipelines.training.encoder.fit import sizes
from graph.pipelines.training.encoder.network import Network
from graph.pipelines.training.labels import LABELS
from graph.pipelines.training.tokenizer import repair

OPSET = 17
HALVED = 10_000
"""Numbers from which on a matrix is stored in 16 bits."""
CHOSEN = ("morph", "tag", "recipe")
"""Heads of which only the best class leaves the graph."""
PRECISE = ("/outer", "/bilinear", "/name", "/starts", "/root")
"""Layers that are multiplied in 32 bits all the same: the second half of each inner layer, whose input has far outliers
(without it nearly half of the error is gone), and small ones."""
EMBEDDING = "n.pieces.weight"


class _One(nn.Module):
    """The network for one window, without padding."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.n = network

    def forward(self, pieces: Tensor, piece_shapes: Tensor, first: Tensor, last: Tensor, shapes: Tensor) -> Any:
        """What `graph.pipelines.encoder.network.OUTPUTS` names."""
        found = self.n(pieces[None], piece_shapes[None], first[None], last[None], shapes[None])
        rows = {name: value[0] for name, value in found.items()}
        return tuple(rows[name].argmax(-1) if name in CHOSEN else rows[name] for name in running.OUTPUTS)


class _Relations(nn.Module):
    """The head that names relations."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.n = network

    def forward(self, dependent: Tensor, head: Tensor) -> Tensor:
        """A row a word, a column a relation."""
        return self.n.relations(dependent, head)


def restored(work: Path, vocabulary: Sequence[str]) -> tuple[Network, Classes]:
    """The network and the classes that `fit` left in `work`."""
    found = json.loads((work / "classes.json").read_text(encoding="utf8"))
    classes = Classes(**{name: tuple(values) for name, values in found.items()})
    network = Network(sizes(classes, len(vocabulary)))
    network.load_state_dict(load_file(work / "network.safetensors"))
    network.eval()
    return network, classes


def assemble(
    network: Network,
    classes: Classes,
    vocabulary: Sequence[str],
    out: Path,
    lexicon: tuple[Recipes, Recipes],
    meta: dict[str, object],
    *,
    small: bool = True,
) -> Path:
    """Write the pipeline to `out`, replacing what is there, and return `out`; `lexicon` is from `words_and_endings`.

    With `small` most matrices are stored and multiplied in 8 bits, otherwise stored in 16 and multiplied in 32.
    """
    graphs = main_graph(network, small=small), relation_graph(network)
    nlp = spacy.blank("en")
    repair(nlp)
    encoder = nlp.add_pipe(component.FACTORY, name="encoder")
    assert isinstance(encoder, Encoder)
    kept = component.Classes(classes.morphs, classes.tags, classes.recipes, classes.relations, LABELS)
    encoder.load(kept, vocabulary, running.Network(*graphs, threads=1), *lexicon)
    nlp.meta.update(meta)
    draft = out.with_name(out.name + ".new")
    shutil.rmtree(draft, ignore_errors=True)
    nlp.to_disk(draft)
    strings = {"", component.ROOT, *component.SPACE, *kept.tags, *kept.relations, *kept.entities}
    (draft / "vocab" / "strings.json").write_text(json.dumps(sorted(strings), ensure_ascii=False), encoding="utf8")
    shutil.rmtree(out, ignore_errors=True)
    return draft.rename(out)


def main_graph(network: Network, *, small: bool) -> bytes:
    """The graph of all heads but the relations."""
    pieces = torch.tensor([101, 2000, 2001, 2002, 2003, 102])
    first, last = torch.tensor([1, 2, 4]), torch.tensor([1, 3, 4])
    inputs = ("pieces", "piece_shapes", "first", "last", "shapes")
    axes: dict[str, dict[int, str]] = {name: {0: "word"} for name in (*inputs, *running.OUTPUTS)}
    axes |= {"pieces": {0: "piece"}, "piece_shapes": {0: "piece"}, "arcs": {0: "word", 1: "word"}}
    values = (pieces, torch.zeros_like(pieces), first, last, torch.zeros_like(first))
    model = _exported(_One(network), values, inputs, running.OUTPUTS, axes)
    if small:
        model = _quantised(model)
    _halved(model)
    _embedding_in_bytes(model)
    return bytes(model.SerializeToString())


def relation_graph(network: Network) -> bytes:
    """The graph that `Network.relation_scores` runs."""
    width = network.relation.weight.shape[1]
    values = torch.zeros(3, width), torch.zeros(3, width)
    names = ("dependent", "head")
    axes = {name: {0: "word"} for name in (*names, "relation")}
    return bytes(_exported(_Relations(network), values, names, ("relation",), axes).SerializeToString())


def _exported(
    module: nn.Module,
    values: tuple[Tensor, ...],
    inputs: Sequence[str],
    outputs: Sequence[str],
    axes: dict[str, dict[int, str]],
) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.onnx"
        torch.onnx.export(
            module.eval(),
            values,
            path,
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
        model = onnx.load(path)
    for node in model.graph.node:
        node.doc_string = ""
    return model


def _quantised(model: Any) -> Any:
    """Big matrices in 7 of 8 bits, a scale a column: 8 would overflow on processors without VNNI."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    keep = [node.name for node in model.graph.node if any(part in node.name for part in PRECISE)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "small.onnx"
        quantize_dynamic(
            model,
            path,
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul"],
            nodes_to_exclude=keep,
        )
        return onnx.load(path)


def _halved(model: Any) -> None:
    """Matrices that are still in 32 bits are stored in 16, and widened when the graph is loaded."""
    for tensor in list(model.graph.initializer):
        array = numpy_helper.to_array(tensor)
        if array.dtype == np.float32 and array.size >= HALVED and tensor.name != EMBEDDING:
            _replace(
                model,
                tensor,
                [numpy_helper.from_array(array.astype(np.float16), f"{tensor.name}.half")],
                [helper.make_node("Cast", [f"{tensor.name}.half"], [tensor.name], to=TensorProto.FLOAT)],
            )


def _embedding_in_bytes(model: Any) -> None:
    """The table of pieces in 8 bits with a scale a row, which only the rows in use are multiplied by."""
    graph = model.graph
    table = next(tensor for tensor in graph.initializer if tensor.name == EMBEDDING)
    array = numpy_helper.to_array(table)
    scale = (np.abs(array).max(axis=1, keepdims=True) / 127).astype(np.float32)
    scale[scale == 0] = 1
    rows = np.round(array / scale).astype(np.int8)
    position, gather = next((i, node) for i, node in enumerate(graph.node) if EMBEDDING in node.input)
    asked, result = gather.input[1], gather.output[0]
    new = [
        helper.make_node("Gather", [f"{EMBEDDING}.rows", asked], ["piece.rows"], axis=0),
        helper.make_node("Cast", ["piece.rows"], ["piece.wide"], to=TensorProto.FLOAT),
        helper.make_node("Gather", [f"{EMBEDDING}.scale", asked], ["piece.scale"], axis=0),
        helper.make_node("Mul", ["piece.wide", "piece.scale"], [result]),
    ]
    graph.node.remove(gather)
    for offset, node in enumerate(new):
        graph.node.insert(position + offset, node)
    graph.initializer.remove(table)
    graph.initializer.extend(
        [numpy_helper.from_array(rows, f"{EMBEDDING}.rows"), numpy_helper.from_array(scale, f"{EMBEDDING}.scale")]
    )


def _replace(model: Any, old: Any, tensors: Sequence[Any], nodes: Sequence[Any]) -> None:
    model.graph.initializer.remove(old)
    model.graph.initializer.extend(tensors)
    for node in reversed(nodes):
        model.graph.node.insert(0, node)
