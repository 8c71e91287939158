"""Sessions with a peer support worker: what this one is for, what changed since the last, and the questions a service turned on."""

import logging

from rasa_sdk.events import FollowupAction

from actions import services, summary, words
from actions.patterns import says
from actions.progress import progress_words
from actions.talking import hear_talk, missed_words
from actions.turn import Events, SpokenAction, Turn
from mapping.agenda import Question
from mapping.errors import SessionPlanUnreadable, SessionsOver
from mapping.goals.following import MEASURE
from mapping.services import Session
from mapping.sessions import Measure

logger = logging.getLogger(__name__)


class BeginSession(SpokenAction):
    """Begins the next session, by words that say so."""

    def name(self) -> str:
        return "action_begin_session"

    def act(self, turn: Turn) -> Events:
        """Its number and purpose, what changed since the last one, and then its first question."""
        if services.participants().consent(turn.participant_id) is not True:
            return [FollowupAction("consent_form")]
        if turn.text and not says("session", turn.text):
            if not hear_talk(turn, turn.question()):
                turn.say(missed_words(turn.text))
            return [FollowupAction("action_go_back")]
        try:
            session = services.sessions().start(*turn.where, part=turn.part, now=turn.now)
        except SessionsOver:
            turn.say("utter_session_over")
            return [FollowupAction("action_go_back")]
        except SessionPlanUnreadable as error:
            logger.error("sessions: %s", error)
            turn.say("utter_session_not_now")
            return [FollowupAction("action_go_back")]
        turn.say("utter_session_begins", number=session.number, purpose=session.purpose.words if session.purpose else "")
        if session.number > 1:
            turn.say_text(since_words(turn))
        if session.measures:
            ask_next(turn, session, after=None)
            return [FollowupAction("checkin_form")]
        topic = turn.agenda().next_topic()
        if topic is None:
            turn.say("utter_session_lead")
        return [FollowupAction(f"{topic}_form" if topic else "action_go_back")]


def since_words(turn: Turn) -> str:
    """What changed since the last session: the map in one line, and each goal so far. Said plainly where nothing did."""
    since = services.sessions().since_last(turn.participant_id)
    parts = [told for told in (summary.lines(since.understood),) if told]
    parts += [progress_words(story) for story in since.stories if story.active and (story.heard or story.ratings)]
    if not parts:
        return words.phrase("utter_session_same")
    return "\n\n".join([words.phrase("utter_session_since"), *parts])


def ask_next(turn: Turn, session: Session, *, after: str | None) -> bool:
    """Keeps that the next outcome question is asked. False where none is left."""
    ids = [measure.id for measure in session.measures]
    left = ids[ids.index(after) + 1:] if after in ids else ids
    if not left:
        return False
    services.maps().ask(*turn.where, f"{MEASURE}{left[0]}"[:40], None, part=f"{turn.part}:measure", now=turn.now)
    return True


def measure_of(turn: Turn, question: Question) -> tuple[Session, Measure] | None:
    """The session being held and the outcome question that is open in it, or None."""
    held = services.sessions().held(turn.participant_id)
    found = [measure for measure in held[-1].measures if f"{MEASURE}{measure.id}"[:40] == question.key] if held else []
    return (held[-1], found[0]) if found else None


def say_measure(turn: Turn, question: Question) -> bool:
    """Asks it in its exact words, with its choices as buttons. False where there is no such question."""
    found = measure_of(turn, question)
    if found is None:
        return False
    measure = found[1]
    if measure.intro:
        turn.say_text(measure.intro)
    choices = [{"title": choice, "payload": f'/answer{{"value":"measure:{place}"}}'} for place, choice in enumerate(measure.choices)]
    skip = {"title": words.phrase("utter_session_rather_not"), "payload": "/skip"}
    turn.say_text(measure.text, buttons=[*choices, skip], custom={"asked": question.key, "about": None})
    return True


def hear_measure(turn: Turn, question: Question) -> bool:
    """Keeps the answer, or that none was given, by itself. True where it was taken, False where it is asked again."""
    found = measure_of(turn, question)
    if found is None:
        turn.answered(question, "skipped")
        return True
    session, measure = found
    place = (turn.value or "").removeprefix("measure:")
    said = measure.choices[int(place)] if turn.pressed and place.isdigit() and int(place) < len(measure.choices) else turn.text
    value = measure.answer(said)
    if value is None and turn.intent not in {"skip", "dont_know", "stop", "deny"}:
        turn.say("utter_session_measure_numbers" if measure.numbers else "utter_session_measure_choices")
        if turn.talk().asked_times.get((question.key, None), 0) < 2:
            services.maps().ask(*turn.where, question.key, None, part=f"{turn.part}:again", now=turn.now)
            return False
    if value is not None:
        services.sessions().answer(*turn.where, measure, value, part=f"{turn.part}:m", now=turn.now)
    turn.answered(question, "answered" if value is not None else "skipped")
    ask_next(turn, session, after=measure.id)
    return True
