"""Outcome questions that a service may turn on: exact words, one answer each, never added into one number."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mapping.errors import SessionPlanUnreadable
from mapping.sessions.plan import SessionPlan

OWN = Path(__file__).with_name("measures.yml")


@dataclass(frozen=True, slots=True)
class Measure:
    """One question. Either ``numbers`` (lowest, highest) or ``choices``; ``intro`` is said before the first of its kind."""

    id: str
    text: str
    numbers: tuple[int, int] | None = None
    choices: tuple[str, ...] = ()
    intro: str | None = None

    def answer(self, said: str) -> str | None:
        """The answer that these words give, as it is kept; None where they give none."""
        words = " ".join(said.lower().replace(".", " ").split())
        if self.numbers:
            number = int(words) if words.isdecimal() and len(words) < 4 else None
            return str(number) if number is not None and self.numbers[0] <= number <= self.numbers[1] else None
        return next((choice for choice in self.choices if words in {choice.lower(), *choice.lower().split("/")}), None)


def measures(plan: SessionPlan, number: int) -> tuple[Measure, ...]:
    """What is asked in this session, in order: nothing unless the service turned it on. Raises SessionPlanUnreadable."""
    found: list[Measure] = []
    for name in plan.asked_in(number):
        path = plan.scale if name == "scale" and plan.scale else OWN
        content = _read(path)
        found += _of(content if name == "scale" else content[name], name, path)
    return tuple(found)


def _read(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SessionPlanUnreadable(f"The questions in {path.name} can't be read ({type(error).__name__}).") from None


def _of(content: Any, name: str, path: Path) -> list[Measure]:
    rows = content.get("questions") if isinstance(content, dict) else None
    if not isinstance(rows, list) or not rows:
        raise SessionPlanUnreadable(f"{path.name} needs a list named `questions`.")
    found = []
    for place, row in enumerate(rows):
        fits = isinstance(row, dict) and isinstance(row.get("text"), str) and isinstance(row.get("id"), str)
        if not fits or not (_range(row.get("numbers")) or row.get("choices")):
            raise SessionPlanUnreadable(f"In {path.name}, question {place + 1} needs an id, a text, and `numbers` (lowest and highest) or `choices`.")
        numbers = row.get("numbers")
        found.append(Measure(
            f"{name}.{row['id']}", row["text"].strip(), (numbers[0], numbers[1]) if numbers else None,
            tuple(str(choice) for choice in row.get("choices") or ()), content.get("intro") if place == 0 else None))
    return found


def _range(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(each, int) for each in value) and value[0] < value[1]
