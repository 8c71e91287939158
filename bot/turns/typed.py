"""What a person typed, made safe to keep and to pass on: only our own commands may reach Rasa as an intent."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 4096  # characters; Telegram sends no more
COMMANDS = {
    "start": "/greet", "help": "/help", "map": "/show_map", "list": "/list_map", "undo": "/undo", "skip": "/skip",
    "stop": "/stop", "startover": "/start_over", "why": "/why_asked", "privacy": "/ask_privacy",
    "delete": "/delete_my_data", "goal": "/show_goals",
    "share": "/share", "who": "/who_looked", "pause": "/stop", "export": "/export",
}
_COMMAND = re.compile(r"/([A-Za-z_]+)(?:@\w+)?(?:\s|$)")
_SLASHES = frozenset("/\uff0f\u2044\u2215\u29f8\u2571")
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})  # control, zero-width and direction marks, spaces of all kinds


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: ``kind`` is text, command, empty or too_long; ``payload`` is set for a command of ours."""

    kind: str
    text: str
    payload: str | None = None


def read_typed(text: str) -> Typed:
    """Tell a command of ours from plain words, and take the slash off anything else that starts with one."""
    words = clean(text)
    command = _COMMAND.match(words)
    if command and command[1].lower() in COMMANDS:
        return Typed("command", words, COMMANDS[command[1].lower()])
    words = without_slash(words)
    if not words:
        return Typed("empty", "")
    return Typed("too_long" if len(words) > LONGEST else "text", words)


def clean(text: str) -> str:
    """The text without NULs (PostgreSQL refuses them), broken characters and space around it."""
    whole = text.replace("\x00", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.strip()


def without_slash(text: str) -> str:
    """The text without a leading slash, however it is hidden: Rasa would read "/words" as an intent."""
    start = 0
    while start < len(text) and (text[start] in _SLASHES or unicodedata.category(text[start]) in _UNSEEN):
        start += 1
    return text[start:] if _SLASHES & set(text[:start]) else text
