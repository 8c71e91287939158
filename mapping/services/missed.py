"""What the bot missed in a message, or read wrong as a wish or as something in the way: a worker puts it on the map, in other words, or off it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import Engine

from mapping.errors import OnTheMapAlready, WishUnknown
from mapping.history import standing
from mapping.model import Barrier, ChangeKind, Reading, Wish
from mapping.naming import same_label
from mapping.services.draft import Draft
from mapping.services.goals import reword_barrier
from mapping.services.identity import by_label
from mapping.services.placing import place_reading
from mapping.services.putting_right import PutRight, put_once
from mapping.services.recording import NEW, names

LESS = "reflect.less"  # the question to which a wish is an answer, where it is for less of something


def add_missed(
    engine: Engine, participant_id: str, message_id: str, reading: Reading, *, less: bool = False, key: str,
    words: Callable[[Sequence[str]], str], now: datetime,
) -> PutRight:
    """Puts on the map what the bot missed in this message; its words are the source. ``less``: its wishes are for less of something.

    Else as ``put_right``. Raises OnTheMapAlready, ParticipantUnknown, ConsentMissing, StoreUnreachable.
    """
    return put_once(engine, participant_id, partial(_add, message_id=message_id, reading=reading, less=less), key=key, words=words, now=now)


def reword(
    engine: Engine, participant_id: str, said_id: str, *, text: str | None = None, less: bool | None = None, key: str,
    words: Callable[[Sequence[str]], str], now: datetime,
) -> PutRight:
    """A wish or a barrier in other words; a wish for less of it, or for more. Else as ``put_right``.

    Raises WishUnknown, and as ``add_missed``.
    """
    return put_once(engine, participant_id, partial(_reword, said_id=said_id, text=text, less=less), key=key, words=words, now=now)


def never_said(
    engine: Engine, participant_id: str, said_id: str, *, key: str, words: Callable[[Sequence[str]], str], now: datetime,
) -> PutRight:
    """There is no such wish or barrier: it goes in all the words it had. Else as ``put_right``. Raises WishUnknown."""
    return put_once(engine, participant_id, partial(_take_off, said_id=said_id), key=key, words=words, now=now)


def _add(draft: Draft, *, message_id: str, reading: Reading, less: bool) -> None:
    map = draft.map
    there = (
        *(item.id for mention in reading.mentions for item in by_label(mention.label, map.items)),
        *(had.id for text in reading.wishes for had in map.wishes if had.less == less and same_label(had.text, text)),
        *(had.id for barrier in reading.barriers for had in map.barriers if same_label(had.text, barrier.text)),
    )
    if there:
        raise OnTheMapAlready(there)
    draft.missed_in = message_id
    place_reading(
        draft, reading=reading, asked=LESS if less else None, about=None, meant={mention.label: NEW for mention in reading.mentions})


def _reword(draft: Draft, *, said_id: str, text: str | None, less: bool | None) -> None:
    had = _known(draft, said_id)
    text = text or had.text
    if isinstance(had, Wish):
        now = had.less if less is None else less
        if (text, now) == (had.text, had.less):
            return
        if same := tuple(each.id for each in draft.map.wishes if each.id != had.id and each.less == now and same_label(each.text, text)):
            raise OnTheMapAlready(same)
        kept = [item.id for item in draft.map.items if names(text, item) or item.id in had.items and not names(had.text, item)]
        draft.write(ChangeKind.WISH_ADDED, id=had.id, text=text, items=kept, less=now)
    elif text != had.text and any(had.blocks == goal.id for goal in draft.map.goals):
        reword_barrier(draft, goal_id=had.blocks or "", barrier_id=had.id, text=text)
    elif text != had.text:
        draft.write(ChangeKind.BARRIER_ADDED, id=had.id, text=text, blocks=had.blocks)


def _take_off(draft: Draft, *, said_id: str) -> None:
    had = _known(draft, said_id)
    kinds = (ChangeKind.WISH_ADDED,) if isinstance(had, Wish) else (ChangeKind.BARRIER_ADDED,)
    told = [each.message_id for each in standing(draft.history) if each.kind in kinds and each.body["id"] == said_id]
    for message_id in dict.fromkeys(told):
        draft.write(ChangeKind.FACTS_TAKEN_OFF, message_id=message_id, id=said_id)


def _known(draft: Draft, said_id: str) -> Wish | Barrier:
    found = draft.map.wish_or_barrier(said_id)
    if found is None:
        raise WishUnknown("No wish or barrier of this person has this id.")
    return found
