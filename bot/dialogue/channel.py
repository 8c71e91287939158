"""The only door into Rasa: one message in, its replies out, over loopback, to whoever shows the shared key.

Runs inside the Rasa server (Python 3.10): standard library, rasa and sanic (which rasa brings) only.
"""

import asyncio
import base64
import binascii
import hmac
import logging
from collections import OrderedDict
from typing import Any, Awaitable, Callable, Dict, List, Optional, Text

from bot.dialogue.tracker_store import durable_store_of, store_is_away
from bot.dialogue.locks import waits_for_lock
from bot.dialogue.quicker import quicken
from bot.dialogue.ready import Readiness, loaded
from bot.dialogue.trimming import keep_short
from bot.dialogue.whole_turns import TurnBroken
from watching.lines import as_json, log_as_json
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

logger = logging.getLogger(__name__)
REPLIES_REMEMBERED = 2000
KEY_BYTES = 32
CHECKIN = "checkin.how"  # the question that the bot process asks by itself


class WholeReplies(CollectingOutputChannel):
    """Keeps each reply as one piece: its text, buttons and custom part together."""

    @classmethod
    def name(cls) -> Text:
        return "selfmap"

    async def send_response(self, recipient_id: Text, message: Dict[Text, Any]) -> None:
        """Keep one reply; nothing of it is split up or dropped."""
        reply = {key: message[key] for key in ("text", "buttons", "custom") if message.get(key)}
        if reply:
            self.messages.append(reply)


class SelfmapChannel(InputChannel):
    """Takes {"sender", "message_id", "text" or "payload", "metadata"}; answers {"replies": [...]}.

    The header X-Selfmap-Talk-Key brings the key of this person's talk: 32 bytes in Base64, never written down here.

    401 without the key, 400 for a malformed call, 500 when the turn failed, 503 when the action server, the database or the locks were away
    or Rasa is not ready: never 200 for a turn that went wrong, and nothing of such a turn is kept. Typed
    text can't fire an intent: a leading slash is taken off. A message_id seen before gets its first answer again.
    """

    def __init__(self, service_key: Text) -> None:
        self.service_key = service_key
        self.readiness = Readiness()
        self.turns: "OrderedDict[Text, asyncio.Future[List[Dict[Text, Any]]]]" = OrderedDict()

    @classmethod
    def name(cls) -> Text:
        return "selfmap"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[Text, Any]]) -> InputChannel:
        key = (credentials or {}).get("service_key")
        if not key or key.startswith("$"):
            raise ValueError("SELFMAP_SERVICE_KEY is not set: Rasa would answer anybody.")
        quicken()
        logging.disable(logging.DEBUG)  # at that level Rasa writes down what people say, whatever it is told to log
        if as_json():
            log_as_json("rasa", "INFO")
        return cls(key)

    def _refused(self, request: Request) -> Optional[HTTPResponse]:
        shown = request.headers.get("Authorization", "")
        if hmac.compare_digest(shown.encode(), ("Bearer " + self.service_key).encode()):
            return None
        return response.json({"error": "the key is missing or wrong"}, status=401)

    def _ready(self, request: Request) -> bool:
        """Whether the model is loaded and talks are kept in the database."""
        return loaded(getattr(request.app.ctx, "agent", None)) is None

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes of this channel, under /webhooks/selfmap."""
        routes = Blueprint("selfmap_channel", __name__)

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            """Ready to parse and to write. Anybody may ask: it says nothing of anybody."""
            missing = await self.readiness.lacks(getattr(request.app.ctx, "agent", None))
            return response.json({"ready": missing is None, "missing": missing}, status=200 if missing is None else 503)

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            if not self._ready(request):
                return response.json({"error": "not ready"}, status=503)
            return self._refused(request) or await self._answer(request, on_new_message)

        @routes.route("/parse", methods=["POST"])
        async def parse(request: Request) -> HTTPResponse:
            return self._refused(request) or await self._parse(request)

        @routes.route("/conversations/<sender>", methods=["DELETE"])
        async def forget(request: Request, sender: Text) -> HTTPResponse:
            return self._refused(request) or await self._forget(request, sender)

        return routes

    async def _answer(self, request: Request, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> HTTPResponse:
        try:
            sender, message_id, text = _read_call(request.json)
            key = _read_key(request)
        except (KeyError, TypeError, ValueError) as error:
            return response.json({"error": f"malformed call: {error}"}, status=400)
        metadata = {**(request.json.get("metadata") or {}), "message_id": message_id}
        turn = self.turns.get(message_id)
        if turn is None:
            collected = WholeReplies()
            message = UserMessage(text, collected, sender, input_channel=self.name(), metadata=metadata)
            durable_store_of(request.app.ctx.agent).unlock(sender, key)
            turn = asyncio.ensure_future(_once(request.app.ctx.agent, message, on_new_message))
            self._remember(message_id, turn)
        try:
            replies = await asyncio.shield(turn)
        except Exception as error:  # the outermost edge: the caller must learn that the turn failed
            logger.error("turn of message %s failed: %s", message_id, type(error).__name__)
            self.turns.pop(message_id, None)
            away = waits_for_lock(error) or store_is_away(error) or isinstance(error, TurnBroken) and error.away  # asking again later is right
            return response.json({"error": "the turn failed"}, status=503 if away else 500)
        if not replies:
            self.turns.pop(message_id, None)
            return response.json({"error": "the turn gave no reply"}, status=500)
        return response.json({"replies": replies})

    def _remember(self, message_id: Text, turn: "asyncio.Future[List[Dict[Text, Any]]]") -> None:
        """Keep the turn, under way or done: the same message again, even at the same time, is the same turn."""
        self.turns[message_id] = turn
        while len(self.turns) > REPLIES_REMEMBERED:
            self.turns.popitem(last=False)

    async def _parse(self, request: Request) -> HTTPResponse:
        agent = request.app.ctx.agent
        rows = []
        for text in request.json["texts"]:
            parsed = await agent.parse_message(as_words(text) or " ")
            rows.append({"intent": parsed["intent"]["name"], "confidence": parsed["intent"]["confidence"]})
        return response.json({"parsed": rows})

    async def _forget(self, request: Request, sender: Text) -> HTTPResponse:
        try:
            await durable_store_of(request.app.ctx.agent).delete(sender)
        except Exception as error:  # the outermost edge, as above
            logger.error("erasing a conversation failed: %s", type(error).__name__)
            return response.json({"error": "erasing failed"}, status=500)
        return response.json({"erased": True})


async def _once(agent: Any, message: UserMessage, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> List[Dict[Text, Any]]:
    """The replies to a message. One whose turn was finished before a restart gets them from the store, and no second turn.

    The lock holds across Rasa processes where they share a lock store: a message asked again elsewhere waits for its turn.
    """
    store = durable_store_of(agent)
    async with agent.lock_store.lock(message.sender_id + ":once"), store.read_once(message.sender_id):
        before = await store.replies_to(message.sender_id, message.metadata["message_id"])
        if before:
            return before
        await keep_short(store, message.sender_id)
        if message.metadata.get("asked") == CHECKIN:  # Rasa knows nothing of a prompt of ours: the session that begins opens its form
            named = {**message.metadata, "message_id": message.metadata["message_id"] + ":begin"}
            await on_new_message(UserMessage("/session_start", WholeReplies(), message.sender_id, input_channel=message.input_channel, metadata=named))
        await on_new_message(message)
        return message.output_channel.messages


def _read_key(request: Request) -> bytes:
    """The key of the talk. Its value is in no error."""
    try:
        key = base64.b64decode(request.headers.get("X-Selfmap-Talk-Key", ""), validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError("X-Selfmap-Talk-Key must be 32 bytes in Base64")
    return key


def _read_call(call: Dict[Text, Any]) -> "tuple[Text, Text, Text]":
    """Sender, message id and what Rasa reads: a payload of ours as it is, typed text without any leading slash."""
    sender, message_id = str(call["sender"]), str(call["message_id"])
    payload = call.get("payload")
    if payload:
        if not str(payload).startswith("/"):
            raise ValueError("a payload begins with a slash")
        return sender, message_id, str(payload)
    return sender, message_id, as_words(str(call["text"])) or "…"


def as_words(text: Text) -> Text:
    """Typed text as plain words: Rasa takes a leading slash for an intent, so none may be left."""
    return text.lstrip("/\uff0f \t\r\n\u200b\u200c\u200d\u2060\ufeff")

