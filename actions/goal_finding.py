"""Which goals some words stand for: by name, by whoever or whatever they are tied to, by number, or "it" where there is one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions import services
from actions.patterns import pattern, plain
from actions.turn import Turn
from mapping.errors import NothingToUndo
from mapping.goals import GoalStory
from mapping.naming import fold_label
from nlu.checkins.goal_acts import Act
from nlu.checkins.same_words import same_word
from nlu.checkins.whenabouts import Piece, pieces_of

SAYS_GOAL = re.compile(r"\b(?:goals?|targets?|aims?|ones?|number|no\.?|#)\b|\b(?:first|second|third|last|latest|1st|2nd|3rd)\b")
PLACES = {"first": 0, "1st": 0, "1": 0, "one": 0, "second": 1, "2nd": 1, "2": 1, "two": 1, "third": 2, "3rd": 2, "3": 2, "three": 2, "last": -1, "latest": -1, "newest": -1}
PLACED = re.compile(r"\b(?:(?:goal|number|no\.?|#) ?(?P<number>1|2|3|one|two|three)|(?:the )?(?P<word>first|second|third|last|latest|newest|1st|2nd|3rd)(?: (?:one|goal))?)\b")
ALL = re.compile(r"\b(?:both|all|them|everything|these|my goals|the goals|the lot)\b")
POINTS = re.compile(r"(?:(?:my|the|that|this|a|our|it|goals?|targets?|aims?|ones?|thing|now|with|about|on|of|to|current|own|please|whole|is|was|for)\b ?)*")
IT = (Act.PAUSE, Act.DROP, Act.CHANGE)
CLOCK = {Piece.DAY, Piece.TIME, Piece.OFTEN}


@dataclass(frozen=True, slots=True)
class Found:
    """``goals``: those meant; ``explicit``: the words say that they speak of a goal; ``pointing``: they name nothing ("it", "my goal")."""

    goals: tuple[GoalStory, ...]
    explicit: bool
    pointing: bool = False


def find_goals(turn: Turn, words: str, stories: Sequence[GoalStory], *, steps: bool = False) -> Found:
    """The goals that these words stand for, of those given. Words that no goal explains stand for none, unless they say "goal" or "one".

    ``steps``: a goal's first step names it as well.
    """
    said = plain(words).strip(" .,!?")
    explicit = SAYS_GOAL.search(said) is not None
    if POINTS.fullmatch(said) or not said:
        several = re.search(r"\bgoals\b|\bones\b", said) is not None and not re.search(r"\bone\b", said)
        return Found(tuple(stories), explicit, pointing=not several)
    if place := PLACED.search(said):
        number = PLACES[place["number"] or place["word"]]
        left = POINTS.fullmatch(said.replace(place.group(), " ").strip())
        if left is not None:
            return Found((stories[number],) if stories and number < len(stories) else (), explicit=True)
    tokens = _content(said)
    if ALL.search(said) and not [token for token in tokens if not ALL.fullmatch(token)]:
        return Found(tuple(stories), explicit=True)
    fits = [(sum(any(same_word(token, own) for own in names) for token in tokens), story) for story in stories for names in (_names(turn, story, steps=steps),)]
    whole = [story for number, story in fits if tokens and number == len(tokens)]
    best = max((number for number, _ in fits), default=0)
    near = [story for number, story in fits if number == best and best > 0]
    return Found(tuple(whole or (near if explicit else ())), explicit)


def named_in(turn: Turn, text: str, stories: Sequence[GoalStory]) -> tuple[GoalStory, ...]:
    """The goals that a whole message names, whatever else it says: those that share most of its words with it."""
    tokens = [word for word in re.findall(r"[\w'-]+", fold_label(plain(text))) if not pattern("small words").fullmatch(word) and not pattern("goal pointing").fullmatch(word)]
    fits = [(sum(any(same_word(token, own) for own in names) for token in tokens), story) for story in stories for names in (_names(turn, story, steps=False),)]
    best = max((number for number, _ in fits), default=0)
    return tuple(story for number, story in fits if number == best and best > 0)


def says_it_of_goals(turn: Turn, act: Act) -> bool:
    """Whether a bare "pause it", "drop it", "change it", with nothing asked, is of a goal: what was put on the map just before is what goes or changes, if anything was."""
    if act not in IT or pattern(f"{act} it").fullmatch(plain(turn.text).strip()) is None:
        return False
    try:
        return act is Act.PAUSE or not services.maps().last_change(*turn.where).lately
    except NothingToUndo:
        return True


def words_left(turn: Turn, words: str, story: GoalStory) -> list[str]:
    """The content words that nothing of this goal or its step explains."""
    return [token for token in _content(plain(words)) if not any(same_word(token, own) for own in _names(turn, story, steps=True))]


def content_words(text: str) -> list[str]:
    """The words that name or do something: no small words, no days and times."""
    return _content(plain(text))


def _content(said: str) -> list[str]:
    for span in reversed([span for span in pieces_of(said) if span.piece in CLOCK]):
        said = said[:span.start] + " " + said[span.end:]
    words = re.findall(r"[\w'-]+", fold_label(said))
    return [word for word in words if not pattern("small words").fullmatch(word) and not pattern("goal pointing").fullmatch(word)]


def _names(turn: Turn, story: GoalStory, *, steps: bool) -> list[str]:
    """Every word by which a goal may be called."""
    tied = [item for item in turn.map().items if item.id in story.goal.items]
    texts = [story.goal.text, *(text for item in tied for text in (item.label, item.relation or "", item.relation_words or "", *item.aliases))]
    texts += [story.goal.first_step or ""] if steps else []
    return [word for text in texts for word in _content(plain(text))]
