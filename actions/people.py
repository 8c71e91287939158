"""People, and free talk about anyone or anything at any moment."""

from rasa_sdk.events import FollowupAction

from actions import services
from actions.asking import asked_now
from actions.between import leads_to
from actions.talking import hear_talk, missed_words
from actions.topics import AskTopic, HearTopic
from actions.turn import Events, SpokenAction, Turn
from mapping.agenda import Topic


class AskPeople(AskTopic):
    """Asks for the next people."""

    topic = Topic.PEOPLE

    def name(self) -> str:
        return "action_ask_people_answer"


class HearPeople(HearTopic):
    """Hears who they are."""

    topic = Topic.PEOPLE

    def name(self) -> str:
        return "validate_people_form"


class AddToMap(SpokenAction):
    """Talk outside any question: put on the map what it says."""

    def name(self) -> str:
        return "action_add_to_map"

    def act(self, turn: Turn) -> Events:
        """Record it, or say that nothing was found. Without consent nothing is kept: that is asked first."""
        if services.participants().consent(turn.participant_id) is not True:
            return [FollowupAction("consent_form")]
        if not hear_talk(turn, None):
            turn.say(missed_words(turn.text))
            turn.say("utter_control_open")
        elif not asked_now(turn) and not turn.after_danger and (form := leads_to(turn)):
            return [FollowupAction(form)]  # what was said of a goal or of check-ins leads to a question
        return []
