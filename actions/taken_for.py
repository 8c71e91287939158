"""What is wanted of goals and check-ins where no pattern knows the words: by what a small model takes them for (nlu/checkins/learned).

Only where it is sure, nothing of the map is being asked, and there is a goal, or a choice about check-ins, that it can be about. What
would be lost is asked about first, and all else can be taken back in words.
"""

import re

from actions import rhythm, services
from actions.goal_finding import named_in
from actions.outcomes import answers_how
from actions.turn import Turn
from mapping.goals.following import HOW
from nlu.checkins.goal_acts import Act, GoalAct
from nlu.checkins.learned.lessons import OTHER
from nlu.checkins.learned.told import told
from nlu.checkins.reply import HIGHEST, NUMBERS
from nlu.checkins.taken import wish_taken
from nlu.checkins.wish import CheckinWish, WishKind

SURE, SURE_OF_ALL = 0.6, 0.7  # how sure it must be: of one goal by name or when we ask, or of all there is (docs/checkins.md)
OF_THE_TALK = frozenset({"stop", "undo", "start_over", "delete_my_data", "goodbye"})  # what the talk's own model takes for these stays that
FEW = 4  # words
ABOUT_THEM = re.compile(r"\b(?:goals?|targets?|aims?|check(?:ing)?[ -]?(?:ins?|ups?)|messag\w*|texts?|texting|msgs?|msging|ask(?:ing|ed)?|questions?|remind\w*|prompts?|progress|chart|steps?|plans?|ratings?)\b", re.I)
LONGEST = 40  # words: what is wanted is said shortly, and a story is heard as one
ACTS = {"pause_goal": Act.PAUSE, "resume_goal": Act.RESUME, "finish_goal": Act.FINISH, "drop_goal": Act.DROP, "change_goal": Act.CHANGE, "rate_goal": Act.RATE}
WHEN_ASKED = frozenset({"set_checkins"})  # days and times say what they are about
SHOWS = frozenset({"show_goals", "show_progress"})
NOT_NOW = re.compile(r"\b(?:not|isnt|isn't|no longer|more like|used\sto\sbe)\b", re.I)
NUMBER = re.compile(rf"(?<![\w:.])(?P<number>\d{{1,2}}|{'|'.join(NUMBERS)})(?![\w:]|\.\d)", re.I)
AND_NOT = re.compile(r"[.,;!?]+\s|\s(?:but|(?=keep\b)|carry on|and (?:keep|leave|carry on|still|just))\b", re.I)  # what may go on stands behind it
KEEPS = re.compile(r"\s*(?:(?:please|just|you can|ok|still) )*(?:keep|leave|carry on|go on)\b", re.I)
OUT_OF = re.compile(r" ?(?:/ ?10\b|\b(?:out|outta|outa)(?: of)? (?:10|ten)\b|\bfrom (?:10|ten)\b)", re.I)


def taken_for(turn: Turn) -> tuple[str, float] | None:
    """What a message is most likely to want and how sure that is, where it may want something of goals or check-ins at all."""
    question = turn.question()
    idle = question is None or question.key == "open" or question.key == HOW and not answers_how(turn)
    if turn.pressed or not idle or not turn.text or len(turn.text.split()) > LONGEST:
        return None
    if turn.intent in OF_THE_TALK or not (services.goals().stories(turn.participant_id) or services.checkins().decided(turn.participant_id)):
        return None
    what, sure = told().wanted(turn.text)
    return (what, sure) if sure >= SURE else None


def speaks_of_them(text: str) -> bool:
    """Whether words that name no goal can still be about goals or check-ins: they say so, or there are enough of them. "Pause" ends the talk, "take that off" is an undo."""
    return ABOUT_THEM.search(text) is not None or len(text.split()) > FEW


def wish_of(turn: Turn, what: str, sure: float) -> CheckinWish | None:
    """What a message taken for this wants of check-ins; None where it wants nothing of them, or there are none to speak of."""
    text = next((part for part in AND_NOT.split(turn.text) if not KEEPS.match(part) and rhythm.goals_named(turn, part)), "") if what == "mute_goal" else turn.text
    wish, standing = wish_taken(what, text), services.checkins().rhythm(turn.participant_id)
    if wish is None or wish.kind is WishKind.MUTE and not text:
        return None
    if wish.kind is WishKind.RESUME:
        return wish if not standing.on or standing.muted or standing.not_before else None
    if wish.kind is WishKind.STOP and sure < SURE_OF_ALL:
        return None
    return wish if standing.on else None


def rather(turn: Turn, wish: CheckinWish | None) -> CheckinWish | None:
    """What is wanted of check-ins where a pattern heard ``wish``: None where it heard one in an answer or in words about a goal, and less than
    all where only that is meant ("dont ask me about swimming. the other one is fine", "skip this sunday")."""
    question = turn.question()
    if wish is None or turn.pressed or not turn.text or not (question is None or question.key in ("open", HOW)):
        return wish
    what, sure = told().wanted(turn.text)
    if question is not None and question.key == HOW and what == OTHER and sure >= SURE and _plain_reply(turn.text):
        return None  # "was asleep till 5"
    if what in ACTS and sure >= SURE_OF_ALL and wish.weak and named_in(turn, turn.text, services.goals().stories(turn.participant_id)):
        return None  # "back on days now so start the swimming up again"
    if what == "mute_goal" and wish.kind is WishKind.STOP or what == "skip_checkins" and sure >= SURE_OF_ALL and wish.kind in (WishKind.STOP, WishKind.SET):
        less = wish_of(turn, what, sure)
        return less if less is not None and (less.when or less.kind is WishKind.MUTE) else wish
    return wish


def _plain_reply(text: str) -> bool:
    sort, sure = told().reply(text)
    return sort != OTHER and sure >= SURE


def act_of(turn: Turn, what: str) -> GoalAct | None:
    """What a message taken for this wants of a goal; the whole message names which. None where it wants nothing of one."""
    act = ACTS.get(what)
    rating = _number(turn.text) if act is Act.RATE else None
    return None if act is None or act is Act.RATE and rating is None else GoalAct(act, turn.text, rating=rating)


def _number(text: str) -> int | None:
    """The rating in these words: the number out of ten, or the only one there is."""
    if NOT_NOW.search(text):
        return None
    of_ten = next(iter(list(OUT_OF.finditer(text))[-1:]), None)
    said = text[: of_ten.start()] if of_ten else text
    found = [NUMBERS.get(each["number"].lower(), int(each["number"]) if each["number"].isdigit() else -1) for each in NUMBER.finditer(said)]
    number = found[-1] if of_ten and found or len(found) == 1 else -1
    return number if 0 <= number <= HIGHEST else None
