"""What an answer tells, by the model."""

import numpy as np

from nlu.feelings.kept import lessons_path
from nlu.feelings.lessons import CLASSES, framed
from nlu.sentences import model


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
        return cls(model.made(lessons_path()))

    def chances(self, about: str, text: str) -> np.ndarray:
        """How likely the answer tells each of CLASSES, of what the question was about: [4], 0 to 1, together 1."""
        weighed = self._model.weigh(framed(about, text))
        even = np.exp(weighed - weighed.max())
        return even / even.sum()
