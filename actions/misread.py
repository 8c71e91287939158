"""An answer that the model took for something said in between reaches the question it answers all the same."""

from dataclasses import replace

from rasa_sdk.events import FollowupAction

from actions import services
from actions.activities import HearActivities
from actions.goals import HearGoal, HearReflect
from actions.impact import HearImpact
from actions.links import HearLinks
from actions.people import HearPeople
from actions.places import HearPlaces
from actions.talking import hear_talk, missed_words
from actions.turn import Events, Turn, form_of

HEARERS = {f"{hearer.topic}_form": hearer for hearer in (HearPeople(), HearPlaces(), HearActivities(), HearLinks(), HearImpact(), HearReflect())}
GOAL = HearGoal()


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
