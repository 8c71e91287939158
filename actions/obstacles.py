"""An ordinary thing in the way, or a small fear of doing something, said in between: kept as what stands in the way, and the talk goes on."""

from actions import services
from actions.patterns import pattern, plain
from actions.recording import tell
from actions.turn import Turn
from mapping.agenda import Question, Topic, topic_of
from mapping.model import BarrierSaid, Reading, WellbeingMap

NAMING = (Topic.PEOPLE, Topic.PLACES, Topic.ACTIVITIES, Topic.LINKS)  # to the other topics it is an answer, and heard there
LONGEST = 16  # words


def hear_obstacle(turn: Turn) -> bool:
    """"I am afraid to go alone", "its too cold": in the way of what the question is about, or of what was wished for just before.
    False for anything else, and straight after danger."""
    question = turn.question()
    if not turn.text or turn.on_check or turn.after_danger or services.participants().consent(turn.participant_id) is not True:
        return False
    if question is None or question.key != "open" and topic_of(question.key) not in NAMING or len(turn.text.split()) > LONGEST:
        return False
    if pattern("obstacle").fullmatch(plain(turn.text).strip()) is None:
        return False
    barrier = BarrierSaid(turn.text.strip(" .!"), _blocked(turn, question))
    understood = services.maps().record(*turn.where, Reading(barriers=(barrier,)), part=f"{turn.part}:obstacle"[:40], now=turn.now)
    tell(turn, understood, text=turn.text, message_id=turn.message_id)
    return True


def _blocked(turn: Turn, question: Question) -> str | None:
    """The words of the wish that the message just before told of, or else what the question is about."""
    standing, latest = turn.map(), turn.talk().recent[:2]
    wished = [wish.text for wish in standing.wishes if not wish.less and set(wish.sources) & set(latest)]
    return wished[-1] if wished else question.about if _on_map(question.about, standing) else None


def _on_map(label: str | None, standing: WellbeingMap) -> bool:
    return any(item.label == label for item in standing.items)
