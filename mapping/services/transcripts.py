"""A person's messages for their peer support worker: a page at a time, with what was understood of each, and back from the map."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from mapping.describe.noted import Note, tell_noted
from mapping.store import transcript
from mapping.store.access import looking
from mapping.store.history import history_of
from mapping.store.transcript import Flag, Line

PAGE = 50  # messages
MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class TranscriptPage:
    """One page, oldest message first. ``noted``: by message id. ``older`` and ``newer``: whether there is more either way.

    ``flags``: every place in the whole talk where danger was heard, oldest first.
    """

    lines: tuple[Line, ...]
    noted: Mapping[str, tuple[Note, ...]]
    flags: tuple[Flag, ...]
    older: bool
    newer: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives, newest first. ``more``: the place to go on from, None where all was gone through."""

    lines: tuple[Line, ...]
    more: int | None


class Transcripts:
    """Everybody's messages. Reads only; whether somebody may see them is decided before. May raise StoreUnreachable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def latest(self, participant_id: str, *, before: int | None = None, most: int = PAGE) -> TranscriptPage:
        """The last messages, or the last before this place."""
        with looking(self._engine) as connection:
            return _page(connection, participant_id, transcript.lines_before(connection, participant_id, before, most=most))

    def following(self, participant_id: str, *, after: int, most: int = PAGE) -> TranscriptPage:
        """The first messages after this place (0: of all)."""
        with looking(self._engine) as connection:
            return _page(connection, participant_id, transcript.lines_after(connection, participant_id, after, most=most))

    def around(self, participant_id: str, message_id: str, *, most: int = PAGE) -> TranscriptPage | None:
        """The page with this message in its middle; None where it is not this person's."""
        with looking(self._engine) as connection:
            place = transcript.place_of(connection, participant_id, message_id)
            return None if place is None else _page(connection, participant_id, _about(connection, participant_id, place, most))

    def since(self, participant_id: str, moment: datetime, *, most: int = PAGE) -> TranscriptPage:
        """The page that begins at this moment (aware UTC); the last one where nothing was said since."""
        with looking(self._engine) as connection:
            place = transcript.first_since(connection, participant_id, moment)
            lines = (transcript.lines_before(connection, participant_id, None, most=most) if place is None
                     else transcript.lines_after(connection, participant_id, place - 1, most=most))
            return _page(connection, participant_id, lines)

    def search(self, participant_id: str, words: str, *, before: int | None = None, most: int = MOST_FOUND) -> Found:
        """Messages of either side with all of these words in them, in any case and without minding accents, newest first."""
        wanted = _plain(words).split()
        if not wanted:
            return Found((), None)
        places: list[int] = []
        with looking(self._engine) as connection:
            for place, text in transcript.every_text(connection, participant_id, before=before):
                folded = _plain(text)
                if all(word in folded for word in wanted):
                    places.append(place)
                    if len(places) == most:
                        break
            lines = transcript.lines_at(connection, participant_id, places)
            more = bool(places) and len(places) == most and transcript.any_beyond(connection, participant_id, before=places[-1])
        return Found(tuple(lines), places[-1] if more else None)

    def words_of(self, participant_id: str, message_ids: Sequence[str]) -> tuple[Line, ...]:
        """These messages, oldest first: the words that something on the map came from."""
        with looking(self._engine) as connection:
            found = transcript.lines_of(connection, participant_id, message_ids)
        return tuple(sorted(found.values(), key=lambda line: line.seq))


def _plain(text: str) -> str:
    """As it is compared: small letters, without accents and apostrophes."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter) and letter not in "'’‘`´")


def _about(connection: Connection, participant_id: str, place: int, most: int) -> list[Line]:
    earlier = transcript.lines_before(connection, participant_id, place, most=most // 2)
    return earlier + transcript.lines_after(connection, participant_id, place - 1, most=most - len(earlier))


def _page(connection: Connection, participant_id: str, lines: Sequence[Line]) -> TranscriptPage:
    if not lines:
        return TranscriptPage((), {}, (), False, False)
    history = history_of(connection, participant_id)
    return TranscriptPage(
        tuple(lines), tell_noted(history, (line.id for line in lines)), tuple(transcript.flags(connection, participant_id)),
        transcript.any_beyond(connection, participant_id, before=lines[0].seq),
        transcript.any_beyond(connection, participant_id, after=lines[-1].seq))
