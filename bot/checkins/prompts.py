"""The words of a check-in, from domain/checkin.yml: varied, so that it never sounds the same twice running."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mapping.goals import GoalStory
from mapping.words import read_responses
from mapping.words.domain import DOMAIN

PAUSING = "utter_checkin_pausing"
WAYS = re.compile(r"utter_checkin_how_(?P<step>step_)?\d+")
LONGEST = 200  # characters of their own words inside a question


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent: the words, and buttons as (title, payload)."""

    text: str
    buttons: tuple[tuple[str, str], ...] = ()


class Prompts:
    """All ways to ask how it went, and the words of a pause."""

    def __init__(self, responses: Mapping[str, Mapping[str, Any]]) -> None:
        self._pausing = str(responses[PAUSING]["text"]).strip()
        ways = {name: found["step"] is not None for name in responses if (found := WAYS.fullmatch(name))}
        self._goal = [responses[name] for name, step in sorted(ways.items()) if not step]
        self._step = [responses[name] for name, step in sorted(ways.items()) if step]

    @classmethod
    def load(cls, folder: Path = DOMAIN) -> "Prompts":
        """Read the file. Raises OSError, yaml.YAMLError, KeyError."""
        return cls(read_responses("checkin", folder=folder))

    def how(self, story: GoalStory, number: int) -> Prompt:
        """The ``number``th time this person is asked: each time in other words than the last, by the goal or by its next step."""
        step = story.goal.first_step
        ways = [*self._goal, *(self._step if step else [])]
        way = ways[number % len(ways)]
        text = str(way["text"]).strip()
        for blank, words in (("goal", story.goal.text), ("step", step or "")):
            text = text.replace("{" + blank + "}", _short(words))
        return Prompt(text, tuple((each["title"], each["payload"].replace("{{", "{").replace("}}", "}")) for each in way.get("buttons") or ()))

    def pausing(self) -> Prompt:
        """Said once, where a question was left: that this is fine, and how to come back."""
        return Prompt(self._pausing)


def _short(words: str) -> str:
    words = " ".join(words.split()).rstrip(" .!?")
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"
