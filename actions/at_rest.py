"""Their own bed, sofa or room as the answer to where they go or feel at ease, and sleep or a sit-down as what they do: heard, and not put on
the map, where the next question would be who comes along. Their home as the place they stay away from is met with care: it may be why they are in danger, and
whoever looks at the phone must not learn that, so nothing is asked of it."""

from actions.patterns import pattern, plain
from actions.turn import Turn
from mapping.agenda import Question

ANSWERS = (("places.avoid", "indoors", "utter_places_home_hard"), ("places.", "indoors", "utter_places_indoors"), ("activities.", "only rest", "utter_activities_rest"))


def hear_at_rest(turn: Turn, question: Question) -> bool:
    """Says that it was heard, and the question is answered. False for anything else."""
    response = _response(turn.text, question)
    if response is None:
        return False
    turn.say(response)
    turn.answered(question, "answered")
    return True


def is_at_rest(text: str, question: Question | None) -> bool:
    """Whether the words are such an answer to this question."""
    return question is not None and _response(text, question) is not None


def _response(text: str, question: Question) -> str | None:
    said = plain(text).strip()
    return next((response for _, name, response in _by(question) if said and pattern(name).fullmatch(said)), None)


def _by(question: Question) -> list[tuple[str, str, str]]:
    """What fits the question best first: "bed" is a place to one and a rest to the other."""
    return sorted(ANSWERS, key=lambda each: -len(each[0]) if question.key.startswith(each[0]) else 0) if question.key.startswith(("places.", "activities.")) else []
