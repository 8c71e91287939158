"""Puts a whole message on the map, in the order that makes sense of it: corrections before anything else."""

from collections.abc import Mapping

from mapping.model import ChangeKind, Reading
from mapping.services.corrections import place_corrections
from mapping.services.draft import Draft
from mapping.services.recording import Saying, place_barriers, place_mentions, place_ties, place_wishes, settle
from mapping.services.telling_apart import tell_apart


def place_reading(
    draft: Draft, *, reading: Reading, asked: str | None, about: str | None, meant: Mapping[str, str]
) -> None:
    """Puts a whole reading on the draft, and notes who else it spoke of and what stayed unclear."""
    saying = Saying(draft, asked, about)
    settle(saying, {**dict(reading.meant), **meant})
    place_corrections(saying, reading.corrections)
    place_mentions(saying, reading.mentions)
    place_ties(saying, reading)
    place_wishes(saying, reading.wishes)
    place_barriers(saying, reading.barriers)
    if draft.changes:
        tell_apart(draft)
    unclear = [{"label": label, "candidates": list(ids)} for label, ids in saying.unclear.items()]
    clashes = {"clashes": [list(clash) for clash in saying.clashes]} if saying.clashes else {}
    if draft.changes or saying.mentioned or unclear:
        draft.write(ChangeKind.MESSAGE_READ, mentioned=list(dict.fromkeys(saying.mentioned)), unclear=unclear, **clashes)


def move_reading(
    draft: Draft, *, message_id: str, item_id: str, reading: Reading, asked: str | None, about: str | None,
    meant: Mapping[str, str],
) -> None:
    """Takes off the item what a message said of it, and puts that message on the map again as it was meant."""
    draft.write(ChangeKind.FACTS_TAKEN_OFF, message_id=message_id, id=item_id)
    draft.build_again()
    place_reading(draft, reading=reading, asked=asked, about=about, meant=meant)
