"""What tests/integration/test_turns_locks.py runs inside Rasa's own environment, several at a time: works on one talk, over and over.

    python -m tests.integration.locks_program REDIS LIFETIME TIMES SECONDS

Each turn prints when it began and ended, on the clock that all processes of this machine share.
"""

import asyncio
import sys
import time

from bot.dialogue import locks

url, lifetime, times, seconds = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])


async def main() -> None:
    store = locks.shared(url)
    print("ready", flush=True)
    for _ in range(times):
        async with store.lock("somebody", lifetime, 0.005):
            began = time.monotonic()
            print("began", began, flush=True)
            await asyncio.sleep(seconds)
            print("turn", began, time.monotonic(), flush=True)
        await asyncio.sleep(0)


asyncio.run(main())
