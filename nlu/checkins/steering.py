"""Reads what a person wants done with a goal: rest it, take it up again, finish it, let it go, change or rate it, see it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from nlu.checkins.speaking import plain
from nlu.checkins.reply import HIGHEST, NUMBERS

GOAL = r"(?:goals?|target|aim)"
TAIL = r"(?: (?:right now|at the moment|atm|for now|for a bit|for a while|please|pls|now|thanks|ta|again|yet|then|this week|as well|too))*[ .!?]*$"
LEAD = r"^(?:(?:ok|okay|yes|yeah|no|hi|hello|so|well|um|actually|sorry|please|pls|and|but|can we|can you|can i|could you|could we|could i|i want(?: you)? to|i'?d like(?: you)? to|i wanna|i would like to|lets|let'?s|just|i think i'?ll|i'?ll|i'?m going to|gonna|i need to|id like to|want to) )*"
WHICH = rf"(?:(?:my|the|that|this|a|our|both|all my|all the) )?(?:(?P<about>[\w' -]+?) )?{GOAL}(?: (?:about|of|to|on|for|with) (?P<about2>[\w' -]+?))?"
RATED = re.compile(
    rf"^(?:{LEAD[1:]})?(?:(?:rate|put|mark|give|score|make) )?{WHICH}(?: (?:is|as|at|to|now|feels|feels like|like|a|an|about|about a|is now|is at|out))* (?P<number>\d{{1,2}}|{'|'.join(NUMBERS)})(?: ?(?:/|out of) ?(?:10|ten))?{TAIL}")


class Steer(StrEnum):
    """What is wanted of a goal."""

    PAUSE = "pause"
    RESUME = "resume"
    FINISH = "finish"
    CHANGE = "change"
    RATE = "rate"
    CHART = "chart"


@dataclass(frozen=True, slots=True)
class GoalWish:
    """``about``: words that name the goal, if said; ``to``: its new words; ``rating`` 0 to 10."""

    steer: Steer
    about: str | None = None
    to: str | None = None
    rating: int | None = None


WAYS = (
    (Steer.CHART, re.compile(rf"\b(?:chart|graph|progress|ratings?|scores?)\b.*\b(?:{GOAL}|show|see|look|me|my|please)\b|\b(?:show|see|view|my|draw|whats|what'?s|what is|how is|see)\b.*\b(?:chart|graph|progress|ratings?|scores?|numbers)\b|\bhow (?:am i|are my goals?|is my goal|have i been) (?:doing|going|getting on)\b(?:.*\b{GOAL}\b)?{TAIL}|^(?:chart|graph|progress)[ .!?]*$")),
    (Steer.CHANGE, re.compile(rf"{LEAD}(?:change|swap|switch|reword|rename|make|edit) {WHICH} (?:to|into|for|so it'?s|be|say) (?P<to>.+)$")),
    (Steer.RESUME, re.compile(rf"{LEAD}(?:resume|restart|un ?pause|start|take up|pick up|go back to|carry on with|bring back|re ?start) {WHICH}(?: up| back)?{TAIL}")),
    (Steer.PAUSE, re.compile(rf"{LEAD}(?:pause|rest|park|hold|freeze|put off|leave) {WHICH}{TAIL}|{LEAD}(?:put|keep) (?:(?:my|the|that|this) )?(?:(?P<about3>[\w' -]+?) )??(?:{GOAL} )?on (?:hold|pause|ice){TAIL}|{LEAD}(?:take|have) (?:a )?break from {WHICH.replace('P<about', 'P<about4')}{TAIL}")),
    (Steer.FINISH, re.compile(rf"{LEAD}(?:i(?:'?ve| have)? )?(?:just |finally |now )?(?:finish(?:ed)?|complet(?:e|ed)|reach(?:ed)?|met|achieved|done|did|tick(?:ed)? off|close) (?:with )?{WHICH}{TAIL}|{LEAD}{WHICH.replace('P<about', 'P<about5')} (?:is|are|'?s) (?:now |all |finally )?(?:done|finished|complete|completed|reached|met){TAIL}|{LEAD}mark {WHICH.replace('P<about', 'P<about6')} (?:as )?(?:done|finished|complete){TAIL}")),
)


def read_goal_wish(text: str) -> GoalWish | None:
    """What this message wants of a goal; None where it is about something else. Letting go is asked for by its own intent."""
    said = plain(text)
    if rated := RATED.match(said):
        number = NUMBERS.get(rated["number"], int(rated["number"]) if rated["number"].isdigit() else -1)
        return GoalWish(Steer.RATE, about=_about(rated), rating=number) if 0 <= number <= HIGHEST else None
    for steer, way in WAYS:
        if found := way.search(said):
            to = found.groupdict().get("to")
            # the person's own capitals, where the words stand as they were written
            to = text.strip()[-len(to):] if to and text.strip().lower().endswith(to) else to
            return GoalWish(steer, about=_about(found) if steer is not Steer.CHART else None, to=to)
    return None


def _about(found: re.Match[str]) -> str | None:
    named = [value for name, value in found.groupdict().items() if name.startswith("about") and value]
    return named[0].strip() if named else None
