"""Activities: ask for them and hear them."""

from actions.topics import AskTopic, HearTopic
from mapping.agenda import Topic


class AskActivities(AskTopic):
    """Asks the next question about activities."""

    topic = Topic.ACTIVITIES

    def name(self) -> str:
        return "action_ask_activities_answer"


class HearActivities(HearTopic):
    """Hears what is said about activities."""

    topic = Topic.ACTIVITIES

    def name(self) -> str:
        return "validate_activities_form"
