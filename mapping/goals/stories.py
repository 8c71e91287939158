"""The story of each goal: what it is now, and all that was said of it, oldest first. Pure: a fold of the facts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from mapping.history import MapBuilder, standing
from mapping.model import Barrier, Change, ChangeKind, Goal, GoalState, WellbeingMap


class Outcome(StrEnum):
    """How it went, as the person tells it at a check-in. None of these is a mark."""

    DONE = "done"
    PARTLY = "partly"
    NOT_YET = "not yet"
    CHANGED_MIND = "changed my mind"
    BARRIER = "barrier"  # not yet, and the words say what was in the way
    RATED = "rated"  # a number and no more
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Plan:
    """An if-then plan in the person's words; ``barrier`` is the id of the barrier it goes round, if one was named."""

    id: str
    goal: str
    if_words: str
    then_words: str
    barrier: str | None
    at: datetime
    message_id: str


@dataclass(frozen=True, slots=True)
class Rating:
    """How far along the goal feels, 0 to 10: a plain rating of our own, no licensed measure."""

    value: int
    at: datetime
    message_id: str
    session: int = 1


@dataclass(frozen=True, slots=True)
class Heard:
    """One answer to "how did it go", with the person's words; ``checkin`` is the prompt's id, if it came on a prompt."""

    outcome: Outcome
    words: str
    at: datetime
    message_id: str
    checkin: str | None = None
    session: int = 1


@dataclass(frozen=True, slots=True)
class GoalStory:
    """One goal with everything that was said of it. ``states``, ``steps``, ``texts`` and ``named`` (barriers, in their words then) are (what, when), oldest first."""

    goal: Goal
    when: str | None = None
    where: str | None = None
    with_whom: str | None = None
    barriers: tuple[Barrier, ...] = ()
    plans: tuple[Plan, ...] = ()
    ratings: tuple[Rating, ...] = ()
    heard: tuple[Heard, ...] = ()
    states: tuple[tuple[GoalState, datetime], ...] = ()
    steps: tuple[tuple[str, datetime], ...] = ()
    texts: tuple[tuple[str, datetime], ...] = ()
    named: tuple[tuple[str, datetime], ...] = ()

    @property
    def active(self) -> bool:
        """Whether it is under way: not on hold, done or let go."""
        return self.goal.state is GoalState.ACTIVE

    @property
    def plan(self) -> Plan | None:
        """The plan made last."""
        return self.plans[-1] if self.plans else None

    @property
    def open_barriers(self) -> tuple[Barrier, ...]:
        """Barriers that no plan goes round yet."""
        planned = {plan.barrier for plan in self.plans}
        return tuple(barrier for barrier in self.barriers if barrier.id not in planned)


@dataclass(slots=True)
class _Notes:
    """What is gathered about one goal while the facts are read."""

    details: dict[str, str | None] = field(default_factory=dict)
    plans: list[Plan] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    states: list[tuple[GoalState, datetime]] = field(default_factory=list)
    steps: list[tuple[str, datetime]] = field(default_factory=list)
    texts: list[tuple[str, datetime]] = field(default_factory=list)
    named: list[tuple[str, datetime]] = field(default_factory=list)


def tell_stories(changes: Iterable[Change], *, at: datetime | None = None) -> tuple[GoalStory, ...]:
    """Every goal's story, in the order they were chosen; with ``at``, as it stood at that moment.

    What was undone does not count. Starting over forgets the goals before it.
    """
    counting = standing(changes, at=at)
    notes: dict[str, _Notes] = {}
    for change in counting:
        _read(change, notes)
    wellbeing_map = MapBuilder(counting).map()
    return tuple(_story(goal, notes[goal.id], wellbeing_map) for goal in wellbeing_map.goals)


def _read(change: Change, notes: dict[str, _Notes]) -> None:
    body = change.body
    if change.kind is ChangeKind.STARTED_OVER:
        notes.clear()
    elif change.kind is ChangeKind.GOAL_CHOSEN:
        note = notes[body["id"]] = _Notes(states=[(GoalState.ACTIVE, change.at)], texts=[(body["text"], change.at)])
        if body.get("first_step"):
            note.steps.append((body["first_step"], change.at))
    elif change.kind is ChangeKind.GOAL_CHANGED and (note := notes.get(body["id"])):
        _change(note, body["said"], change.at)
    elif change.kind is ChangeKind.BARRIER_ADDED and (note := notes.get(body.get("blocks"))):
        note.named.append((body["text"], change.at))
    elif change.kind in _ABOUT_A_GOAL and (note := notes.get(body["goal"])):
        _ABOUT_A_GOAL[change.kind](note, change)


def _change(note: _Notes, said: dict[str, str], at: datetime) -> None:
    note.details |= {name: said[name] for name in ("when", "where", "with_whom") if name in said}
    if "state" in said:
        note.states.append((GoalState(said["state"]), at))
    if said.get("first_step"):
        note.steps.append((said["first_step"], at))
    if said.get("text"):
        note.texts.append((said["text"], at))


def _plan(note: _Notes, change: Change) -> None:
    """A new plan, or in other words one that was there."""
    body = change.body
    made = Plan(body["id"], body["goal"], body["if"], body["then"], body.get("barrier"), change.at, change.message_id)
    before = next((place for place, plan in enumerate(note.plans) if plan.id == made.id), None)
    if before is None:
        note.plans.append(made)
    else:
        note.plans[before] = made


def _rate(note: _Notes, change: Change) -> None:
    if change.body.get("instead") and note.ratings:
        note.ratings.pop()
    note.ratings.append(Rating(change.body["value"], _said_at(change), change.message_id, change.session))
    note.ratings.sort(key=lambda rating: rating.at)


def _said_at(change: Change) -> datetime:
    """When they said it: where a worker put right how it was understood, that was before the change."""
    at = change.body.get("at")
    return datetime.fromisoformat(at) if at else change.at


def _hear(note: _Notes, change: Change) -> None:
    if before := change.body.get("instead_of"):
        note.heard = [each for each in note.heard if each.message_id != before]
    note.heard.append(Heard(
        Outcome(change.body["outcome"]), change.body["words"], _said_at(change), change.message_id,
        change.body.get("checkin"), change.session))
    note.heard.sort(key=lambda heard: heard.at)


_ABOUT_A_GOAL = {ChangeKind.PLAN_MADE: _plan, ChangeKind.GOAL_RATED: _rate, ChangeKind.CHECKIN_HEARD: _hear}


def _story(goal: Goal, note: _Notes, wellbeing_map: WellbeingMap) -> GoalStory:
    return GoalStory(
        goal, **note.details, barriers=tuple(each for each in wellbeing_map.barriers if each.blocks == goal.id),
        plans=tuple(note.plans), ratings=tuple(note.ratings), heard=tuple(note.heard), states=tuple(note.states),
        steps=tuple(note.steps), texts=tuple(note.texts), named=tuple(note.named))
