"""How the bot process looks from outside: whether it lives, whether it is ready, what waits. Ids and words stay inside."""

import asyncio
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import httpx
from prometheus_client.core import GaugeMetricFamily
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.settings import Settings
from mapping.store.engine import reading
from mapping.store.tables import alert, checkin, message
from watching import figures
from watching.ready import Missing, Ready, writable

STUCK = 30.0  # seconds without a beat of the event loop after which the process counts as stuck
WAIT = 5.0  # seconds that Rasa and the actions get to say whether they are ready


class Watched:
    """One bot process. It starts, stands by or works; only who works must be able to reach what it needs."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._beat = time.monotonic()
        self._says: Callable[[], Missing] = lambda: {"bot": "starts"}

    async def beat(self) -> None:
        """Show that the event loop turns, until cancelled."""
        while True:
            self._beat = time.monotonic()
            await asyncio.sleep(1.0)

    def alive(self) -> bool:
        """Whether the event loop has turned lately."""
        return time.monotonic() - self._beat < STUCK

    def missing(self) -> Missing:
        """What is not ready. Who stands by is ready to take over."""
        return self._says()

    def stands_by(self) -> None:
        """Another process leads."""
        self._says = dict

    def starts(self) -> None:
        """This process leads, and is not ready yet."""
        figures.LEADS.set(1)
        self._says = lambda: {"bot": "starts"}

    def works(self, engine: Engine) -> None:
        """This process answers."""
        figures.REGISTRY.register(Waiting(engine))
        self._says = Ready({
            "database": lambda: writable(engine),
            "rasa": lambda: _one_answers(self._settings.rasa_urls, "/webhooks/selfmap/"),
            "actions": lambda: _one_answers(self._settings.actions_urls, "/ready"),
        }).missing


def _one_answers(urls: tuple[str, ...], path: str) -> str | None:
    """Why none of these is ready, or None where one is: the others' work goes to it."""
    why = None
    for url in urls:
        if (why := _answers(url + path)) is None:
            break
    return why


def _answers(url: str) -> str | None:
    try:
        status = httpx.get(url, timeout=WAIT, trust_env=False).status_code
    except httpx.HTTPError as error:
        return f"does not answer ({type(error).__name__})"
    return None if status == 200 else f"is not ready (status {status})"


class Waiting:
    """Counted at each scrape: what waits in our rows. While the database is away, only that."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Nothing: what there is shows at the first scrape."""
        return iter(())

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Depth and age of the queues, and alerts that nobody has taken on or closed."""
        up = GaugeMetricFamily("selfmap_database_up", "1 where the database answers")
        try:
            found = self._look()
        except SQLAlchemyError:
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        depth = GaugeMetricFamily("selfmap_queue_depth", "What waits: turns for an answer, deliveries for the channel, check-ins that are due", labels=["queue"])
        oldest = GaugeMetricFamily("selfmap_queue_oldest_seconds", "How long the first of them waits", labels=["queue"])
        alerts = GaugeMetricFamily("selfmap_alerts", "Alerts that are open, and those that nobody has taken on yet", labels=["state"])
        for queue, (many, first) in found.items():
            if queue in ("open", "waiting"):
                alerts.add_metric([queue], many)
                continue
            depth.add_metric([queue], many)
            oldest.add_metric([queue], max(0.0, (datetime.now(UTC) - first).total_seconds()) if first else 0.0)
        yield from (up, depth, oldest, alerts)

    def _look(self) -> dict[str, tuple[int, datetime | None]]:
        now = datetime.now(UTC)
        with reading(self._engine) as connection:
            def of(at, *where):
                return tuple(connection.execute(select(func.count(), func.min(at)).where(*where)).one())

            return {
                "turns": of(message.c.at, message.c.direction == "in", message.c.state == "received"),
                "deliveries": of(message.c.at, message.c.direction == "out", message.c.state == "waiting"),
                "checkins": of(checkin.c.look_at, checkin.c.state == "due", checkin.c.look_at <= now),
                "open": of(alert.c.at, alert.c.closed_at.is_(None)),
                "waiting": of(alert.c.at, alert.c.acknowledged_at.is_(None), alert.c.closed_at.is_(None)),
            }
