"""What an update from Telegram is, in our terms: words, a button, a sticker ... or nothing that concerns us."""

from dataclasses import dataclass
from enum import StrEnum

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

_KINDS = (  # what a message carries, by python-telegram-bot's names, and what we call it
    ("photo", "photo"), ("sticker", "sticker"), ("voice", "voice"), ("video_note", "video"), ("video", "video"),
    ("animation", "video"), ("audio", "sound"), ("document", "document"), ("venue", "location"),
    ("location", "location"), ("contact", "contact"),
    ("poll", "other"), ("dice", "other"), ("game", "other"), ("story", "other"), ("paid_media", "other"),
    ("checklist", "other"), ("invoice", "other"), ("giveaway", "other"),
)


class Matter(StrEnum):
    """What an update asks of us. GROUP: we only talk in private chats, so say it once and leave."""

    MESSAGE = "message"
    PRESS = "press"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    GROUP = "group"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update, read. ``address`` is the chat's id; ``text`` typed words, a caption or a poll's words, "" where there are none."""

    matter: Matter
    address: str = ""
    kind: str = ""
    text: str = ""
    message_id: str | None = None
    press: CallbackQuery | None = None


NOTHING = Arrival(Matter.NOTHING)


def read_update(update: Update) -> Arrival:
    """Read one update. Never raises for something unforeseen: that is NOTHING."""
    if update.callback_query:
        return _read_press(update.callback_query)
    if update.my_chat_member:
        return _read_membership(update.my_chat_member)
    if update.edited_message:
        return _read_edit(update.edited_message)
    return _read_message(update.message) if update.message else NOTHING


def _read_message(message: Message) -> Arrival:
    address = str(message.chat.id)
    if message.chat.type != ChatType.PRIVATE:
        return Arrival(Matter.GROUP, address)
    if message.from_user is None or message.from_user.is_bot:
        return NOTHING
    text, kind = _words_of(message), _kind_of(message)
    if kind is None:  # pinned a message, set a timer ...: nothing was said to us
        return NOTHING
    return Arrival(Matter.MESSAGE, address, kind, text, str(message.message_id))


def _words_of(message: Message) -> str:
    """All that was typed, wherever Telegram puts it: danger may be put as a question to vote on, too."""
    if message.poll:
        return " ".join((message.poll.question, *(option.text for option in message.poll.options)))
    return message.text or message.caption or ""


def _kind_of(message: Message) -> str | None:
    if message.forward_origin:
        return "forwarded"
    if message.text is not None:
        return "text"
    return next((ours for theirs, ours in _KINDS if getattr(message, theirs, None)), None)


def _read_edit(message: Message) -> Arrival:
    text = message.text or message.caption
    if message.chat.type != ChatType.PRIVATE or not text or message.from_user is None or message.from_user.is_bot:
        return NOTHING  # a live location moves by edits, too
    return Arrival(Matter.MESSAGE, str(message.chat.id), "edited", text, str(message.message_id))


def _read_press(query: CallbackQuery) -> Arrival:
    """A press counts for the chat it was made in; one from outside a private chat belongs to nobody."""
    private = query.message is not None and query.message.chat.id == query.from_user.id
    return Arrival(Matter.PRESS, str(query.from_user.id) if private else "", press=query)


def _read_membership(change: ChatMemberUpdated) -> Arrival:
    address = str(change.chat.id)
    gone = change.new_chat_member.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
    if change.chat.type == ChatType.PRIVATE:
        return Arrival(Matter.BLOCKED if gone else Matter.UNBLOCKED, address)
    return NOTHING if gone else Arrival(Matter.GROUP, address)
