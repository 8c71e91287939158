"""What an answer tells, by the model."""

from collections.abc import Mapping

import numpy as np

from nlu.feelings.kept import lessons_path
from nlu.feelings.lessons import CLASSES, framed
from nlu.sentences import model
from nlu.sentences.minilm import MINILM

SAY = 0.6  # of this model; the ear has the rest. Alone it is better than the ear, together they are better still (docs/understanding.md)


class Feelings:
    """Weighs answers to what somebody or something does for the participant. Same answer, same weights."""

    def __init__(self, sentences: model.Sentences) -> None:
        """Raises ValueError for a model that was not taught this."""
        if sentences.classes != CLASSES:
            raise ValueError("this model was not taught what answers tell")
        self._model = sentences

    @classmethod
    def made(cls) -> "Feelings":
        """The model, ready. Raises what `model.made` raises: OSError where nothing is learned yet."""
        return cls(model.made(MINILM, lessons_path()))

    def chances(self, about: str, text: str) -> np.ndarray:
        """How likely the answer tells each of CLASSES, of what the question was about: [4], 0 to 1, together 1."""
        weighed = self._model.weigh(framed(about, text))
        even = np.exp(weighed - weighed.max())
        return even / even.sum()

    def told(self, about: str, text: str, heard: Mapping[str, float] | None = None) -> str:
        """What the answer tells, one of CLASSES. ``heard``: the ear's chances of each, where it heard the answer."""
        chances = self.chances(about, text)
        if heard is not None:
            chances = SAY * chances + (1 - SAY) * np.array([heard[name] for name in CLASSES])
        return CLASSES[int(np.argmax(chances))]
