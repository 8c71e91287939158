"""How much room a turn takes: `.venv/bin/python -m benchmarks.rows [--turns 500]`. SQLite; no process runs, and no wall time counts.

One person says so many things; each is stored, put on the map every third time, and answered, by the same calls as in the bot and the
actions. Prints bytes of the database a turn, and processor time of our own writing. Rasa's rows are not among them: they are cut short
(docs/decisions/0018).
"""

import argparse
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from bot.turns import inbox, outbox
from bot.turns.replies import Reply
from mapping.model import Kind, Mention, Reading
from mapping.services import Maps, Participants
from mapping.store.engine import empty_journal, make_engine, reading
from mapping.store.migrate import upgrade
from mapping.store.tables import metadata

SAID = "my friend {} comes round on sundays and we have tea, it helps me a lot"
ANSWER = "{}, your friend. Helps you. How close do you feel to {}?"


def main() -> None:
    """Measure and print."""
    given = argparse.ArgumentParser()
    given.add_argument("--turns", type=int, default=500)
    turns = given.parse_args().turns
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "selfmap.db"
        engine = make_engine(f"sqlite:///{path}")
        upgrade(engine)
        now = datetime.now(UTC)
        who = Participants(engine).find_or_add("telegram", "1", now=now)
        Participants(engine).record_consent(who, True, version="1", now=now)
        empty_journal(engine)
        before, begun = path.stat().st_size, time.process_time()
        for number in range(turns):
            name = f"Person{number % 30}"
            message_id = inbox.receive(engine, channel="telegram", address="1", text=SAID.format(name), channel_key=f"k{number}", now=now)
            if number % 3 == 0:
                Maps(engine).record(who, message_id, Reading((Mention(name, Kind.PERSON, "friend"),)), part="p", now=now)
            inbound = inbox.find(engine, message_id)
            assert inbound
            outbox.settle(engine, inbound, [Reply(ANSWER.format(name, name))], now=now)
            waiting = outbox.next_waiting(engine, who)
            assert waiting
            outbox.mark_sent(engine, waiting.id, str(number))
        spent = time.process_time() - begun
        empty_journal(engine)
        with reading(engine) as connection:
            rows = {name: connection.scalar(select(func.count()).select_from(table)) for name, table in metadata.tables.items()}
        print(f"{turns} turns: {(path.stat().st_size - before) / turns:.0f} bytes a turn; {1000 * spent / turns:.1f} ms of processor time a turn in our own writing and reading")
        print("rows: " + ", ".join(f"{name} {many}" for name, many in rows.items() if many))


if __name__ == "__main__":
    main()
