"""Where the talk stands: which question is open, and what became of the others."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from mapping.history.fold import standing
from mapping.model import Change, ChangeKind

About = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its key (design §6), and the id or label of the item it is about, if any."""

    key: str
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """The open question, how each other one ended (answered, skipped, don't know, nobody), how often each was asked.

    A question that is in ``asked_times`` but not in ``outcomes`` got no answer yet; in neither, it was not asked.
    """

    current: Question | None = None
    outcomes: dict[About, str] = field(default_factory=dict)
    asked_times: dict[About, int] = field(default_factory=dict)


def fold_talk(changes: Iterable[Change]) -> Talk:
    """Where the talk stands after these changes, oldest first. Starting over forgets every question before it."""
    current: Question | None = None
    outcomes: dict[About, str] = {}
    times: Counter[About] = Counter()
    for change in standing(changes):
        question = (change.body.get("key", ""), change.body.get("about"))
        if change.kind is ChangeKind.STARTED_OVER:
            current, outcomes, times = None, {}, Counter()
        elif change.kind is ChangeKind.QUESTION_ASKED:
            current = Question(*question)
            times[question] += 1
        elif change.kind is ChangeKind.QUESTION_ANSWERED:
            outcomes[question] = change.body["outcome"]
            current = None if current == Question(*question) else current
    return Talk(current, outcomes, dict(times))
