"""Replies on their way out: what Rasa answered, cut to what a channel can carry."""

from dataclasses import dataclass, replace
from typing import Any

LONGEST_TEXT = 4096  # Telegram's limits, in UTF-16 units so that emoji are never counted short
LONGEST_CAPTION = 1024
LONGEST_JOINED = 240  # characters; what was understood and the next question read well as one message on a phone


class RepliesUnreadable(ValueError):
    """Rasa's answer is not in the agreed form, or says nothing at all."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to send. ``buttons`` are (title, payload); ``asked`` and ``about`` the question it asks; ``calendar``: with
    the file of check-ins for the person's own calendar."""

    text: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    picture_id: str | None = None
    asked: str | None = None
    about: str | None = None
    export: bool = False  # everything held about the person goes along, as a file
    calendar: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything said to one message. ``forget``: erase the person once it is delivered. ``fault``: a part of the turn went
    wrong, and the person was told so: somebody should look."""

    replies: tuple[Reply, ...]
    forget: bool = False
    fault: bool = False


def read_answer(body: Any, *, choose: str) -> Answer:
    """Read the channel's JSON body. ``choose`` stands over buttons without words. Raises RepliesUnreadable."""
    given = body.get("replies") if isinstance(body, dict) else None
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise RepliesUnreadable("no list of replies")
    replies = tuple(part for each in _joined([_read_reply(each, choose) for each in given]) for part in cut(each))
    forget, fault = (any((each.get("custom") or {}).get(name) is True for each in given) for name in ("forget", "fault"))
    if not replies and not forget:
        raise RepliesUnreadable("no words in the replies")
    return Answer(replies, forget, fault)


def cut(reply: Reply) -> tuple[Reply, ...]:
    """One reply as the messages a channel can carry, in order; the last one has the buttons. Nothing to say: none."""
    if reply.picture_id and size(reply.text) > LONGEST_CAPTION:
        picture = Reply(picture_id=reply.picture_id)
        return (picture, *cut(replace(reply, picture_id=None)))
    if not reply.text and not reply.picture_id:
        return ()
    *first, last = _pieces(reply.text) or [""]
    return (*(Reply(piece) for piece in first), replace(reply, text=last))


def size(text: str) -> int:
    """How long Telegram finds this text: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _read_reply(given: dict[str, Any], choose: str) -> Reply:
    custom = given.get("custom") or {}
    buttons = tuple(
        (str(each["title"]), str(each["payload"])) for each in given.get("buttons") or ()
        if each.get("title") and each.get("payload")
    )
    picture_id = custom.get("picture")
    text = (given.get("text") or "").strip() or (choose if buttons and not picture_id else "")
    return Reply(text, buttons, picture_id, custom.get("asked"), custom.get("about"), calendar=custom.get("calendar") is True)


def _joined(replies: list[Reply]) -> list[Reply]:
    """Short words are joined to the words after them: fewer pings, and a person is sent about one message a second."""
    joined: list[Reply] = []
    for reply in replies:
        before = joined[-1] if joined else None
        if before and _plain(before) and reply.text and not (reply.picture_id or reply.calendar) and len(before.text + reply.text) < LONGEST_JOINED:
            joined[-1] = replace(reply, text=f"{before.text}\n\n{reply.text}")
        else:
            joined.append(reply)
    return joined


def _plain(reply: Reply) -> bool:
    return bool(reply.text) and not (reply.buttons or reply.picture_id or reply.asked or reply.calendar)


def _pieces(text: str) -> list[str]:
    """The text in pieces that fit, cut at a line or a word where there is one."""
    pieces = []
    while size(text) > LONGEST_TEXT:
        head = text[: LONGEST_TEXT // 2 if size(text[:LONGEST_TEXT]) > LONGEST_TEXT else LONGEST_TEXT]
        place = max(head.rfind("\n"), head.rfind(" "))
        place = place if place > 0 else len(head)
        pieces.append(text[:place].rstrip())
        text = text[place:].lstrip()
    return [piece for piece in (*pieces, text) if piece]
