"""The map of one person: read it, put a message on it, take one back, keep what was asked and what they want."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from sqlalchemy import Engine

from mapping.errors import NothingToUndo
from mapping.history import MAP_KINDS, TakenOff, Talk, fold, fold_talk, last_message, last_time, taken_off
from mapping.model import ChangeKind, Goal, GoalState, Mention, Reading, Status, WellbeingMap, Wish
from mapping.services import goals
from mapping.services.draft import Draft
from mapping.services.once import Turn, write_once
from mapping.services.placing import move_reading, place_reading
from mapping.services.understood import LastChange, Understood, understand
from mapping.store.access import looking, storing
from mapping.store.history import folded, history_of
from mapping.store.messages import Said, raised_since, said_after_alarm, said_in, time_before
from mapping.store.pictures import keep, kept


class Maps:
    """Every person's map. A part of a turn (participant, message, part) writes once; done again, it answers the same.

    Times are aware UTC. Every call may raise StoreUnreachable; those that write raise ParticipantUnknown, and
    ConsentMissing where they would keep the person's own words without consent.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def map_of(self, participant_id: str, *, at: datetime | None = None) -> WellbeingMap:
        """The person's map, as it stands or as it stood at that moment. Empty where nothing was said."""
        with looking(self._engine) as connection:
            return folded(connection, participant_id, fold) if at is None else fold(history_of(connection, participant_id), at=at)

    def last_time(self, participant_id: str) -> datetime | None:
        """When the time before this one ended, for what has changed since; None in somebody's first."""
        with looking(self._engine) as connection:
            return folded(connection, participant_id, last_time)

    def known(self, participant_id: str) -> tuple[Mention, ...]:
        """What is on the map so far, as the reader of the next message needs it."""
        return known_on(self.map_of(participant_id))

    def record(
        self,
        participant_id: str,
        message_id: str,
        reading: Reading,
        *,
        part: str,
        now: datetime,
        asked: str | None = None,
        about: str | None = None,
        meant: Mapping[str, str] | None = None,
    ) -> Understood:
        """Puts what a message says on the map.

        ``asked`` and ``about``: the question's key, and the id or label it was about. ``meant``: label to item id,
        where the person has said which one they mean (``NEW`` for somebody new). An undo in the reading is left to ``undo``.
        """
        work = partial(place_reading, reading=reading, asked=asked, about=about, meant=meant or {})
        written = write_once(self._engine, Turn(participant_id, message_id, part, now), work)
        return understand(written.before, written.new)

    def move(
        self, participant_id: str, message_id: str, reading: Reading, *, of: str, off: str, part: str, now: datetime,
        asked: str | None = None, about: str | None = None, meant: Mapping[str, str] | None = None,
    ) -> Understood:
        """Takes off the item ``off`` what the message ``of`` said of it, and records that message's reading as meant."""
        work = partial(
            move_reading, message_id=of, item_id=off, reading=reading, asked=asked, about=about, meant=meant or {})
        written = write_once(self._engine, Turn(participant_id, message_id, part, now), work)
        return understand(written.before, written.new)

    def said(self, participant_id: str, message_id: str) -> Said | None:
        """What the person wrote in a message, and the question it answered. None where no words of it are kept."""
        with looking(self._engine) as connection:
            return said_in(connection, participant_id, message_id)

    def alarms(self, participant_id: str, *, since: datetime) -> tuple[str, ...]:
        """Ids of the person's messages since then that were taken for danger and went no further, oldest first."""
        with looking(self._engine) as connection:
            return raised_since(connection, participant_id, since)

    def said_after_alarm(self, participant_id: str, *, since: datetime) -> tuple[tuple[str, str], ...]:
        """Id and words of each of the person's messages that came after an alarm since then and raised none, oldest first."""
        with looking(self._engine) as connection:
            return said_after_alarm(connection, participant_id, since)

    def undo(self, participant_id: str, message_id: str, *, part: str, now: datetime) -> Understood:
        """Takes back what the latest message put on the map; again, the one before. Raises NothingToUndo."""
        written = write_once(self._engine, Turn(participant_id, message_id, part, now), _take_back)
        return understand(written.before, written.new)

    def last_change(self, participant_id: str, message_id: str) -> LastChange:
        """What an undo in this message would take back, and whether it came with the person's message before this one or since.
        Raises NothingToUndo."""
        with looking(self._engine) as connection:
            history = history_of(connection, participant_id)
            before = time_before(connection, participant_id, message_id)
        if (target := last_message(history)) is None:
            raise NothingToUndo("Nothing is left that could be taken back.")
        own = [place for place, change in enumerate(history) if change.message_id == target]
        new = [history[place] for place in own]
        lately = before is None or any(
            change.at >= before and change.kind in (*MAP_KINDS, ChangeKind.UNDONE) for change in history)
        kinds = tuple(dict.fromkeys(change.kind for change in new if change.kind in MAP_KINDS))
        return LastChange(target, understand(history[:own[0]], new), kinds, lately)

    def taken_off(self, participant_id: str) -> tuple[TakenOff, ...]:
        """The latest items that were taken off and are still off, newest first."""
        with looking(self._engine) as connection:
            return folded(connection, participant_id, taken_off)

    def start_over(self, participant_id: str, message_id: str, *, part: str, now: datetime) -> None:
        """Empties the map and forgets its questions; the history is kept, so an undo can bring both back."""
        self._write(Turn(participant_id, message_id, part, now), ChangeKind.STARTED_OVER)

    def ask(
        self, participant_id: str, message_id: str, key: str, about: str | None, *, part: str, now: datetime,
    ) -> None:
        """Keeps that this question was asked; it is open until it is answered or another is asked."""
        self._write(Turn(participant_id, message_id, part, now), ChangeKind.QUESTION_ASKED, key=key, about=about)

    def answer(
        self,
        participant_id: str,
        message_id: str,
        key: str,
        about: str | None,
        outcome: str,
        *,
        part: str,
        now: datetime,
    ) -> None:
        """Keeps how a question ended: answered, skipped, don't know or nobody."""
        turn = Turn(participant_id, message_id, part, now)
        self._write(turn, ChangeKind.QUESTION_ANSWERED, key=key, about=about, outcome=outcome)

    def talk(self, participant_id: str) -> Talk:
        """Where the talk stands: the open question and what became of the others."""
        with looking(self._engine) as connection:
            return folded(connection, participant_id, fold_talk)

    def choose_goal(
        self, participant_id: str, message_id: str, text: str, item_ids: tuple[str, ...], *, part: str, now: datetime,
        first_step: str | None = None,
    ) -> Goal:
        """Keeps a goal in the person's words. Ids that are no longer on the map are left out. Raises TooManyGoals."""
        work = partial(goals.choose, text=text, item_ids=item_ids, first_step=first_step)
        return goals.chosen(write_once(self._engine, Turn(participant_id, message_id, part, now), work))

    def change_goal(
        self, participant_id: str, message_id: str, goal_id: str, *, part: str, now: datetime, text: str | None = None,
        first_step: str | None = None, state: GoalState | None = None, when: str | None = None, where: str | None = None,
        with_whom: str | None = None, item_ids: tuple[str, ...] | None = None,
    ) -> Goal:
        """Changes what is given about a goal: its words, first step, state, when, where and with whom (all in their
        words), and the items it is tied to. What is not given stays. Raises GoalUnknown, TooManyGoals."""
        said = {
            "text": text, "first_step": first_step, "state": str(GoalState(state)) if state else None, "when": when,
            "where": where, "with_whom": with_whom, "items": None if item_ids is None else list(item_ids),
        }
        work = partial(
            goals.change, goal_id=goal_id, said={name: value for name, value in said.items() if value is not None}
        )
        return goals.changed(write_once(self._engine, Turn(participant_id, message_id, part, now), work), goal_id)

    def add_wish(
        self, participant_id: str, message_id: str, text: str, *, less: bool, item_ids: tuple[str, ...] = (), part: str,
        now: datetime,
    ) -> Wish:
        """Keeps a wish for more (or ``less``) of something in the person's words; said twice, it is kept once."""
        work = partial(goals.wish, text=text, less=less, item_ids=item_ids)
        written = write_once(self._engine, Turn(participant_id, message_id, part, now), work)
        return goals.wished(written, text, less=less)

    def keep_picture(self, participant_id: str, png: bytes, words: str, *, picture_id: str, now: datetime) -> str:
        """Keeps a drawn map with the same content in words, and gives its id back. Kept again, nothing changes."""
        with storing(self._engine) as connection:
            return keep(connection, participant_id, png, words, picture_id=picture_id, now=now)

    def picture(self, participant_id: str, picture_id: str) -> tuple[bytes, str]:
        """A kept picture (PNG) and its words. Raises PictureUnknown, for another person's picture too."""
        with looking(self._engine) as connection:
            return kept(connection, participant_id, picture_id)

    def _write(self, turn: Turn, kind: ChangeKind, **body: str | None) -> None:
        write_once(self._engine, turn, lambda draft: draft.write(kind, **body), personal=False)


def _take_back(draft: Draft) -> None:
    if (message_id := draft.last_message()) is None:
        raise NothingToUndo("Nothing is left that could be taken back.")
    draft.write(ChangeKind.UNDONE, message_id=message_id)


def known_on(found: WellbeingMap) -> tuple[Mention, ...]:
    """A map's items as the reader of the next message needs them, with what each was said to do for the person."""
    return tuple(
        Mention(
            item.label, item.kind, item.relation, item.relation_words, item.formal, item.status is not Status.PAST,
            impact=item.impact, impact_words=item.impact_words, closeness=item.closeness, locality=item.locality, aliases=item.aliases, known=True,
        )
        for item in found.items
    )
