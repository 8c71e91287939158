"""What helps and what is hard, and who is close."""

from dataclasses import replace

from actions import services
from actions.answers import BEINGS
from actions.topics import AskTopic, HearTopic, mention_of, record
from actions.turn import Turn
from mapping.agenda import Question, Topic
from mapping.model import Closeness, Impact, Reading
from mapping.naming import is_several


class AskImpact(AskTopic):
    """Asks who is close, who or what is hard, then what single items do for the person."""

    topic = Topic.IMPACT

    def name(self) -> str:
        return "action_ask_impact_answer"

    def words_for(self, turn: Turn, question: Question) -> str:
        """Several ("your pets", "the lads") are put otherwise than one."""
        item = next((item for item in turn.map().items if item.label == question.about), None)
        response = super().words_for(turn, question)
        return f"{response}_many" if question.key == "person.impact" and item and is_several(item) else response


class HearImpact(HearTopic):
    """Hears it, pressed or typed."""

    topic = Topic.IMPACT

    def name(self) -> str:
        return "validate_impact_form"

    def hear(self, turn: Turn, question: Question) -> bool:
        """A pressed impact is the item's; everything else as in every topic."""
        if turn.value in set(Impact):
            items = services.maps().map_of(turn.participant_id).items
            item = next((item for item in items if item.label == question.about), None)
            if item:
                record(turn, mention_of(item, Reading(), impact=Impact(turn.value)), question)
            turn.answered(question, "answered")
            return False
        return super().hear(turn, question)

    def put_on_map(self, turn: Turn, question: Question, reading: Reading) -> bool:
        """Those named as close, with no ring said, go in the inner one: it was asked for in its words."""
        if question == Question("person.closeness"):
            reading = replace(reading, mentions=tuple(
                replace(mention, closeness=mention.closeness or Closeness.INNER) if mention.kind in BEINGS else mention for mention in reading.mentions))
        return super().put_on_map(turn, question, reading)
