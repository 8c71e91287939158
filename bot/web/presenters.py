"""Turning what is stored into what a page shows, so that the pages themselves hold no logic."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from bot.turns.outbox import CALENDAR
from bot.web.conversation import Said, Standing

NOT_KEPT = "This message was not kept."
NOT_WORDS = "This was not a text message."


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as a page shows it."""

    seq: int
    id: str
    side: str  # person, selfmap
    text: str
    faint: bool  # the text is about the message, not the message itself
    clock: str
    day: str
    buttons: list[dict[str, object]]  # title, token, usable
    picture: str | None  # its address
    words: str
    file: str | None = None  # the address of a calendar file


def show(said: list[Said], standing: Standing) -> list[Shown]:
    """These messages, ready to be shown, in the local time of this computer."""
    return [_show(one, standing) for one in said]


def stamp(standing: Standing) -> str:
    """A short mark that changes whenever the page has something new to show."""
    return hashlib.sha256(repr(standing).encode()).hexdigest()[:16]


def talk_mark(standing: Standing) -> str:
    """A short mark of this one conversation: another one after everything was erased."""
    return hashlib.sha256(standing.participant_id.encode()).hexdigest()[:12] if standing.participant_id else ""


def _show(one: Said, standing: Standing) -> Shown:
    text, faint = (one.text, False) if one.text or not one.by_person else (_no_text(one), True)
    return Shown(
        seq=one.seq, id=one.id, side="person" if one.by_person else "selfmap", text=text, faint=faint,
        clock=one.at.astimezone().strftime("%H:%M"), day=_day(one.at), words=one.words,
        buttons=[choice | {"usable": choice["token"] in standing.open} for choice in one.buttons],
        file=url_for("chat.calendar") if one.kind == CALENDAR and not one.by_person else None,
        picture=url_for("chat.picture", picture_id=one.picture_id) if one.picture_id else None,
    )


def _no_text(one: Said) -> str:
    return NOT_KEPT if one.kind in ("text", "button", "command") else NOT_WORDS


def _day(at: datetime) -> str:
    local = at.astimezone()
    return f"{local:%A} {local.day} {local:%B %Y}"
