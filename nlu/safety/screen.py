"""The crisis screen: reads every message before anything else does, and says whether it speaks of danger."""

import logging
import re
from collections.abc import Sequence

from nlu.safety.classifier import Classifier
from nlu.safety.kinds import DangerKind, Hit
from nlu.safety.patterns import Patterns
from nlu.safety.text import plain

DANGER = 0.57  # a message that reads this much like danger is a hit; chosen on what was never taught (docs/safety.md)
CALLED_OFF = 0.9  # the same where the patterns found danger and a guard explained it, such as a time long past
FEWEST_WORDS = 3  # shorter messages are left to the patterns: too little to judge by

_HELP = re.compile(  # a call for help has an answer of its own, with 999 and Samaritans in it
    r"(?:(?:please|can|could|you|i|really|just|need|want|get|have|some|a bit of|a little) )*help(?: (?:me|us|please|out|with this|here))*[ .]*")

log = logging.getLogger(__name__)


class Screen:
    """Two stages, either of which is enough: patterns, and a classifier. Same message, same answer; no network."""

    def __init__(self, patterns: Patterns, classifier: Classifier | None) -> None:
        self._patterns = patterns
        self._classifier = classifier

    @classmethod
    def load(cls) -> "Screen":
        """The screen, ready for use. Without a classifier the patterns stand alone, and the log says so."""
        from nlu.safety.train import made

        try:
            classifier = made()
        except Exception as error:  # whatever ails it, the patterns must still keep watch
            log.error("The screen's classifier can't be made (%s); patterns alone keep watch.", type(error).__name__)
            classifier = None
        return cls(Patterns.load(), classifier)

    def check(self, text: str, *, before: Sequence[str] = ()) -> Hit | None:
        """The danger this message speaks of, or None. Never raises.

        `before` holds the person's own messages of the last moments, oldest first: danger may be split over several.
        """
        try:
            return self._check(text, before)
        except Exception as error:  # a fault here must be seen, and must not stop the message
            log.error("The screen failed on a message of %d characters (%s).", len(str(text)), type(error).__name__)
            return self._patterns.find(" ".join(str(text).lower().split())).hit

    def _check(self, text: str, before: Sequence[str]) -> Hit | None:
        read = plain(text)
        found = self._patterns.find(read)
        if not found.hit and "\n" in text.strip():  # a line may end where no sentence does
            found = self._patterns.find(plain(text.replace("\n", " ")))
        return found.hit or self._judged(read, found.called_off) or self._split(read, before)

    def _judged(self, read: str, called_off: bool) -> Hit | None:
        if self._classifier is None or len(read.split()) < FEWEST_WORDS or _HELP.fullmatch(read):
            return None
        judgement = self._classifier.judge(read)
        if judgement.danger < (CALLED_OFF if called_off else DANGER):
            return None
        return Hit(DangerKind(judgement.kind), "classifier")

    def _split(self, read: str, before: Sequence[str]) -> Hit | None:
        """Danger begun in earlier messages and ended in this one: `i want to` · `die`."""
        earlier = " ".join(plain(message).rstrip(" .") for message in before if message)
        if not earlier or not read:
            return None
        return self._patterns.find(f"{earlier} {read}", after=len(earlier)).hit
