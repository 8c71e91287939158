"""Goals and wishes: chosen, changed, planned, rated and followed up, each as a fact from one message."""

from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Engine

from mapping.errors import GoalUnknown, RatingOutOfRange, TooManyGoals
from mapping.goals import MOST_ACTIVE, GoalStory, Outcome, Plan, tell_stories
from mapping.history import fold
from mapping.model import Barrier, ChangeKind, Goal, GoalState, Wish
from mapping.naming import same_label
from mapping.services.draft import Draft
from mapping.services.once import Turn, Written, write_once
from mapping.store.access import looking
from mapping.store.history import folded, history_of

LOWEST, HIGHEST = 0, 10


class Goals:
    """What becomes of everybody's goals. A part of a turn writes once; done again, it answers the same.

    Times are aware UTC. Every call may raise StoreUnreachable; those that write raise ParticipantUnknown, ConsentMissing,
    and GoalUnknown where the person has no such goal.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def stories(self, participant_id: str, *, at: datetime | None = None) -> tuple[GoalStory, ...]:
        """Every goal with its plans, barriers, ratings and check-ins, as they stand or as they stood at that moment."""
        with looking(self._engine) as connection:
            return folded(connection, participant_id, tell_stories) if at is None else tell_stories(history_of(connection, participant_id), at=at)

    def rate(
        self, participant_id: str, message_id: str, goal_id: str, value: int, *, part: str, now: datetime, instead: bool = False,
    ) -> None:
        """Keeps how far along a goal feels, 0 to 10; ``instead``: of the rating before, which was a slip. Raises RatingOutOfRange."""
        if not LOWEST <= value <= HIGHEST:
            raise RatingOutOfRange(f"A rating is a whole number from {LOWEST} to {HIGHEST}.")
        slip = {"instead": True} if instead else {}
        self._write(Turn(participant_id, message_id, part, now), goal_id, ChangeKind.GOAL_RATED, goal=goal_id, value=value, **slip)

    def add_barrier(
        self, participant_id: str, message_id: str, goal_id: str, text: str, *, part: str, now: datetime,
    ) -> Barrier:
        """Keeps what stands in the way of a goal, in the person's words; said twice, it is kept once."""
        work = partial(_add_barrier, goal_id=goal_id, text=text)
        written = write_once(self._engine, Turn(participant_id, message_id, part, now), work)
        return next(each for each in fold(written.history).barriers if _same_barrier(each, goal_id, text))

    def reword_barrier(
        self, participant_id: str, message_id: str, goal_id: str, barrier_id: str, text: str, *, part: str, now: datetime,
    ) -> None:
        """Puts right the words of a barrier, and those of the plans that go round it. An undo brings back what was there."""
        work = partial(reword_barrier, goal_id=goal_id, barrier_id=barrier_id, text=text)
        write_once(self._engine, Turn(participant_id, message_id, part, now), work)

    def plan(
        self, participant_id: str, message_id: str, goal_id: str, *, if_words: str, then_words: str,
        barrier: str | None = None, instead_of: str | None = None, part: str, now: datetime,
    ) -> Plan:
        """Keeps an if-then plan; ``barrier`` is the id of the barrier it goes round, ``instead_of`` that of the plan it puts right."""
        work = partial(_make_plan, goal_id=goal_id, if_words=if_words, then_words=then_words, barrier=barrier, instead_of=instead_of)
        written = write_once(self._engine, Turn(participant_id, message_id, part, now), work)
        made = written.new[0].body["id"]
        return next(plan for story in tell_stories(written.history) for plan in story.plans if plan.id == made)

    def hear(
        self, participant_id: str, message_id: str, goal_id: str, outcome: Outcome, words: str, *, part: str,
        now: datetime, checkin: str | None = None, instead_of: str | None = None,
    ) -> None:
        """Keeps how it went, as told in these words; ``checkin`` is the prompt's id where it answers one, ``instead_of`` the message
        that told it before and was put right by this one."""
        self._write(
            Turn(participant_id, message_id, part, now), goal_id, ChangeKind.CHECKIN_HEARD, goal=goal_id,
            outcome=str(Outcome(outcome)), words=words, checkin=checkin, **({"instead_of": instead_of} if instead_of else {}))

    def _write(self, turn: Turn, goal_id: str, kind: ChangeKind, **body: Any) -> None:
        def work(draft: Draft) -> None:
            _known(draft, goal_id)
            draft.write(kind, **body)

        write_once(self._engine, turn, work)


def choose(draft: Draft, *, text: str, item_ids: tuple[str, ...], first_step: str | None) -> None:
    """Writes a goal. Raises TooManyGoals where three are under way."""
    _room(draft)
    items = [item_id for item_id in item_ids if draft.item(item_id)]
    draft.write(ChangeKind.GOAL_CHOSEN, id=draft.new_id("g"), text=text, items=items, first_step=first_step)


def chosen(written: Written) -> Goal:
    """The goal that this part of a turn wrote, as it was then."""
    return _goal(written, written.new[0].body["id"])


def change(draft: Draft, *, goal_id: str, said: dict[str, Any]) -> None:
    """Writes what is new about a goal. Raises GoalUnknown, and TooManyGoals where a fourth would be under way."""
    goal = _known(draft, goal_id)
    if said.get("state") == GoalState.ACTIVE and goal.state is not GoalState.ACTIVE:
        _room(draft)
    if "items" in said:
        said = {**said, "items": [item_id for item_id in said["items"] if draft.item(item_id)]}
    if said:
        draft.write(ChangeKind.GOAL_CHANGED, id=goal_id, said=said)


def changed(written: Written, goal_id: str) -> Goal:
    """The goal after this part of a turn."""
    return _goal(written, goal_id)


def wish(draft: Draft, *, text: str, less: bool, item_ids: tuple[str, ...]) -> None:
    """Writes a wish, unless it is there."""
    if not any(_same(had, text, less) for had in draft.map.wishes):
        items = [item_id for item_id in item_ids if draft.item(item_id)]
        draft.write(ChangeKind.WISH_ADDED, id=draft.new_id("w"), text=text, items=items, less=less)


def wished(written: Written, text: str, *, less: bool) -> Wish:
    """The wish as it stands after this part of a turn."""
    wishes = fold(written.history).wishes
    return next(had for had in wishes if _same(had, text, less))


def _add_barrier(draft: Draft, *, goal_id: str, text: str) -> None:
    _known(draft, goal_id)
    if not any(_same_barrier(had, goal_id, text) for had in draft.map.barriers):
        draft.write(ChangeKind.BARRIER_ADDED, id=draft.new_id("b"), text=text, blocks=goal_id)


def reword_barrier(draft: Draft, *, goal_id: str, barrier_id: str, text: str) -> None:
    """Puts a barrier of a goal in other words, and the plans that go round it. Raises GoalUnknown."""
    _known(draft, goal_id)
    draft.write(ChangeKind.BARRIER_ADDED, id=barrier_id, text=text, blocks=goal_id)
    story = next(each for each in tell_stories(draft.history) if each.goal.id == goal_id)
    for plan in (each for each in story.plans if each.barrier == barrier_id):
        _make_plan(draft, goal_id=goal_id, if_words=text, then_words=plan.then_words, barrier=barrier_id, instead_of=plan.id)


def _make_plan(
    draft: Draft, *, goal_id: str, if_words: str, then_words: str, barrier: str | None, instead_of: str | None = None,
) -> None:
    _known(draft, goal_id)
    draft.write(ChangeKind.PLAN_MADE, id=instead_of or draft.new_id("pl"), goal=goal_id, barrier=barrier, **{"if": if_words, "then": then_words})


def _known(draft: Draft, goal_id: str) -> Goal:
    found = next((goal for goal in draft.map.goals if goal.id == goal_id), None)
    if found is None:
        raise GoalUnknown("No goal of this person has this id.")
    return found


def _room(draft: Draft) -> None:
    if sum(goal.state is GoalState.ACTIVE for goal in draft.map.goals) >= MOST_ACTIVE:
        raise TooManyGoals(f"{MOST_ACTIVE} goals are under way already.")


def _goal(written: Written, goal_id: str) -> Goal:
    goals = fold(written.history).goals
    return next(goal for goal in goals if goal.id == goal_id)


def _same(had: Wish, text: str, less: bool) -> bool:
    return had.less == less and same_label(had.text, text)


def _same_barrier(had: Barrier, goal_id: str, text: str) -> bool:
    return had.blocks == goal_id and same_label(had.text, text)
