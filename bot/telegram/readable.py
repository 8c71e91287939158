"""Updates that python-telegram-bot can't read: one of them must not keep those of everybody else from us.

Its ``get_updates`` gives up the whole batch then, for ever, and writes what people said to the log. So each update is looked at on
its way in: what can't be read is cut down to its words and who wrote them, else to its number.
"""

import logging
from typing import Any

from telegram import Update
from telegram.request import HTTPXRequest

from bot.turns.faults import where

log = logging.getLogger(__name__)
MESSAGES = ("message", "edited_message")
PLAIN = ("message_id", "date", "edit_date", "chat", "from")  # what any message has


def readable(given: dict[str, Any]) -> dict[str, Any]:
    """This update as it is, or as much of it as can be read."""
    if (error := _fault(given)) is None:
        return given
    log.error("update %s could not be read whole: %s", given.get("update_id"), where(error))
    number = {"update_id": given["update_id"]}
    for kind in MESSAGES:
        if isinstance(message := given.get(kind), dict):
            cut = number | {kind: {name: message[name] for name in PLAIN if name in message} | {"text": _words_of(message)}}
            return cut if _fault(cut) is None else number
    return number


class Updates(HTTPXRequest):
    """The connection that updates are fetched by."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """What Telegram answers, each update of it readable."""
        answer = HTTPXRequest.parse_json_payload(payload)
        if isinstance(answer.get("result"), list):
            answer["result"] = [readable(each) for each in answer["result"]]
        return answer


def _words_of(message: dict[str, Any]) -> str:
    """All that was typed, as in bot/telegram/reading.py."""
    poll = message["poll"] if isinstance(message.get("poll"), dict) else {}
    options = poll["options"] if isinstance(poll.get("options"), list) else []
    asked = [poll.get("question"), *(each.get("text") for each in options if isinstance(each, dict))]
    said = message.get("text") or message.get("caption") or " ".join(each for each in asked if isinstance(each, str))
    return said if isinstance(said, str) else ""


def _fault(given: dict[str, Any]) -> Exception | None:
    try:
        Update.de_json(given, None)
    except Exception as error:
        return error
    return None
