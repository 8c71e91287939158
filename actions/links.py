"""Links: ask for them and hear them."""

from actions import services
from actions.topics import AskTopic, HearTopic
from actions.turn import Turn
from mapping.agenda import Question, Topic
from mapping.model import Kind


class AskLinks(AskTopic):
    """Asks the next question about links."""

    topic = Topic.LINKS

    def name(self) -> str:
        return "action_ask_links_answer"

    def words_for(self, turn: Turn, question: Question) -> str:
        """Going somewhere with somebody is put otherwise than doing something with them."""
        items = services.maps().map_of(turn.participant_id).items
        kind = next((item.kind for item in items if item.label == question.about), Kind.ACTIVITY)
        response = super().words_for(turn, question)
        return f"{response}_{kind}" if question.key == "links.who" else response


class HearLinks(HearTopic):
    """Hears what is said about links."""

    topic = Topic.LINKS

    def name(self) -> str:
        return "validate_links_form"
