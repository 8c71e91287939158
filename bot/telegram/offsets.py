"""How far we have taken Telegram's updates: one taken before a crash is not taken twice, even after an erasure."""

from sqlalchemy import Engine, insert, select, update

from mapping.store.access import looking, storing
from mapping.store.tables import telegram_offset

REACH = 1000  # after a quiet week Telegram starts from a random number, so only numbers just below ours count as taken


class Offsets:
    """The next update we expect from Telegram, kept for one bot."""

    def __init__(self, engine: Engine, bot_id: str) -> None:
        self._engine, self._bot_id = engine, bot_id
        with looking(engine) as connection:
            self._next = connection.scalar(
                select(telegram_offset.c.next_update_id).where(telegram_offset.c.bot_id == bot_id))

    def taken(self, update_id: int) -> bool:
        """Whether this update was taken before."""
        return self._next is not None and self._next - REACH <= update_id < self._next

    def advance(self, update_id: int) -> None:
        """Record that this update is taken."""
        with storing(self._engine) as connection:
            values = {"next_update_id": update_id + 1}
            here = telegram_offset.c.bot_id == self._bot_id
            if not connection.execute(update(telegram_offset).values(**values).where(here)).rowcount:
                connection.execute(insert(telegram_offset).values(bot_id=self._bot_id, **values))
        self._next = update_id + 1
