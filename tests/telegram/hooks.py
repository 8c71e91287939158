"""Webhook mode, as Telegram's own server does it: each chat's updates one after the other, again until they are taken."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.telegram.updates import Updates

SECRET = "X-Telegram-Bot-Api-Secret-Token"
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 1.0  # seconds before an update is posted again; Telegram's own begin at 1


@dataclass(frozen=True, slots=True)
class Hook:
    """Where updates are posted to."""

    url: str
    secret: str
    most: int


@dataclass(slots=True)
class Hooks:
    """Posts what waits while a webhook is set. ``answers`` has the status of every post, 0 where there was none."""

    updates: Updates
    hook: Hook | None = None
    answers: list[tuple[int, int]] = field(default_factory=list)  # (update's id, status)
    _busy: set[int] = field(default_factory=set)  # chats with a post under way
    _rests: dict[int, tuple[float, float]] = field(default_factory=dict)  # chat: not before, last pause
    _stop: threading.Event = field(default_factory=threading.Event)

    def set(self, hook: Hook | None) -> None:
        """A webhook is set, or taken away."""
        first = self.hook is None and hook is not None
        self.hook = hook
        if first and not self._stop.is_set():
            threading.Thread(target=self._run, args=(ThreadPoolExecutor(max(1, hook.most if hook else 1)),), daemon=True).start()

    def close(self) -> None:
        """Post nothing more."""
        self._stop.set()
        self.hook = None

    def _run(self, pool: ThreadPoolExecutor) -> None:
        with httpx.Client(timeout=60, trust_env=False) as client:
            while self.hook is not None:
                seen: set[int] = set()
                for update in self.updates.waiting():
                    chat = chat_of(update)
                    if chat not in seen and chat not in self._busy and self._rests.get(chat, (0.0, 0.0))[0] <= time.monotonic():
                        self._busy.add(chat)
                        pool.submit(self._post, client, self.hook, chat, update)
                    seen.add(chat)
                time.sleep(0.005)
            pool.shutdown(wait=False)

    def _post(self, client: httpx.Client, hook: Hook, chat: int, update: dict[str, Any]) -> None:
        try:
            reply = client.post(hook.url, json=update, headers={SECRET: hook.secret})
            status, rest = reply.status_code, float(reply.headers.get("Retry-After") or 0)
        except httpx.HTTPError:
            status, rest = 0, 0.0
        self.answers.append((update["update_id"], status))
        if 200 <= status < 300:
            self.updates.drop(update["update_id"])
            self._rests.pop(chat, None)
        else:
            pause = rest or min(LONGEST_PAUSE, max(FIRST_PAUSE, 2 * self._rests.get(chat, (0.0, 0.0))[1]))
            self._rests[chat] = (time.monotonic() + pause, pause)
        self._busy.discard(chat)


def chat_of(update: dict[str, Any]) -> int:
    """Whose update it is."""
    content = next(value for name, value in update.items() if name != "update_id")
    return int((content.get("message") or content)["chat"]["id"])
