"""Where the talk stands: which question is open, and what became of the others."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from mapping.history.fold import standing
from mapping.model import Change, ChangeKind

About = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its key (design §6), and the id or label of the item it is about, if any."""

    key: str
    about: str | None = None


CHECK = "check."  # a question that comes in between, about what was understood; the open question waits under it
MOST_SPOKEN_OF = 8
MOST_FACTS = 60  # of the latest messages


@dataclass(frozen=True, slots=True)
class Talk:
    """Where the talk stands.

    ``current`` is what the person has before them: a check in between (``check``), or else the open ``question``.
    ``outcomes``: how each other one ended (answered, skipped, don't know, nobody); ``asked_times``: how often each was
    asked. A question that is in ``asked_times`` but not in ``outcomes`` got no answer yet; in neither, it was not asked.
    ``check_message`` is the message in answer to which the latest check was asked. ``spoken_of``: for each of the latest
    messages that meant anything on the map, newest first, its id and the ids of those items. ``asked_by`` and ``answered_by``
    are the messages in answer to which each question was last asked, and which last answered it: a turn done again finds its own.
    ``recent``: the latest two messages that left any fact, newest first. ``topics``: what is asked about in the session with a peer support worker that was started last; None where none ever was.
    """

    current: Question | None = None
    outcomes: dict[About, str] = field(default_factory=dict)
    asked_times: dict[About, int] = field(default_factory=dict)
    question: Question | None = None
    check: Question | None = None
    check_message: str | None = None
    spoken_of: tuple[tuple[str, tuple[str, ...]], ...] = ()
    asked_by: dict[About, str] = field(default_factory=dict)
    answered_by: dict[About, str] = field(default_factory=dict)
    topics: tuple[str, ...] | None = None
    recent: tuple[str, ...] = ()


def fold_talk(changes: Iterable[Change]) -> Talk:
    """Where the talk stands after these changes, oldest first. Starting over forgets every question before it."""
    fold, counting = _Fold(), standing(changes)
    for change in counting:
        step = _STEPS.get(change.kind)
        if step is not None:
            step(fold, change)
    return Talk(
        fold.check or fold.question, fold.outcomes, dict(fold.times), fold.question, fold.check, fold.check_message,
        tuple(fold.spoken_of[:-MOST_SPOKEN_OF - 1:-1]), fold.asked_by, fold.answered_by, fold.topics,
        tuple(dict.fromkeys(change.message_id for change in reversed(counting[-MOST_FACTS:])))[:2])


class _Fold:
    """The talk while its history is read."""

    def __init__(self) -> None:
        self.question: Question | None = None
        self.check: Question | None = None
        self.check_message: str | None = None
        self.outcomes: dict[About, str] = {}
        self.times: Counter[About] = Counter()
        self.asked_by: dict[About, str] = {}
        self.answered_by: dict[About, str] = {}
        self.spoken_of: list[tuple[str, tuple[str, ...]]] = []
        self.topics: tuple[str, ...] | None = None

    def asked(self, change: Change) -> None:
        question = Question(change.body.get("key", ""), change.body.get("about"))
        self.times[(question.key, question.about)] += 1
        self.asked_by[(question.key, question.about)] = change.message_id
        if question.key.startswith(CHECK):
            self.check, self.check_message = question, change.message_id
            self.outcomes.pop((question.key, question.about), None)
        else:
            self.question, self.check = question, None

    def answered(self, change: Change) -> None:
        question = Question(change.body.get("key", ""), change.body.get("about"))
        self.outcomes[(question.key, question.about)] = change.body["outcome"]
        self.answered_by[(question.key, question.about)] = change.message_id
        self.question = None if self.question == question else self.question
        self.check = None if self.check == question else self.check

    def read(self, change: Change) -> None:
        if change.body.get("mentioned"):
            self.spoken_of.append((change.message_id, tuple(change.body["mentioned"])))

    def undone(self, change: Change) -> None:
        """What was taken back is no longer spoken of, and nobody asks whom it meant."""
        gone = change.body["message_id"]
        self.spoken_of = [said for said in self.spoken_of if said[0] != gone]
        for key, about in [asked for asked in self.times if asked[0].startswith(CHECK) and (asked[1] or "").startswith(gone)]:
            self.outcomes[(key, about)] = "undone"
            self.check = None if self.check == Question(key, about) else self.check

    def session_started(self, change: Change) -> None:
        """The prompts of this session's topics are asked anew, as if they had not been."""
        keys, self.topics = tuple(change.body["keys"]), tuple(change.body["topics"])
        self.outcomes = {asked: outcome for asked, outcome in self.outcomes.items() if not asked[0].startswith(keys)} if keys else self.outcomes
        self.times = Counter({asked: times for asked, times in self.times.items() if not (keys and asked[0].startswith(keys))})
        self.question = self.check = None

    def started_over(self, change: Change) -> None:
        self.__init__()


_STEPS: dict[ChangeKind, Callable[[_Fold, Change], None]] = {
    ChangeKind.QUESTION_ASKED: _Fold.asked, ChangeKind.QUESTION_ANSWERED: _Fold.answered,
    ChangeKind.MESSAGE_READ: _Fold.read, ChangeKind.UNDONE: _Fold.undone, ChangeKind.STARTED_OVER: _Fold.started_over,
    ChangeKind.SESSION_STARTED: _Fold.session_started,
}
