"""The reviewed words that answer danger. They need neither Rasa nor a database, so they can always be sent."""

import re
from functools import lru_cache
from pathlib import Path

import yaml

from nlu.safety.contacts import NATIONS, numbers_for
from nlu.safety.kinds import DangerKind

_DOMAIN = Path(__file__).parents[2] / "domain" / "safety.yml"
_GAP = re.compile(r"\n\s*\n")
_QUIET = (DangerKind.ABUSE,)  # kinds whose words may be read by the one who does the harm


@lru_cache(maxsize=64)
def crisis_reply(kind: DangerKind, *, nation: str = "england", again: bool = False) -> tuple[str, ...]:
    """The messages to send, in order, each under 320 characters.

    `again`: they had the full words a short while ago, so these are shorter and not the same.
    A nation we don't know is answered as England, never with silence.
    """
    where = nation if nation in NATIONS else NATIONS[0]
    words, numbers = _responses(), numbers_for(where)
    line = words[f"utter_safety_line_{where}"].format_map(numbers)
    text = words[_name(kind, again)].format_map(numbers | {"crisis_line": line})
    return tuple(" ".join(part.split()) for part in _GAP.split(text) if part.strip())


def _name(kind: DangerKind, again: bool) -> str:
    if not again:
        return f"utter_safety_{kind}"
    return "utter_safety_again_quiet" if kind in _QUIET else "utter_safety_again"


@lru_cache(maxsize=1)
def _responses() -> dict[str, str]:
    rows = yaml.safe_load(_DOMAIN.read_text(encoding="utf-8"))["responses"]
    return {name: variants[0]["text"] for name, variants in rows.items()}
