"""Telegram, for a test: people who write, press and block on one side, a real Bot API over HTTP on the other."""

import time
from collections.abc import Callable
from typing import Any

from tests.telegram.faults import Fault, FaultKind, Faults
from tests.telegram.hooks import Hooks
from tests.telegram.methods import Methods, Sent, as_message, private_chat
from tests.telegram.server import BotApiServer, Call
from tests.telegram.updates import Updates

TOKEN = "123456:stand-in-token-for-tests-only-0000"
GENEROUS = 60.0  # seconds; a wait ends as soon as what it waits for is there


class TelegramStandIn:
    """A whole Telegram for one bot. Use as a context manager; ``url`` and ``token`` go into the bot's settings."""

    def __init__(self) -> None:
        self.token = TOKEN
        self.updates, self.faults = Updates(), Faults()
        self.hooks = Hooks(self.updates)
        self._methods = Methods(self.updates, self.hooks)
        self._server = BotApiServer(self.token, self._methods, self.faults)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "TelegramStandIn":
        return self

    def __exit__(self, *_: object) -> None:
        self.hooks.close()
        self._server.shutdown()
        self._server.server_close()

    # what people do

    def say(self, chat_id: int, text: str, **more: Any) -> int:
        """Somebody types a message. Returns the update's id."""
        return self._message(chat_id, {"text": text} | more)

    def send(self, chat_id: int, **content: Any) -> int:
        """Somebody sends something that is not only words, in Telegram's own shape."""
        return self._message(chat_id, content)

    def send_sticker(self, chat_id: int) -> int:
        """Somebody sends a sticker."""
        sticker = {"file_id": "S", "file_unique_id": "S", "type": "regular", "width": 9, "height": 9,
                   "is_animated": False, "is_video": False}
        return self.send(chat_id, sticker=sticker)

    def forward(self, chat_id: int, text: str) -> int:
        """Somebody passes on what another person wrote."""
        origin = {"type": "hidden_user", "date": int(time.time()), "sender_user_name": "Another"}
        return self.say(chat_id, text, forward_origin=origin)

    def edit(self, chat_id: int, text: str, message_id: int = 1) -> int:
        """Somebody changes a message they sent."""
        return self.updates.add("edited_message", self._shape(chat_id, {"text": text}, message_id))

    def press(self, chat_id: int, title: str) -> int:
        """Somebody presses the newest button with this title."""
        sent, token = next((sent, button["callback_data"]) for sent in reversed(self.messages(chat_id))
                           for row in sent.keyboard for button in row if button["text"] == title)
        return self.press_token(chat_id, token, sent)

    def press_token(self, chat_id: int, token: str, sent: Sent) -> int:
        """Somebody sends a press with this token, whether they were shown it or not."""
        return self.updates.add("callback_query", {
            "id": str(time.monotonic_ns()), "from": _person(chat_id), "chat_instance": "1", "data": token,
            "message": as_message(sent) | {"chat": private_chat(chat_id)},
        })

    def block(self, chat_id: int, *, blocked: bool = True) -> int:
        """Somebody blocks the bot, or lets it in again."""
        (self._methods.blocked.add if blocked else self._methods.blocked.discard)(chat_id)
        who = {"id": 123456, "is_bot": True, "first_name": "Selfmap"}
        before, after = ("member", "kicked") if blocked else ("kicked", "member")
        return self.updates.add("my_chat_member", {
            "chat": private_chat(chat_id), "from": _person(chat_id), "date": int(time.time()),
            "old_chat_member": {"user": who, "status": before, "until_date": 0},
            "new_chat_member": {"user": who, "status": after, "until_date": 0},
        })

    def say_in_group(self, group_id: int, text: str) -> int:
        """Somebody writes in a group the bot was put in."""
        group = {"id": group_id, "type": "group", "title": "A group"}
        return self.updates.add("message", self._shape(5, {"text": text}, 1) | {"chat": group})

    def again(self, chat_id: int, text: str, update_id: int) -> None:
        """Telegram hands an update out a second time."""
        self.updates.again({"update_id": update_id, "message": self._shape(chat_id, {"text": text}, 1)})

    # faults

    def rest(self, seconds: int, *, method: str = "sendMessage", times: int = 1) -> None:
        """Answer the next calls with 429 and this retry_after."""
        self.faults.add(Fault(method, FaultKind.REST, seconds, times))

    def fail(self, status: int = 502, *, method: str = "sendMessage", times: int = 1) -> None:
        """Answer the next calls with this status."""
        self.faults.add(Fault(method, FaultKind.STATUS, status, times))

    def drop(self, *, after_accepting: bool = False, method: str = "sendMessage", times: int = 1) -> None:
        """Lose the connection of the next calls, before or after they take effect."""
        self.faults.add(Fault(method, FaultKind.DROP_AFTER if after_accepting else FaultKind.DROP_BEFORE, 0, times))

    def slow(self, seconds: float, *, method: str = "sendMessage", times: int = 1) -> None:
        """Let the next calls take this long."""
        self.faults.add(Fault(method, FaultKind.SLOW, seconds, times))

    # what can be seen

    @property
    def calls(self) -> list[Call]:
        """Every call of the bot so far."""
        return list(self._server.calls)

    @property
    def notes(self) -> list[str | None]:
        """What the bot said to presses, in order; None where it said nothing."""
        return list(self._methods.notes)

    @property
    def commands(self) -> list[dict[str, str]]:
        """The menu the bot registered."""
        return list(self._methods.commands)

    @property
    def documents(self) -> list[tuple[int, bytes]]:
        """Every file the bot sent: chat and content."""
        return list(self._methods.documents)

    @property
    def left(self) -> list[int]:
        """The chats the bot left."""
        return list(self._methods.left)

    def messages(self, chat_id: int) -> list[Sent]:
        """What the bot sent to this chat, as it stands there now."""
        with self._methods.changed:
            return [each for each in self._methods.sent if each.chat_id == chat_id]

    def texts(self, chat_id: int) -> list[str]:
        """The words the bot sent to this chat."""
        return [each.text for each in self.messages(chat_id)]

    def wait_for_reply(self, chat_id: int, *, after: int = 0, count: int = 1, timeout: float = GENEROUS) -> list[Sent]:
        """Wait until the chat has this many more messages than ``after``, and return those. Raises TimeoutError."""
        self.wait_for(lambda: len(self.messages(chat_id)) >= after + count, timeout=timeout)
        return self.messages(chat_id)[after:]

    def wait_for(self, met: Callable[[], bool], *, timeout: float = GENEROUS) -> None:
        """Wait until a condition is met, looking at each call and every 50 ms. Raises TimeoutError."""
        until = time.monotonic() + timeout
        while not met():
            if time.monotonic() > until:
                raise TimeoutError(f"not met within {timeout} s; last calls: {[c.method for c in self.calls[-8:]]}")
            with self._methods.changed:
                self._methods.changed.wait(0.05)

    def _message(self, chat_id: int, content: dict[str, Any]) -> int:
        return self.updates.add("message", self._shape(chat_id, content, self._methods.next_message_id()))

    def _shape(self, chat_id: int, content: dict[str, Any], message_id: int) -> dict[str, Any]:
        return {"message_id": message_id, "date": int(time.time()), "chat": private_chat(chat_id),
                "from": _person(chat_id)} | content


def _person(chat_id: int) -> dict[str, Any]:
    return {"id": chat_id, "is_bot": False, "first_name": "Somebody", "language_code": "en"}
