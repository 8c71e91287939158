"""The Bot API's methods that we call, with Telegram's own checks and error words."""

import itertools
import json
import re
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from tests.telegram.hooks import Hook, Hooks
from tests.telegram.updates import Updates

TEXT, CAPTION, PHOTO, TOKEN = 4096, 1024, 10 * 1024 * 1024, 64


class Refused(Exception):
    """A call that Telegram answers with ok: false."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.status, self.description, self.parameters = status, description, parameters


@dataclass(slots=True)
class Sent:
    """One message of the bot, as the person sees it now."""

    message_id: int
    chat_id: int
    text: str
    photo: bytes | None
    keyboard: list[list[dict[str, str]]]
    at: float
    edits: int = 0
    document: bytes | None = None

    @property
    def titles(self) -> list[str]:
        """What stands on its buttons."""
        return [button["text"] for row in self.keyboard for button in row]


@dataclass(slots=True)
class Methods:
    """What the bot may call; ``do`` takes a method's name, its parameters and its files."""

    updates: Updates
    hooks: Hooks
    sent: list[Sent] = field(default_factory=list)
    documents: list[tuple[int, bytes]] = field(default_factory=list)  # (chat, content)
    notes: list[str | None] = field(default_factory=list)
    commands: list[dict[str, str]] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    blocked: set[int] = field(default_factory=set)
    changed: threading.Condition = field(default_factory=threading.Condition)
    _ids: Any = field(default_factory=lambda: itertools.count(1))

    def do(self, method: str, given: dict[str, Any], files: dict[str, bytes]) -> Any:
        """Carry one call out. Raises Refused."""
        call = getattr(self, f"_{method}", None)
        if call is None:
            raise Refused(404, "Not Found")
        if method == "getUpdates":
            return call(given)
        with self.changed:
            result = call(given, files) if method in ("sendPhoto", "sendDocument") else call(given)
            self.changed.notify_all()
            return result

    def next_message_id(self) -> int:
        """Message ids run through both sides of a chat."""
        return next(self._ids)

    def _getMe(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"id": 123456, "is_bot": True, "first_name": "Selfmap", "username": "selfmap_test_bot"}

    def _getUpdates(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        if self.hooks.hook:
            raise Refused(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
        allowed = json.loads(given["allowed_updates"]) if given.get("allowed_updates") else None
        return self.updates.fetch(
            int(given.get("offset") or 0), int(given.get("limit") or 100), float(given.get("timeout") or 0), allowed)

    def _setWebhook(self, given: dict[str, Any]) -> bool:
        url, secret = str(given["url"]), str(given.get("secret_token") or "")
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
            raise Refused(400, "Bad Request: secret token contains unallowed characters")
        if str(given.get("drop_pending_updates")).lower() == "true":
            raise AssertionError("updates must never be dropped")
        self.hooks.set(Hook(url, secret, int(given.get("max_connections") or 40)))
        return True

    def _sendMessage(self, given: dict[str, Any]) -> dict[str, Any]:
        return self._keep(given, _message_text(given), None)

    def _sendPhoto(self, given: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:
        photo = next(iter(files.values()), None)
        if not photo or not photo.startswith(b"\x89PNG"):
            raise Refused(400, "Bad Request: IMAGE_PROCESS_FAILED")
        if len(photo) > PHOTO:
            raise Refused(413, "Request Entity Too Large")
        caption = _sized(given.get("caption"), 0, CAPTION, "", "message caption is too long")
        return self._keep(given, caption, photo)

    def _sendDocument(self, given: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:
        body = next(iter(files.values()), None)
        if not body:
            raise Refused(400, "Bad Request: file must be non-empty")
        if len(body) > 50_000_000:
            raise Refused(413, "Request Entity Too Large")
        self.documents.append((int(given["chat_id"]), body))
        return self._keep(given, _sized(given.get("caption"), 0, CAPTION, "", "message caption is too long"), None, body)

    def _editMessageReplyMarkup(self, given: dict[str, Any]) -> dict[str, Any]:
        return self._edit(given, None)

    def _editMessageText(self, given: dict[str, Any]) -> dict[str, Any]:
        return self._edit(given, _message_text(given))

    def _editMessageCaption(self, given: dict[str, Any]) -> dict[str, Any]:
        return self._edit(given, _sized(given.get("caption"), 0, CAPTION, "", "message caption is too long"))

    def _answerCallbackQuery(self, given: dict[str, Any]) -> bool:
        if len(given.get("text") or "") > 200:
            raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")
        self.notes.append(given.get("text"))
        return True

    def _setMyCommands(self, given: dict[str, Any]) -> bool:
        self.commands = json.loads(given["commands"])
        for each in self.commands:
            name, words = each["command"], each["description"]
            if not (name.islower() and 1 <= len(name) <= 32 and 1 <= len(words) <= 256):
                raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
        return True

    def _sendChatAction(self, given: dict[str, Any]) -> bool:
        return True

    def _deleteWebhook(self, given: dict[str, Any]) -> bool:
        if str(given.get("drop_pending_updates")).lower() == "true":
            raise AssertionError("updates must never be dropped")
        self.hooks.set(None)
        return True

    def _leaveChat(self, given: dict[str, Any]) -> bool:
        self.left.append(int(given["chat_id"]))
        return True

    def _keep(self, given: dict[str, Any], text: str, photo: bytes | None, document: bytes | None = None) -> dict[str, Any]:
        chat_id = int(given["chat_id"])
        if chat_id in self.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        one = Sent(self.next_message_id(), chat_id, text, photo, _keyboard(given), time.monotonic(), document=document)
        self.sent.append(one)
        return as_message(one)

    def _edit(self, given: dict[str, Any], text: str | None) -> dict[str, Any]:
        one = next((each for each in self.sent if each.message_id == int(given["message_id"])), None)
        if one is None or one.chat_id != int(given["chat_id"]):
            raise Refused(400, "Bad Request: message to edit not found")
        keyboard = _keyboard(given)
        if keyboard == one.keyboard and text in (None, one.text):
            raise Refused(400, "Bad Request: message is not modified")
        one.keyboard, one.text, one.edits = keyboard, one.text if text is None else text, one.edits + 1
        return as_message(one)


def as_message(one: Sent) -> dict[str, Any]:
    """A message of the bot in Telegram's own shape."""
    shape: dict[str, Any] = {
        "message_id": one.message_id, "date": int(time.time()), "chat": private_chat(one.chat_id),
        "from": {"id": 123456, "is_bot": True, "first_name": "Selfmap"},
    }
    if one.document is not None:
        return shape | {"document": {"file_id": f"F{one.message_id}", "file_unique_id": f"U{one.message_id}"}, "caption": one.text}
    if one.photo is None:
        return shape | {"text": one.text}
    sizes = [{"file_id": f"F{one.message_id}", "file_unique_id": f"U{one.message_id}", "width": 90, "height": 90}]
    return shape | {"photo": sizes, "caption": one.text}


def private_chat(chat_id: int) -> dict[str, Any]:
    """A private chat in Telegram's shape."""
    return {"id": chat_id, "type": "private", "first_name": "Somebody"}


def _message_text(given: dict[str, Any]) -> str:
    return _sized(given.get("text"), 1, TEXT, "message text is empty", "message is too long")


def _sized(text: str | None, least: int, most: int, empty: str, long: str) -> str:
    length = len((text or "").strip().encode("utf-16-le")) // 2
    if length < least:
        raise Refused(400, f"Bad Request: {empty}")
    if length > most:
        raise Refused(400, f"Bad Request: {long}")
    return text or ""


def _keyboard(given: dict[str, Any]) -> list[list[dict[str, str]]]:
    rows = json.loads(given["reply_markup"]).get("inline_keyboard", []) if given.get("reply_markup") else []
    for button in (button for row in rows for button in row):
        if not button.get("text"):
            raise Refused(400, "Bad Request: can't parse inline keyboard button: Text buttons are unallowed")
        if not 1 <= len(button.get("callback_data", "").encode()) <= TOKEN:
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
    return rows
