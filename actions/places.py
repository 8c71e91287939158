"""Places: ask for them and hear them."""

from actions.topics import AskTopic, HearTopic
from mapping.agenda import Topic


class AskPlaces(AskTopic):
    """Asks the next question about places."""

    topic = Topic.PLACES

    def name(self) -> str:
        return "action_ask_places_answer"


class HearPlaces(HearTopic):
    """Hears what is said about places."""

    topic = Topic.PLACES

    def name(self) -> str:
        return "validate_places_form"
