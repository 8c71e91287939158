"""What may be said in between at any moment and is about the talk itself: bored of it, or not sure what a word of the question means."""

import re

from actions import services, words
from actions.map import show
from actions.planned_talk import HELP
from actions.patterns import pattern, plain, says
from actions.second_thoughts import only_joked
from actions.turn import Turn
from mapping.agenda import Question, topic_of

LONGEST_BORED = 8  # words
SORRY = ("utter_control_insult", "utter_control_insult_2", "utter_control_insult_3")
SHORT = {"how long": "utter_control_how_long", "pointless": "utter_control_pointless"}


def answer_aside(turn: Turn) -> bool:
    """A short human answer to such a word, and the question waits. False where it is something else."""
    if not turn.text or turn.after_danger:
        return False
    question = turn.question()
    if asks_for_a_part(turn.text) and services.participants().consent(turn.participant_id) is True:
        show(turn)
        return True
    if only_joked(turn.text):
        turn.say("utter_control_joking")
        return True
    for name in ("how long", "pointless"):
        if pattern(name).fullmatch(plain(turn.text).strip()):
            turn.say(SHORT[name])
            return True
    if bored(turn, question):
        turn.say("utter_control_bored" if turn.active_form else "utter_control_bored_idle")
        return True
    meant = meaning(turn.text, question) if turn.active_form and not turn.on_check else None
    if meant and question is not None:
        meant = HELP.get(question.key, meant)
    if meant:
        turn.say(meant)
    return meant is not None


def asks_for_a_part(text: str) -> bool:
    """Whether the words ask who helps or who is hard: that is on the map, and no call for a person."""
    return pattern("view asked").fullmatch(plain(text).strip()) is not None


def say_sorry(turn: Turn) -> None:
    """To harsh words. In turn, so that nobody who is cross reads the same words twice running. Who is hard on themselves insults nobody."""
    if turn.text and says("blames self", turn.text):
        return turn.say("utter_control_hard_on_self")
    said = [event.get("text") for event in turn.tracker.events if event.get("event") == "bot"]
    last = next((place for text in reversed(said) for place, name in enumerate(SORRY) if words.phrase(name) == text), -1)
    turn.say(SORRY[(last + 1) % len(SORRY)])


def bored(turn: Turn, question: Question | None) -> bool:
    """Whether all that is said is that this is boring. "Bored", asked how they feel after something, is an answer."""
    if len(turn.text.split()) > LONGEST_BORED or not pattern("bored").fullmatch(plain(turn.text).strip()):
        return False
    return question is None or not question.key.endswith(".impact") or says("this is", turn.text)


def meaning(text: str, question: Question | None) -> str | None:
    """The response that says what the question means, where the person asks for a word of it, or for all of it."""
    topic = topic_of(question.key) if question else None
    if question is None or topic is None:
        return None
    asked = pattern("asks meaning").fullmatch(plain(text).strip())
    named = [word for way in (asked.groups() if asked else ()) if way for word in re.findall(r"[\w'-]+", way) if not pattern("unasked").fullmatch(word)]
    if named and all(any(_same(word, other) for other in _words_of(question)) for word in named):
        special = next((name for word in named for form in (word, word.rstrip("s")) if words.has(name := f"utter_meant_{form}")), None)
        return special or f"utter_meant_{topic}"
    return f"utter_meant_{topic}" if not named and says("unsure what", text) else None


def _words_of(question: Question) -> set[str]:
    """The words of this question, however it was put."""
    start = f"utter_{question.key.replace('.', '_')}"
    return {word for name, said in words.responses().items() if name.startswith(start) for word in re.findall(r"[\w'-]+", said["text"].lower())}


def _same(one: str, other: str) -> bool:
    return one.rstrip("s") == other.rstrip("s")
