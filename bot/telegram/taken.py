"""Which of Telegram's updates we have taken: one taken before a crash is not taken twice, even after an erasure.

By number and not by "all below": a webhook keeps the order of each chat alone, so a higher number may come first.
"""

from sqlalchemy import Engine, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from mapping.store.access import looking, storing
from mapping.store.tables import telegram_update

KEPT = 2000  # the latest of each bot; Telegram hands out far fewer again, and keeps none for longer than a day
TIDY_EVERY = 200  # updates


class Taken:
    """The updates of one bot that were taken, shared by all bot processes of one database."""

    def __init__(self, engine: Engine, bot_id: str) -> None:
        self._engine, self._bot_id = engine, bot_id

    def has(self, update_id: int) -> bool:
        """Whether this update was taken before. Raises StoreUnreachable."""
        with looking(self._engine) as connection:
            return connection.scalar(select(telegram_update.c.seq).where(*self._is(update_id))) is not None

    def add(self, update_id: int) -> None:
        """Record that this update is taken; twice is once. Raises StoreUnreachable."""
        try:
            with storing(self._engine) as connection:
                connection.execute(insert(telegram_update).values(bot_id=self._bot_id, update_id=update_id))
                if update_id % TIDY_EVERY == 0:
                    newest = connection.scalar(select(func.max(telegram_update.c.seq)))
                    connection.execute(delete(telegram_update).where(telegram_update.c.bot_id == self._bot_id, telegram_update.c.seq <= newest - KEPT))
        except IntegrityError:  # another process took the same one at the same time
            if not self.has(update_id):
                raise

    def _is(self, update_id: int) -> tuple:
        return telegram_update.c.bot_id == self._bot_id, telegram_update.c.update_id == update_id
