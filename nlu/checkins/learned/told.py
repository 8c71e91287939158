"""What a message says of goals and check-ins, by the model."""

import logging
from functools import lru_cache

import numpy as np

from nlu.checkins.learned.kept import lessons_path, letters_path
from nlu.checkins.learned.lessons import CLASSES, OTHER, REPLY, WANT, framed
from nlu.checkins.learned.letters import Letters
from nlu.sentences import model
from nlu.sentences.minilm import MINILM

log = logging.getLogger(__name__)


class Told:
    """Weighs replies and wishes. Same words, same weights."""

    def __init__(self, sentences: model.Sentences | None, letters: dict[str, Letters]) -> None:
        """None: nothing was taught, so nothing is ever heard. Raises ValueError for a model that was not taught this."""
        if sentences is not None and sentences.classes != CLASSES:
            raise ValueError("this model was not taught what is said of goals and check-ins")
        self._model, self._letters = sentences, letters

    def reply(self, text: str) -> tuple[str, float]:
        """What a reply to "how did it go?" most likely says (a sort of REPLY), and how sure that is, 0 to 1."""
        return self._best(REPLY, text)

    def wanted(self, text: str) -> tuple[str, float]:
        """What a message most likely wants of goals or check-ins (a sort of WANT), and how sure that is, 0 to 1."""
        return self._best(WANT, text)

    def _best(self, kind: str, text: str) -> tuple[str, float]:
        try:
            return self._weighed(kind, text) if self._model is not None else (OTHER, 0.0)
        except Exception as error:  # a fault here must be seen, and must not stop the message
            log.error("What hears of goals and check-ins failed (%s).", type(error).__name__)
            return OTHER, 0.0

    def _weighed(self, kind: str, text: str) -> tuple[str, float]:
        letters = self._letters[kind]
        weighed = self._model.weigh(framed(kind, text))[[CLASSES.index(f"{kind}.{sort}") for sort in letters.sorts]]
        even = np.exp(weighed - weighed.max())
        chances = (even / even.sum() + letters.chances(text)) / 2
        best = int(chances.argmax())
        return letters.sorts[best], float(chances[best])


@lru_cache(maxsize=1)
def told() -> Told:
    """The model, ready, once a process. Without one (`make setup` teaches it) the patterns alone read, and the log says so."""
    try:
        return Told(model.made(MINILM, lessons_path()), {kind: Letters(letters_path(), kind) for kind in (REPLY, WANT)})
    except Exception as error:  # onnxruntime has errors of its own for damaged files; whatever it is, patterns alone still hear
        log.warning("What is said of goals and check-ins is read by patterns alone (%s); 'make setup' teaches it.", type(error).__name__)
        return Told(None, {})
