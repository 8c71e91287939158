"""The figures of one process for Prometheus. Labels are codes of ours: no words, no names, no ids, no chats.

Counting costs next to nothing and always happens; they can be read where SELFMAP_METRICS_ADDRESS is set (watching/door.py).
"""

import re
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, PlatformCollector, ProcessCollector

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
PlatformCollector(registry=REGISTRY)
_TURN = (0.05, 0.1, 0.15, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 300, 3600)  # seconds; said to be slow at 8, given up at 3,600
_CALL = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)  # seconds
_CODE = re.compile(r"[A-Za-z0-9_.:-]{1,60}")

TURNS = Counter("selfmap_turns", "Messages that have their answer, by what became of them", ["outcome"], registry=REGISTRY)
TURN_SECONDS = Histogram("selfmap_turn_seconds", "From a message stored to its answer stored", registry=REGISTRY, buckets=_TURN)
SCREEN_HITS = Counter("selfmap_screen_hits", "Messages that speak of danger, by what found it", ["stage"], registry=REGISTRY)
RASA_FAULTS = Counter("selfmap_rasa_faults", "Calls of Rasa that gave no answer, by why", ["why"], registry=REGISTRY)
DELIVERIES = Counter("selfmap_deliveries", "Messages to people that are done with, by what became of them", ["outcome"], registry=REGISTRY)
RETRIES = Counter("selfmap_delivery_retries", "Deliveries put off, by why", ["why"], registry=REGISTRY)
FETCH_FAULTS = Counter("selfmap_fetch_faults", "Fetches of new messages that failed, by why", ["why"], registry=REGISTRY)
LEADS = Gauge("selfmap_leads", "1 where this bot process answers, 0 where it stands by", registry=REGISTRY)
WEB_REQUESTS = Counter("selfmap_web_requests", "Requests to the web process, by page and answer", ["page", "status"], registry=REGISTRY)
WEB_SECONDS = Histogram("selfmap_web_seconds", "How long a request to the web process took", ["page"], registry=REGISTRY, buckets=_CALL)
ACTIONS = Counter("selfmap_actions", "Actions run, by what became of them", ["action", "outcome"], registry=REGISTRY)
ACTION_SECONDS = Histogram("selfmap_action_seconds", "How long an action took", ["action"], registry=REGISTRY, buckets=_CALL)


def answered(at: datetime, outcome: str) -> None:
    """A message that came in at this moment (aware) has its answer: done, danger, or failed."""
    TURNS.labels(outcome).inc()
    TURN_SECONDS.observe(max(0.0, (datetime.now(UTC) - at).total_seconds()))


def code(text: str) -> str:
    """A label: a short code as it is, anything else as "other"."""
    return text if _CODE.fullmatch(text) else "other"
