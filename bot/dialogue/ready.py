"""Whether Rasa is ready to parse and to write: it does both, and takes the write back. Asked often, it looks once in a while.

Runs inside the Rasa server (Python 3.10): standard library, rasa and what it brings only.
"""

import asyncio
import time
from typing import Any, Optional, Text

from bot.dialogue.locks import cannot_lock
from bot.dialogue.tracker_store import durable_store_of
from bot.dialogue.whole_turns import whole_turns

FRESH = 5.0  # seconds for which an answer counts
PLAIN = "my sister helps me"  # a sentence of ours; what it is for does not matter


def loaded(agent: Any) -> Optional[Text]:
    """Why this agent can't take a turn yet, or None. Cheap."""
    if agent is None or not agent.is_ready():
        return "the model is not loaded"
    try:
        durable_store_of(agent)
        whole_turns(agent)
    except RuntimeError as error:
        return str(error)
    return None


class Readiness:
    """What this process lacks to do a turn, or None."""

    def __init__(self) -> None:
        self._well_at = float("-inf")

    async def lacks(self, agent: Any) -> Optional[Text]:
        """Look, unless all was well just now."""
        missing = loaded(agent)
        if missing is None and time.monotonic() - self._well_at > FRESH:
            missing = await _cannot_parse(agent) or await _cannot_write(agent) or cannot_lock(agent.lock_store)
            if missing is None:
                self._well_at = time.monotonic()
        return missing


async def _cannot_parse(agent: Any) -> Optional[Text]:
    try:
        intent = (await agent.parse_message(PLAIN))["intent"]["name"]
    except Exception as error:
        return f"a sentence can't be parsed ({type(error).__name__})"
    return None if intent else "a sentence has no intent"


async def _cannot_write(agent: Any) -> Optional[Text]:
    try:
        await asyncio.get_running_loop().run_in_executor(None, durable_store_of(agent).try_to_write)
    except Exception as error:
        return f"the database can't be written ({type(error).__name__})"
    return None
