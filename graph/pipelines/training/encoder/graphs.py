"""Torch modules as ONNX graphs that take little room: matrices in 8 or 16 bits, the table of word pieces in 8 or 4."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

OPSET = 17
HALVED = 10_000
"""Numbers from which on a matrix is stored in 16 bits."""
EMBEDDING = "n.pieces.weight"


def exported(
    module: nn.Module,
    values: tuple[Tensor, ...],
    inputs: Sequence[str],
    outputs: Sequence[str],
    axes: dict[str, dict[int, str]],
) -> Any:
    """The ONNX graph of a module, traced with `values`; `axes` names what varies in size."""
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


def quantised(model: Any, precise: Sequence[str]) -> Any:
    """Big matrices in 7 of 8 bits, a scale a column: 8 would overflow on processors without VNNI. Layers named in `precise` stay."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    keep = [node.name for node in model.graph.node if any(part in node.name for part in precise)]
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


def halved(model: Any) -> None:
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


def rows_in_bytes(model: Any) -> None:
    """The table of pieces in 8 bits with a scale a row, which only the rows in use are multiplied by."""
    array = numpy_helper.to_array(_table(model))
    scale = (np.abs(array).max(axis=1, keepdims=True) / 127).astype(np.float32)
    scale[scale == 0] = 1
    rows = np.round(array / scale).astype(np.int8)
    _gathered(model, rows, scale, [helper.make_node("Cast", ["piece.rows"], ["piece.wide"], to=TensorProto.FLOAT)])


def rows_in_half_bytes(model: Any, numbers: Any, scale: Any) -> None:
    """The table of pieces in 4 bits: `numbers` are whole ones from -7 to 7, two in a byte, the left half of a row in the upper bits."""
    raised = (np.asarray(numbers) + 8).astype(np.uint8)
    half = raised.shape[1] // 2
    packed = (raised[:, :half] * 16 + raised[:, half:]).astype(np.uint8)
    constants = [numpy_helper.from_array(np.array(value, dtype=np.int32), f"piece.{value}") for value in (8, 16)]
    model.graph.initializer.extend(constants)
    nodes = [
        helper.make_node("Cast", ["piece.rows"], ["piece.bytes"], to=TensorProto.INT32),
        helper.make_node("Div", ["piece.bytes", "piece.16"], ["piece.upper"]),
        helper.make_node("Mod", ["piece.bytes", "piece.16"], ["piece.lower"]),
        helper.make_node("Concat", ["piece.upper", "piece.lower"], ["piece.raised"], axis=-1),
        helper.make_node("Sub", ["piece.raised", "piece.8"], ["piece.numbers"]),
        helper.make_node("Cast", ["piece.numbers"], ["piece.wide"], to=TensorProto.FLOAT),
    ]
    _gathered(model, packed, np.asarray(scale, dtype=np.float32), nodes)


def _table(model: Any) -> Any:
    return next(tensor for tensor in model.graph.initializer if tensor.name == EMBEDDING)


def _gathered(model: Any, rows: Any, scale: Any, nodes: Sequence[Any]) -> None:
    """Take the rows in use out of a packed table; `nodes` make "piece.wide" of "piece.rows"."""
    graph = model.graph
    position, gather = next((i, node) for i, node in enumerate(graph.node) if EMBEDDING in node.input)
    asked, result = gather.input[1], gather.output[0]
    new = [
        helper.make_node("Gather", [f"{EMBEDDING}.rows", asked], ["piece.rows"], axis=0),
        *nodes,
        helper.make_node("Gather", [f"{EMBEDDING}.scale", asked], ["piece.scale"], axis=0),
        helper.make_node("Mul", ["piece.wide", "piece.scale"], [result]),
    ]
    graph.initializer.remove(_table(model))
    graph.node.remove(gather)
    for offset, node in enumerate(new):
        graph.node.insert(position + offset, node)
    tables = (("rows", rows), ("scale", scale))
    graph.initializer.extend([numpy_helper.from_array(array, f"{EMBEDDING}.{name}") for name, array in tables])


def _replace(model: Any, old: Any, tensors: Sequence[Any], nodes: Sequence[Any]) -> None:
    model.graph.initializer.remove(old)
    model.graph.initializer.extend(tensors)
    for node in reversed(nodes):
        model.graph.node.insert(0, node)
