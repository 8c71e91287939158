"""An answer that the model took for something said in between reaches the question it answers all the same."""

from dataclasses import replace

from rasa_sdk.events import FollowupAction

from actions import services
from actions.activities import HearActivities
from actions.goals import HearGoal, HearReflect
from actions.goal_said import only_when
from actions.impact import HearImpact
from actions.links import HearLinks
from actions.patterns import says
from actions.people import HearPeople
from actions.places import HearPlaces
from actions.talking import harsh_to_us, hear_talk, missed_words
from actions.turn import Events, Turn, form_of

FEW = 8  # words of an answer that may look like something else
SIGNS = {"help": "asks help", "insult": "harsh words", "thanks": "thanks said", "greet": "greeting said"}  # without these words it is none
HEARERS = {f"{hearer.topic}_form": hearer for hearer in (HearPeople(), HearPlaces(), HearActivities(), HearLinks(), HearImpact(), HearReflect())}
GOAL = HearGoal()


def is_answer(turn: Turn) -> bool:
    """Whether the words say none of what the model takes them for, and something of what was asked: "helps when she comes" asks for no help."""
    question = turn.question()
    if question is None or turn.pressed or turn.on_check or turn.after_danger or turn.active_form not in HEARERS or len(turn.text.split()) > FEW:
        return False
    if turn.intent not in SIGNS or says(SIGNS[turn.intent], turn.text) or harsh_to_us(turn):
        return False
    if only_when(turn.text):
        return True
    return any(not each.known or each.impact or each.frequency or each.closeness for each in turn.read(question).mentions)


def hear_as_answer(turn: Turn) -> Events:
    """Hears the words as an answer to the open question, or else as talk, and goes back to where we were."""
    turn = replace(turn, intent="add_to_map")
    back = FollowupAction("action_go_back")
    if services.participants().consent(turn.participant_id) is not True:
        return [back]
    if not turn.held and turn.active_form == form_of(turn.open_question()):
        if turn.active_form == "goals_form":
            return [*GOAL.hear_choice(turn), FollowupAction("action_go_on")]
        if turn.active_form in HEARERS:
            return [*HEARERS[turn.active_form].take(turn), FollowupAction("action_go_on")]
    if not hear_talk(turn, turn.question()) and not turn.held:
        turn.say(missed_words(turn.text))
    return [back]
