"""Puts an annotated talk on a map, message by message, as the bot does, without a database."""

from datetime import UTC, datetime, timedelta

from mapping.history import fold
from mapping.model import Change, ChangeKind, CorrectionKind, Status
from mapping.services.draft import Draft
from mapping.services.maps import known_on
from mapping.services.placing import place_reading
from nlu.evaluation.notation import Conversation
from nlu.extraction import Reader

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def talk_through(reader: Reader, talk: Conversation) -> dict:
    """The map that stands at the end: `{"nodes", "links", "wishes", "barriers"}` in the form of the annotations."""
    history: list[Change] = []
    for number, turn in enumerate(talk.turns):
        reading = reader.read(turn["text"], asked=turn["asked"], about=turn["about"], known=known_on(fold(history)))
        draft = Draft(tuple(history), f"m{number}", "talk", START + timedelta(minutes=number))
        if any(correction.kind is CorrectionKind.UNDO for correction in reading.corrections):
            if (message := draft.last_message()) is not None:
                draft.write(ChangeKind.UNDONE, message_id=message)
        else:
            place_reading(draft, reading=reading, asked=turn["asked"], about=turn["about"], meant={})
        history += draft.changes
    return _as_annotated(history)


def _as_annotated(history: list[Change]) -> dict:
    found = fold(history)
    labels = {item.id: item.label for item in found.items}
    nodes = [
        {"label": item.label, "alts": list(item.aliases), "type": item.kind.value, "relation": item.relation, "formal": item.formal,
         "status": item.status.value, "closeness": _said(item.closeness), "impact": _said(item.impact),
         "frequency": _said(item.frequency) if item.status is not Status.PAST else None}
        for item in found.items
    ]
    links = [[labels[tie.a], labels[tie.b]] for tie in found.ties]
    return {"nodes": nodes, "links": links, "wishes": [w.text for w in found.wishes], "barriers": [b.text for b in found.barriers]}


def _said(value: object) -> str | None:
    return str(value) if value else None
