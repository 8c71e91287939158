"""A goal said outright, at any moment: "my goal is english class", "can my goal be to swim again", "goal: bingo on tuesdays"."""

import re

from actions import planning, services, words
from actions.turn import Turn
from mapping.errors import TooManyGoals
from mapping.goals.following import MOST_ACTIVE
from mapping.model import GoalState
from nlu.checkins.goals_listed import goals_listed
from nlu.checkins.whenabouts import Piece, is_only, pieces_of

LONGEST = 300  # characters
LEAD = r"(?:(?:well|ok|okay|right|so|yeah|yes|um+|er+|actually|and|i think|i'?d say|id say|please|hi|hello)[, ]+)*"
GOAL = r"(?:(?:my|a|the|one|another|new|first|main|next|other|only) )+goal"
SAID = tuple(re.compile(way, re.I | re.S) for way in (
    rf"{LEAD}(?:{GOAL}|goal)(?!s\b)(?: for (?:this|next|the) \w+| at (?:the moment)| right now)?(?:'?s| is| would be| will be| could be| is (?:going to) be|[ ]?[:=-])(?: just)?(?: that i)?[ :]+(?:to )?(?P<goal>.+)",
    rf"{LEAD}(?:can|could|may|shall|should) (?:my|the|a) (?:new |first |next )?goal be (?:to )?(?P<goal>.+)",
    rf"{LEAD}(?:i want|i'?d like|i would(?: like)|i'?d want) (?:{GOAL} to be|to (?:set|have|make) (?:a|my) (?:new )?goal (?:to|of)) (?:to )?(?P<goal>.+)",
    rf"{LEAD}(?:i want|i'?d like|(?:can|could) (?:you|u|we|i) (?:put|make|have|set)|put|make|set|have) (?P<goal>(?!goal\b|a goal\b|my goal\b|it\b|that\b|this\b).+?) (?:as|to be|down as) (?:my|a|the)(?: (?:new|first|next))? goal(?: please| pls)?",
    rf"{LEAD}(?:(?:can|could) (?:you|u|we|i) )?(?:make|set) (?P<goal>(?!it\b|that\b|this\b|a\b).+?) (?:my|a)(?: (?:new|first|next))? goal(?: please| pls)?",
    rf"{LEAD}(?:set|add|save|put)(?: down)?(?: {GOAL}| goal)(?: of| to|:)+ (?:to )?(?P<goal>.+)",
))
NOT_A_GOAL = re.compile(r"(?:not|gone|over|done|finished|on hold|paused|too (?:hard|much|big)|stupid|rubbish|going (?:well|ok|badly)|what|changed|the same|hard|difficult|nearly|almost|met|reached|off|a mess|that|it|this)\b", re.I)
WHEN = {Piece.DAY, Piece.TIME, Piece.OFTEN}


def goal_said(text: str) -> str | None:
    """The goal that a message states outright, in the person's words. None for any other message."""
    said = next((match for way in SAID if (match := way.fullmatch(text.strip().rstrip(".!?")))), None)
    goal = said["goal"].strip(" .!?\"'") if said else ""
    return goal[:LONGEST] if len(goal) > 1 and any(letter.isalpha() for letter in goal) and not NOT_A_GOAL.match(goal) and not only_when(goal) else None


def only_when(text: str) -> bool:
    """Whether nothing but a day or a time is said: "sat", "tuesday morning"."""
    spans = pieces_of(text.lower().strip())
    return bool(spans) and {span.piece for span in spans} <= WHEN and is_only(text.lower().strip(), spans)


def say_three(turn: Turn) -> bool:
    """Says so where three goals are under way. False where there is room for one more."""
    active = [goal.text for goal in turn.map().goals if goal.state is GoalState.ACTIVE]
    if len(active) < MOST_ACTIVE:
        return False
    turn.say("utter_goals_three_now", goals=words.listing(active))
    return True


def choose(turn: Turn, text: str, item_ids: tuple[str, ...] | None = None) -> bool:
    """Keeps a goal beside those under way, and its first step is what is asked next. With three under way it says so, and nothing is kept: False."""
    item_ids = planning.named_in(text, turn.map()) if item_ids is None else item_ids
    try:
        goal = services.maps().choose_goal(*turn.where, text, item_ids, part=turn.part, now=turn.now)
    except TooManyGoals:
        say_three(turn)
        services.maps().ask(*turn.where, "open", None, part=f"{turn.part}:open", now=turn.now)
        return False
    turn.say("utter_goals_saved", goal=text)
    planning.start(turn, goal.id)
    planning.ask_which_is_tied(turn, goal.id, text)
    return True


def choose_several(turn: Turn, goals: tuple[str, ...]) -> None:
    """Keeps as many of these as there is room for; the first step of the first is what is asked next, and then that of the next."""
    kept = []
    for number, text in enumerate(goals):
        try:
            kept.append(services.maps().choose_goal(*turn.where, text, planning.named_in(text, turn.map()), part=f"{turn.part}:{number}", now=turn.now))
        except TooManyGoals:
            break
    if kept:
        turn.say("utter_goals_saved_several" if len(kept) > 1 else "utter_goals_saved", goals=words.listing([goal.text for goal in kept]), goal=kept[0].text)
        planning.start(turn, kept[0].id)
    if len(kept) < len(goals):
        say_three(turn)
    if not kept:
        services.maps().ask(*turn.where, "open", None, part=f"{turn.part}:open", now=turn.now)


def hear_goal_said(turn: Turn) -> bool:
    """Keeps the goal that a message states outright, or the two or three. False for any other message, and after danger."""
    if not turn.pressed and not turn.after_danger and (several := goals_listed(turn.text)):
        choose_several(turn, several)
        return True
    goal = None if turn.pressed or turn.after_danger else goal_said(turn.text)
    if goal is not None:
        choose(turn, goal)
    return goal is not None
