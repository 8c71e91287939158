"""Ideas for a goal that grow from the map: their words, their buttons, and which one was picked."""

import re

from actions import local, words
from actions.turn import Turn
from mapping.model import Kind, WellbeingMap
from mapping.suggestions import Suggestion, suggest
from nlu.extraction import is_town

ORDINALS = {"one": 1, "first": 1, "1st": 1, "second": 2, "2nd": 2, "two": 2, "third": 3, "3rd": 3, "three": 3}
PICK = re.compile(
    r"(?:(?:maybe|ok|okay|yeah|yes|um|erm|probably|id say|i think|perhaps) )?(?:(?:i ll|ill|i|id|i d|lets|let s) )?(?:(?:pick|choose|take|do|try|like|want|go for|go with|have) )?(?:the )?(?:number|no|idea|option)? ?"
    r"(\d|one|two|three|first|second|third|last|1st|2nd|3rd)(?: one| idea| option)?(?: please| pls| thanks)?")
LONGEST_PICK = 6  # words: "the second one please"


def ideas_for(wellbeing_map: WellbeingMap) -> tuple[Suggestion, ...]:
    """Two or three ideas from this map, with what was wished for and what the service has nearby in mind."""
    more = [wish.text for wish in wellbeing_map.wishes if not wish.less]
    less = [wish.text for wish in wellbeing_map.wishes if wish.less]
    away = [item.id for item in wellbeing_map.of_kind(Kind.PLACE) if is_town(item.label)]
    return suggest(
        wellbeing_map, more=more, less=less, tuning=local.tuning(), session=wellbeing_map.session, nearby=local.nearby(wellbeing_map), away=away)


def idea_words(idea: Suggestion) -> str:
    """One idea in plain words: those for a place or an activity where they differ."""
    response = f"utter_goals_suggest_{idea.kind}"
    fitting = [f"{response}_{kind}" for kind in ("place", "activity") if kind in idea.names]
    return words.phrase(next((name for name in fitting if words.has(name)), response), **idea.names)


def why_words(idea: Suggestion) -> str:
    """Why it is suggested."""
    return words.phrase(f"utter_goals_why_{idea.reason}", **idea.names)


def choices(ideas: tuple[Suggestion, ...]) -> list[dict[str, str]]:
    """A button for each idea, for their own and for none."""
    numbered = [
        {"title": words.phrase("utter_goals_button_idea", number=n), "payload": _payload(f"{idea.kind}:{':'.join(idea.items)}")}
        for n, idea in enumerate(ideas, 1)]
    own = {"title": words.phrase("utter_goals_button_own"), "payload": _payload("own")}
    return [*numbered, own, {"title": words.phrase("utter_goals_button_not_now"), "payload": _payload("not_now")}]


def _payload(value: str) -> str:
    return f'/answer{{"value":"{value}"}}'


def picked_by(turn: Turn, ideas: tuple[Suggestion, ...]) -> Suggestion | None:
    """By button (its kind and items), by number, or by a word that only one idea has."""
    if turn.value:
        return next((idea for idea in ideas if f"{idea.kind}:{':'.join(idea.items)}" == turn.value), None)
    said = re.findall(r"\w+", turn.text.lower())
    if not said or len(said) > LONGEST_PICK:
        return None
    if picked := PICK.fullmatch(" ".join(said)):
        word = picked[1]
        number = len(ideas) if word == "last" else int(word) if word.isdigit() else ORDINALS[word]
        return ideas[number - 1] if 0 < number <= len(ideas) else None
    if "one" in said or "idea" in said:
        fits = [idea for idea in ideas if any(str(name).lower() in turn.text.lower() for name in idea.names.values())]
        return fits[0] if len(fits) == 1 else None
    return None
