"""Whether a message ends the talk for now. Only words that say so do: "bed" and "tues" may be answers, whatever the model takes them for."""

import re

from actions import services
from actions.at_rest import is_at_rest
from actions.patterns import pattern, plain
from actions.turn import Turn
from actions.when_words import rhythm_words
from mapping.agenda import Question, Topic, topic_of
from mapping.checkins import next_due

TOLD = re.compile(r"(?:(?:went|didn'?t|couldn'?t|forgot|managed) |(?:i|we|he|she|it) (?:was|were|had|got|did|didn'?t|didnt|couldn'?t|couldnt|went|felt|forgot|fell)\b)(?!.*\b(?:enough|bye|stop|leave it|finish\w*)\b)")  # what happened is no goodbye
TOLD_OVER = re.compile(r"(?:(?:i|we|it|i'?ve|ive|just|kind of|sort of|nearly|basically|have|had|ve)(?: ?,)? +)*(?:gave|given|stopped|left|quit|packed|jacked|was|were|felt|lost|dropped|missed)\b", re.I)
SURELY = 0.9  # above this the model is believed of two words or more that nothing can be read in
NAMES = ("people.", "links.who", "person.", "checkin.who")
DOINGS = ("places.", "place.", "activities.", "activity.", "links.where", "reflect.", "goal.", "checkin.")
OWN_WORDS = (Topic.REFLECT, Topic.GOALS)  # to these any words are an answer


def may_leave(text: str, question: Question | None) -> bool:
    """Whether the words can end the talk, with this question before the person."""
    said, key = plain(text).strip(), question.key if question else ""
    if key.startswith(DOINGS) and pattern("may answer").fullmatch(said) or key.startswith(NAMES) and pattern("may name").fullmatch(said):
        return False
    return any(pattern(name).fullmatch(said) for name in ("may answer", "may name", "finish")) or pattern("leaving").search(said) is not None


def leaves(turn: Turn) -> bool:
    """Whether this message, which the model takes for a stop or a goodbye, is one."""
    question = None if turn.after_danger else turn.question()
    return turn.pressed or not TOLD.match(plain(turn.text).strip()) and (may_leave(turn.text, question) or _surely(turn, question))


def goes_on(turn: Turn) -> bool:
    """Whether a message that the model takes for going on with the questions is one: "gave up", "left" and "it was tough" are none."""
    return turn.pressed or turn.after_danger or services.participants().consent(turn.participant_id) is not True or pattern("going on").search(plain(turn.text)) is not None and not TOLD_OVER.match(plain(turn.text).strip())


def say_paused(turn: Turn) -> None:
    """That the talk stops here; and, where check-ins are on, that they go on, so that nobody who wants quiet is surprised by one."""
    turn.say("utter_control_paused")
    chosen = services.checkins().rhythm(turn.participant_id)
    if not turn.after_danger and next_due(chosen, turn.now) is not None:
        turn.say("utter_control_paused_checkins", when=rhythm_words(chosen))


def asks_no_more(turn: Turn) -> bool:
    """"Stop asking me stuff", in the middle of the map: the talk is to stop, and not check-ins alone."""
    question = turn.question()
    of_the_map = question is not None and topic_of(question.key) is not None and turn.active_form not in ("checkin_form", "consent_form")
    of_the_map = of_the_map and services.checkins().chosen_by(turn.participant_id) != turn.message_id  # that is what it did
    return of_the_map and not turn.after_danger and not turn.on_check and pattern("asked enough").fullmatch(plain(turn.text).strip()) is not None


def _surely(turn: Turn, question: Question | None) -> bool:
    if turn.confidence < SURELY or len(turn.text.split()) < 2 or question and topic_of(question.key) in OWN_WORDS or turn.after_danger or is_at_rest(turn.text, question):
        return False
    reading = turn.read(question)
    return reading.empty and reading.answer is None
