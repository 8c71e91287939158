"""The encoder with its lessons, and the head that weighs the kinds, as an ONNX graph: quick to run, without what it was taught with.

In: ``ids`` [1, T] pieces. Out: ``weighed`` [1, classes]; ``seen`` [1, 3 * width] what the head sees. The matrices but the last of each layer are
kept in 8 bits (dynamic quantisation, Jacob et al. 2018).
"""

import logging
import math
import os
import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from nlu.extraction.learned.graph import IR, OPSET, Graph
from nlu.sentences.base import Arrays, Base
from nlu.sentences.encoder import read_lessons, taught

LONGEST = 128  # pieces of a text; who gives a longer one parts it


def write(base: Base, path: Path, lessons: Path) -> None:
    """Write the graph, whole or not at all. Raises OSError, KeyError, ImportError or ValueError where weights or lessons are not right."""
    learned, classes = read_lessons(lessons)
    published = base.read()
    start, graph = published.start, Graph(base.epsilon)
    length = graph.step("Slice", graph.step("Shape", "ids"), graph.number(1), graph.number(2))
    places = graph.step("Slice", graph.value(start["place"]), graph.number(0), length, graph.number(0))
    x = graph.even(graph.step("Add", graph.step("Gather", graph.value(start["word"]), "ids"), places), start["gain"], start["bias"])
    near = None if published.near is None else _nearness(graph, published.near(LONGEST), length)
    for layer in taught(base, published.layers, learned):
        x = _layer(base, graph, x, near, layer)
    both = _seen(graph, x, learned)
    inner = _bent(graph, graph.linear(both, learned["hidden"], learned["hidden_bias"], whole=True))
    graph.nodes.append(helper.make_node("Identity", [graph.linear(inner, learned["sorts"], learned["sorts_bias"], whole=True)], ["weighed"]))
    graph.nodes.append(helper.make_node("Identity", [both], ["seen"]))
    given = helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "pieces"])
    found = [
        helper.make_tensor_value_info("weighed", TensorProto.FLOAT, [1, len(classes)]),
        helper.make_tensor_value_info("seen", TensorProto.FLOAT, [1, learned["hidden"].shape[0]]),
    ]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "sentences", [given], found, graph.values), opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR)
    heads = sorted(node.name for node in graph.nodes if node.name.startswith("head"))
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        onnx.save(model, whole)
        logging.disable(logging.WARNING)  # onnxruntime recommends a step before quantising that changes nothing here
        try:
            quantize_dynamic(
                whole, part, op_types_to_quantize=["MatMul", "Gather"], per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
                nodes_to_exclude=heads)
        finally:
            logging.disable(logging.NOTSET)
    part.replace(path)


def _seen(graph: Graph, x: str, learned: Arrays) -> str:
    """The pieces that the head looks at most, and the mean of all: [1, 3 * width]."""
    looks = graph.step("MatMul", x, graph.value(learned["looks"]), name=f"head{len(graph.nodes)}")  # [1, T, looks]
    heed = graph.step("Transpose", graph.step("Softmax", looks, axis=1), perm=[0, 2, 1])
    most = graph.shaped(graph.step("MatMul", heed, x, name=f"head{len(graph.nodes)}"), 1, -1)
    return graph.step("Concat", most, graph.step("ReduceMean", x, axes=[1], keepdims=0), axis=1)


def _nearness(graph: Graph, whole: np.ndarray, length: str) -> str:
    """The part of it for a text of this length."""
    return graph.step("Slice", graph.value(whole.astype(np.float32)), graph.number(0, 0), graph.step("Concat", length, length, axis=0), graph.number(2, 3))


def _bent(graph: Graph, x: str) -> str:
    """GELU (Hendrycks & Gimpel 2016)."""
    bent = graph.step("Erf", graph.step("Mul", x, graph.number(1 / math.sqrt(2))))
    return graph.step("Mul", graph.step("Mul", x, graph.number(0.5)), graph.step("Add", bent, graph.number(1.0)))


def _layer(base: Base, graph: Graph, x: str, near: str | None, layer: Arrays) -> str:
    """One layer of an encoder (Devlin et al. 2019); ``near``: what is added by how near pieces stand."""
    each = base.width // base.heads
    q, k, v = (
        graph.step("Transpose", graph.shaped(graph.linear(x, matrix, bias), 1, -1, base.heads, each), perm=[0, 2, 1, 3])
        for matrix, bias in zip(np.split(layer["asks"], 3, 1), np.split(layer["asks_bias"], 3), strict=True)
    )
    heed = graph.step("Mul", graph.step("MatMul", q, graph.step("Transpose", k, perm=[0, 1, 3, 2])), graph.number(1 / math.sqrt(each)))
    heed = graph.step("Softmax", heed if near is None else graph.step("Add", heed, near), axis=-1)
    met = graph.shaped(graph.step("Transpose", graph.step("MatMul", heed, v), perm=[0, 2, 1, 3]), 1, -1, base.width)
    x = graph.even(graph.step("Add", x, graph.linear(met, layer["joins"], layer["joins_bias"])), layer["gain"], layer["bias"])
    wide = _bent(graph, graph.linear(x, layer["widens"], layer["widens_bias"]))
    made = graph.linear(wide, layer["narrows"], layer["narrows_bias"], whole=True)  # in 8 bits it would see danger in twice as much ordinary talk (docs/decisions/0031)
    return graph.even(graph.step("Add", x, made), layer["gain_out"], layer["bias_out"])
