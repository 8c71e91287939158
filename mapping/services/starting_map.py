"""Puts a starting map from a file on a person's map: once, with where it came from, and so that it can be taken back."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, Engine, insert, select

from mapping.errors import NothingToUndo
from mapping.history import MAP_KINDS, fold, standing
from mapping.history.bodies import item_body
from mapping.model import Change, ChangeKind, Item, Mention, Status, WellbeingMap
from mapping.naming import shown_label
from mapping.services.draft import Draft
from mapping.services.identity import candidates
from mapping.services.merging import unite
from mapping.services.once import Turn, Written, write_once
from mapping.services.telling_apart import tell_apart
from mapping.services.understood import Understood, understand
from mapping.store.access import looking, storing
from mapping.store.history import history_of
from mapping.store.tables import message

PART = "import"
KIND = "import"  # of the message that stands for the file, so that every fact has one it came from


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What a starting map did: ``understood`` as for any message, ``met`` what was on the map already.

    ``again`` where these files were taken in before.
    """

    understood: Understood
    met: tuple[Item, ...]
    again: bool


def take_in(engine: Engine, participant_id: str, brought: WellbeingMap, *, fingerprint: str, now: datetime) -> TakenIn:
    """Puts the items and ties of a starting map on this person's map.

    What is there already is kept as the person said it; the file only fills gaps. Where the file may mean several, it is
    left out and told as unclear. The same files again change nothing, unless they were taken back in between. Raises
    ParticipantUnknown, ConsentMissing, StoreUnreachable.
    """
    history = _history(engine, participant_id)
    message_id = _message_id(history, participant_id, fingerprint)
    again = any(change.message_id == message_id for change in history)
    written = write_once(engine, Turn(participant_id, message_id, PART, now), partial(_put_on, brought=brought))
    with storing(engine) as connection:
        _keep_message(connection, participant_id, message_id, now)
    understood = understand(written.before, written.new)
    return TakenIn(understood, _met(written, {item.id for item in understood.added}), again)


def _met(written: Written, added: set[str]) -> tuple[Item, ...]:
    """The items of the files that were on the map before."""
    mentioned = {each for change in written.new if change.kind is ChangeKind.MESSAGE_READ for each in change.body["mentioned"]}
    return tuple(item for item in fold(written.history).items if item.id in mentioned - added)


def take_back(engine: Engine, participant_id: str, *, fingerprint: str, now: datetime) -> Understood:
    """Takes off all that these files put on the map, and nothing else. Raises NothingToUndo where nothing of them is on it."""
    history = _history(engine, participant_id)
    message_id = _message_id(history, participant_id, fingerprint)
    if not any(change.message_id == message_id and change.kind in MAP_KINDS for change in standing(history)):
        raise NothingToUndo("Nothing from these files is on this map.")
    turn = Turn(participant_id, f"{message_id}_back", PART, now)
    written = write_once(
        engine, turn, lambda draft: draft.write(ChangeKind.UNDONE, message_id=message_id), personal=False)
    return understand(written.before, written.new)


def _history(engine: Engine, participant_id: str) -> list[Change]:
    with looking(engine) as connection:
        return history_of(connection, participant_id)


def _message_id(history: Sequence[Change], participant_id: str, fingerprint: str) -> str:
    """An id that follows from person and files; a new one once the last was taken back, so that it can be done again."""
    undone = {change.body["message_id"] for change in history if change.kind is ChangeKind.UNDONE}
    for turn in range(len(undone) + 1):
        seed = f"{participant_id}\n{fingerprint}\n{turn}"
        message_id = f"m_{hashlib.sha256(seed.encode()).hexdigest()[:24]}"
        if message_id not in undone:
            break
    return message_id


def _put_on(draft: Draft, *, brought: WellbeingMap) -> None:
    there = draft.map.items
    ids: dict[str, str] = {}
    unclear: list[dict[str, object]] = []
    for item in brought.items:
        found = tuple(each for each in candidates(_mention(item), there) if each.id not in ids.values()) if there else ()
        if len(found) > 1:
            unclear.append({"label": item.label, "candidates": [each.id for each in found]})
        elif found:
            ids[item.id] = found[0].id
            _fill_gaps(draft, found[0], item)
        else:
            ids[item.id] = draft.new_id("i")
            label = shown_label(item.label, item.kind, relation_words=item.relation_words)
            draft.write(ChangeKind.ITEM_ADDED, id=ids[item.id], said=item_body(replace(item, label=label)))
    _put_ties(draft, brought, ids)
    if draft.changes:
        tell_apart(draft)
    draft.write(ChangeKind.MESSAGE_READ, mentioned=list(ids.values()), unclear=unclear)


def _put_ties(draft: Draft, brought: WellbeingMap, ids: dict[str, str]) -> None:
    """The ties that the map lacks, or lacks the words for. One that is there is no stronger for standing in a file too."""
    there = {(tie.a, tie.b): tie.words for tie in draft.map.ties}
    for tie in brought.ties:
        a, b = sorted((ids.get(tie.a, ""), ids.get(tie.b, "")))
        new = (a, b) not in there or there[a, b] is None and tie.words
        if a and a != b and new:
            draft.write(ChangeKind.TIE_ADDED, a=a, b=b, **({"words": tie.words} if tie.words else {}))


def _fill_gaps(draft: Draft, kept: Item, item: Item) -> None:
    said = {name: value for name, value in unite(kept, item).items() if name != "status"}
    if said:
        draft.write(ChangeKind.ITEM_CHANGED, id=kept.id, said=said)


def _mention(item: Item) -> Mention:
    return Mention(
        item.label, item.kind, item.relation, item.relation_words, item.formal, item.status is not Status.PAST,
        locality=item.locality, aliases=item.aliases,
    )


def _keep_message(connection: Connection, participant_id: str, message_id: str, now: datetime) -> None:
    """The row that stands for the files among the person's messages: nobody's words, so it has none."""
    if connection.execute(select(message.c.id).where(message.c.id == message_id)).scalar() is None:
        connection.execute(insert(message).values(
            id=message_id, participant_id=participant_id, direction="in", kind=KIND, text="", at=now, state="done"))
