"""Reads JSON lines and names each message's intent, with the trained model: the inside of `selfmap parse`.

Runs in Rasa's environment (Python 3.10): standard library and rasa only.
"""

import asyncio
import json
import logging
import sys
import warnings


async def main(model: str) -> int:
    """One answer line a text line. Rows that can't be read are said on standard error and skipped."""
    import sanic.app  # noqa: F401  has every DeprecationWarning said once, whatever Python was told; so it comes first

    warnings.simplefilter("ignore", DeprecationWarning)  # of how Rasa's own libraries call each other
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    from bot.dialogue.channel import as_words

    configure_structlog(logging.ERROR)
    logging.disable(logging.WARNING)
    agent = Agent.load(model)
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text = str(row["text"])
        except (ValueError, KeyError, TypeError):
            print(f'line {number} is not a JSON object with "id" and "text"; skipped', file=sys.stderr)
            continue
        intent = (await agent.parse_message(as_words(text) or "…"))["intent"]
        found = {"id": row.get("id"), "intent": intent["name"], "confidence": round(intent["confidence"], 4)}
        print(json.dumps(found, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1])))
