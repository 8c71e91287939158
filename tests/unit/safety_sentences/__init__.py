"""Sentences the screen is tested with. They are never used to teach its classifier.

Written in three rounds, each after the patterns of its day. At first sight the screen found 125 of the 146 that speak
of danger (0.86) and was raised by 8 of 135 hard cases (0.06). What it got wrong was then mended, so today's figures on
these sentences are kinder than a stranger's messages would be.
"""

from tests.unit.safety_sentences.danger import DANGER, MORE_DANGER
from tests.unit.safety_sentences.ordinary import HARD, MORE_HARD, ORDINARY
from tests.unit.safety_sentences.spelling import KINDS, ODD_SPELLING

__all__ = ["DANGER", "HARD", "KINDS", "MORE_DANGER", "MORE_HARD", "ODD_SPELLING", "ORDINARY"]
