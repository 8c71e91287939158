"""The encoder that learned and its weighing of spans, as an ONNX graph: a fast way to run them that needs none of what they were taught with.

In: ``ids`` [1, T] pieces, ``first`` and ``last`` [W] the first and last piece of each word. Out: ``words`` [W, 384]; ``text`` [1, 384];
``spans`` [6, W, 5], for each length less one and each word it starts at the weight of each kind (of spans past the end as well: they mean nothing).
The encoder's matrices are kept in 8 bits (dynamic quantisation: Jacob et al. 2018).
"""

import math
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from nlu.extraction.learned import base
from nlu.extraction.learned.lessons import LONGEST_SPAN

EPSILON = 1e-12
OPSET, IR = 17, 9


class Graph:
    """Nodes and values of a graph in the making; each method adds one step and gives the name of what comes out."""

    def __init__(self, epsilon: float = EPSILON) -> None:
        """``epsilon``: of layer normalisation."""
        self._epsilon = epsilon
        self.nodes: list[onnx.NodeProto] = []
        self.values: list[onnx.TensorProto] = []

    def value(self, array: np.ndarray) -> str:
        """A constant."""
        name = f"v{len(self.values)}"
        self.values.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def step(self, kind: str, *given: str, **settings: object) -> str:
        """One operation."""
        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(given), [name], **settings))
        return name

    def linear(self, x: str, matrix: np.ndarray, bias: np.ndarray, *, whole: bool = False) -> str:
        """x times matrix plus bias; ``whole``: not to be kept in 8 bits."""
        name = f"{'head' if whole else 'body'}{len(self.nodes)}"
        return self.step("Add", self.step("MatMul", x, self.value(matrix), name=name), self.value(bias))

    def even(self, x: str, gain: np.ndarray, bias: np.ndarray) -> str:
        """Layer normalisation."""
        return self.step("LayerNormalization", x, self.value(gain), self.value(bias), axis=-1, epsilon=self._epsilon)

    def number(self, *of: float) -> str:
        """A constant of a few numbers: whole ones as whole, one alone without a dimension."""
        return self.value(np.array(of, np.int64) if all(isinstance(n, int) for n in of) else np.array(of[0], np.float32))

    def shaped(self, x: str, *shape: int) -> str:
        """The same numbers in another shape."""
        return self.step("Reshape", x, self.number(*shape))


def write(net: dict, head: dict, path: Path) -> None:
    """Write the graph with the weights of `training.train`."""
    graph = Graph()
    length = graph.step("Slice", graph.step("Shape", "ids"), graph.number(1), graph.number(2))
    places = graph.step("Slice", graph.value(net["place"]), graph.number(0), length, graph.number(0))
    x = graph.even(graph.step("Add", graph.step("Gather", graph.value(net["word"]), "ids"), places), net["gain"], net["bias"])
    for layer in net["layers"]:
        x = _layer(graph, x, layer)
    x = graph.shaped(x, -1, base.WIDTH)
    both = graph.step("Add", graph.step("Gather", x, "first"), graph.step("Gather", x, "last"))
    words = graph.step("Mul", both, graph.number(0.5))
    given = [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name, shape in (("ids", [1, "pieces"]), ("first", ["words"]), ("last", ["words"]))]
    found = {"words": words, "text": graph.step("Slice", x, graph.number(0), graph.number(1)), "spans": _spans(graph, words, head)}
    shapes = {"words": ["words", base.WIDTH], "text": [1, base.WIDTH], "spans": [LONGEST_SPAN, "words", head["spans"].shape[1]]}
    for name, step in found.items():
        graph.nodes.append(helper.make_node("Identity", [step], [name]))
    results = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "ear", given, results, graph.values), opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR
    )
    heads = {node.name for node in graph.nodes if node.name.startswith("head")}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        onnx.save(model, whole)
        quantize_dynamic(
            whole, path, op_types_to_quantize=["MatMul", "Gather"], per_channel=True, reduce_range=True, weight_type=QuantType.QInt8, nodes_to_exclude=sorted(heads)
        )


def _spans(graph: Graph, words: str, head: dict) -> str:
    """The weights of all spans, by length: first and last word each have their say. GELU in its tanh form, as the heads learned with."""
    first = graph.linear(words, head["span_first"], head["span_bias"], whole=True)
    last = graph.step("MatMul", words, graph.value(head["span_last"]), name=f"head{len(graph.nodes)}")
    more = np.zeros((LONGEST_SPAN - 1, head["span_last"].shape[1]), np.float32)
    longer = graph.step("Concat", last, graph.value(more), axis=0)
    ends = [graph.number(length - LONGEST_SPAN + 1 or 2**31) for length in range(LONGEST_SPAN)]
    each = [graph.step("Slice", longer, graph.number(length), ends[length], graph.number(0)) for length in range(LONGEST_SPAN)]
    apart = [graph.shaped(one, 1, -1, head["span_last"].shape[1]) for one in each]
    lengths = graph.value(head["span_length"][:, None, :])
    x = graph.step("Add", graph.step("Add", graph.step("Concat", *apart, axis=0), first), lengths)
    cube = graph.step("Mul", graph.step("Mul", x, x), x)
    inner = graph.step("Add", x, graph.step("Mul", cube, graph.number(0.044715)))
    bent = graph.step("Tanh", graph.step("Mul", inner, graph.number(math.sqrt(2 / math.pi))))
    x = graph.step("Mul", graph.step("Mul", x, graph.number(0.5)), graph.step("Add", bent, graph.number(1.0)))
    return graph.linear(x, head["spans"], head["spans_start"], whole=True)


def _layer(graph: Graph, x: str, layer: dict) -> str:
    each = base.WIDTH // base.HEADS
    parts: Sequence[str] = [
        graph.step("Transpose", graph.shaped(graph.linear(x, matrix, bias), 1, -1, base.HEADS, each), perm=[0, 2, 1, 3])
        for matrix, bias in zip(np.split(layer["asks"], 3, 1), np.split(layer["asks_bias"], 3), strict=True)
    ]
    near = graph.step("MatMul", parts[0], graph.step("Transpose", parts[1], perm=[0, 1, 3, 2]))
    heed = graph.step("Softmax", graph.step("Mul", near, graph.number(1 / math.sqrt(each))), axis=-1)
    met = graph.step("Transpose", graph.step("MatMul", heed, parts[2]), perm=[0, 2, 1, 3])
    met = graph.linear(graph.shaped(met, 1, -1, base.WIDTH), layer["joins"], layer["joins_bias"])
    x = graph.even(graph.step("Add", x, met), layer["gain"], layer["bias"])
    wide = graph.linear(x, layer["widens"], layer["widens_bias"])
    half = graph.step("Mul", wide, graph.number(0.5))
    bent = graph.step("Erf", graph.step("Mul", wide, graph.number(1 / math.sqrt(2))))
    wide = graph.step("Mul", half, graph.step("Add", bent, graph.number(1.0)))
    made = graph.linear(wide, layer["narrows"], layer["narrows_bias"])
    return graph.even(graph.step("Add", x, made), layer["gain_out"], layer["bias_out"])
