"""The crisis screen: reads every message before anything else does, and says whether it speaks of danger."""

import logging
import re
from collections.abc import Sequence

from nlu.safety.classifier import Classifier
from nlu.safety.kinds import DangerKind, Hit
from nlu.safety.patterns import Patterns
from nlu.safety.text import plain

DANGER = 0.5  # a message that reads this much like danger is a hit; chosen on what was never taught (docs/safety.md)
CALLED_OFF = 0.9  # the same where the patterns found danger and a guard explained it, such as a time long past
SURELY_NONE = 0.1  # a message that reads less like danger than this is none, where all that the patterns found is everyday words (docs/decisions/0035)
FEWEST_WORDS = 3  # shorter messages are left to the patterns: too little to judge by

MOST_WORDS = 120  # in a longer message a pattern is enough: the classifier does not read all of it

_HELP = re.compile(  # a call for help has an answer of its own, with 999 and Samaritans in it
    r"(?:(?:please|can|could|you|i|really|just|need|want|get|have|some|a bit of|a little) )*help(?: (?:me|us|please|out|with this|here))*[ .]*")

log = logging.getLogger(__name__)


class Screen:
    """Two stages, either of which is enough: patterns, and a classifier. Same message, same answer; no network.

    A pattern of everyday words is not enough where the classifier, which reads the whole message, finds it surely ordinary.
    """

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
        if found.hit:
            return None if found.everyday and self._surely_none(read) else found.hit
        return self._judged(read, found.called_off) or self._split(read, before)

    def _surely_none(self, read: str) -> bool:
        """Whether the classifier, both models of it, finds a message with a pattern in it ordinary: "Mirtazapine knocks me out by nine"."""
        return len(read.split()) <= MOST_WORDS and self._can_judge(read) and self._classifier.judge(read, by_both=True).danger < SURELY_NONE

    def _judged(self, read: str, called_off: bool) -> Hit | None:
        if not self._can_judge(read):
            return None
        judgement = self._classifier.judge(read)
        if judgement.danger < (CALLED_OFF if called_off else DANGER):
            return None
        return Hit(DangerKind(judgement.kind), "classifier")

    def _can_judge(self, read: str) -> bool:
        return self._classifier is not None and len(read.split()) >= FEWEST_WORDS and not _HELP.fullmatch(read)

    def _split(self, read: str, before: Sequence[str]) -> Hit | None:
        """Danger begun in earlier messages and ended in this one: `i want to` · `die`."""
        earlier = " ".join(plain(message).rstrip(" .") for message in before if message)
        if not earlier or not read:
            return None
        return self._patterns.find(f"{earlier} {read}", after=len(earlier)).hit
