"""A goal said outright, at any moment: "my goal is english class", "can my goal be to swim again", "goal: bingo on tuesdays"."""

import re

from actions import planning, services, words
from actions.turn import Turn
from mapping.errors import TooManyGoals
from mapping.goals.following import MOST_ACTIVE
from mapping.model import GoalState
from nlu.checkins.planned import is_deed
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
AIMS = re.compile(r"(?:(?:maybe|probably|just|to|i(?:'?d| would)? (?:want|like|love|need|wanna)(?: to)?|i wanna|try to|try and) )*(?:stop (?!asking|messag|text|it\b|this|that|now|here|please|talking)\w+|(?:be|feel|sleep|eat|live|work|spend|cope|manage|exercise|travel|volunteer|garden|become|keep|stay|face|lose|quit|cut|reduce|finish|give up|sew|knit|let|leave|fix|mend|decorate|budget)(?= \w))", re.I)
TO_US = re.compile(r"\b(?:me|us)\b(?! (?:time|day))|^(?:go (?:on|away|back|ahead)|get (?:lost|stuffed|on with it)|do (?:it|one|that)|come on|move on|leave it|stop\b.{0,12}$|let me|let'?s|see (?:you|ya)|talk (?:later|soon|tomorrow)|speak (?:later|soon|tomorrow)|catch you|look$|wait\b|say (?:that|it) again|start (?:over|again))", re.I)
OF_OUR_TALK = re.compile(r"\b(?:maps?|goals?|data|why|you|u|your|question|this chat|bot|robot)\b", re.I)
LONGEST_WRITTEN = 20  # words
WHEN = {Piece.DAY, Piece.TIME, Piece.OFTEN}


def goal_said(text: str) -> str | None:
    """The goal that a message states outright, in the person's words. None for any other message."""
    said = next((match for way in SAID if (match := way.fullmatch(text.strip().rstrip(".!?")))), None)
    goal = said["goal"].strip(" .!?\"'") if said else ""
    return goal[:LONGEST] if len(goal) > 1 and any(letter.isalpha() for letter in goal) and not NOT_A_GOAL.match(goal) and not only_when(goal) else None


def goal_written(text: str) -> str | None:
    """The goal in words that are a deed or an aim ("save for a coat", "sleep better"), written where a goal is asked for. None for other words."""
    said = " ".join(text.split()).strip(" .!\"'")
    words = said.split()
    if "?" in text or not 1 < len(words) <= LONGEST_WRITTEN or OF_OUR_TALK.search(said) or not (is_deed(said) or AIMS.match(said)):
        return None
    return None if TO_US.search(said) and not re.match(r"stop \w+ing\b", said, re.I) or only_when(said) else said[:LONGEST]


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
