"""The action server: on loopback, for whoever shows the shared key, with the reader loaded before it is ready."""

import asyncio
import hmac
import logging
import os
import sys
import warnings
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from actions import services
from mapping.errors import SelfmapError
from mapping.render.prepare import prepare
from mapping.store.sealing import vault_of
from nlu.checkins.learned.told import told as of_goals
from watching.door import AddressWrong, open_door
from watching.figures import ACTION_SECONDS, ACTIONS
from watching.lines import LogWrong, as_json, log_as_json, told
from watching.ready import Ready, writable

logger = logging.getLogger("actions")


class Executor(ActionExecutor):
    """Runs our actions without Rasa's domain: none of them reads it, and it is larger than all else in a call."""

    def update_and_return_domain(self, payload: dict[str, Any], action_name: str) -> dict[str, Any]:
        """The domain where it was sent; a call without it is as good."""
        return payload.get("domain") or {}

    async def run(self, action_call: dict[str, Any], *given: Any, **named: Any) -> Any:
        """Run one action, and count it: done, rejected ("not mine"), told (a fault that the person was told of), or failed."""
        name = action_call.get("next_action")
        counted = name if name in self.actions else "unknown"
        with ACTION_SECONDS.labels(counted).time():
            try:
                done = await super().run(action_call, *given, **named)
            except ActionExecutionRejection:
                ACTIONS.labels(counted, "rejected").inc()
                raise
            except Exception:
                ACTIONS.labels(counted, "failed").inc()
                raise
        faults = any((said.get("custom") or {}).get("fault") for said in (done.responses if done else ()))
        ACTIONS.labels(counted, "told" if faults else "done").inc()
        return done


def build(key: str, ready: Ready) -> Sanic:
    """The server with all our actions. Every call but /health and /ready must show the key."""
    executor = Executor()
    executor.register_package("actions")
    app = create_app(executor, cors_origins=[])

    @app.on_request
    async def show_key(request: Request) -> HTTPResponse | None:
        shown = request.headers.get("Authorization", "")
        if request.path in ("/health", "/ready") or hmac.compare_digest(shown.encode(), f"Bearer {key}".encode()):
            return None
        return json({"error": "the key is missing or wrong"}, status=401)

    @app.get("/ready")
    async def is_ready(_: Request) -> HTTPResponse:
        missing = await asyncio.to_thread(ready.missing)
        return json({"ready": not missing, "missing": missing}, status=503 if missing else 200)

    return app


def _reads() -> str | None:
    """Why messages can't be read, or None."""
    return None if services.reader().read("my sister Moira helps me").mentions else "does not find the person in a plain sentence"


def main() -> int:
    """Load, then listen. The address is SELFMAP_ACTIONS_URL (default http://127.0.0.1:5055)."""
    try:
        in_json = as_json()
        start_logging(os.environ.get("SELFMAP_LOG_LEVEL", "INFO"), in_json=in_json)
    except LogWrong as error:
        print(f"actions: {error}", file=sys.stderr)
        return 1
    key = os.environ.get("SELFMAP_SERVICE_KEY")
    if not key:
        print("actions: SELFMAP_SERVICE_KEY is not set. Start Selfmap with `make run`.", file=sys.stderr)
        return 1
    address = urlsplit(os.environ.get("SELFMAP_ACTIONS_URL") or "http://127.0.0.1:5055")
    services.reader().read("hello, this warms up the reader")
    of_goals().wanted("hello, and this warms up what hears of goals")
    services.maps()
    try:
        vault_of(services.engine()).check()
        ready = Ready({"database": lambda: writable(services.engine()), "reader": _reads})
        open_door("actions", os.environ.get("SELFMAP_METRICS_ADDRESS"), missing=ready.missing)
    except (SelfmapError, AddressWrong) as error:
        print(f"actions: {error}", file=sys.stderr)
        return 1
    app = build(key, ready)

    @app.after_server_start
    async def started(_: Sanic) -> None:
        print(told("actions", "ready", json_wanted=in_json), flush=True)
        Thread(target=prepare, daemon=True).start()  # nobody's first map waits for the layout's machine code to be read in

    app.run(host=address.hostname or "127.0.0.1", port=address.port or 5055, single_process=True, access_log=False, motd=False)
    return 0


def start_logging(level: str, *, in_json: bool) -> None:
    """Ids and codes only, as lines of text or of JSON."""
    # 3.21 speaks to Rasa 3.6.21 (design §9); the warning would be printed at every call
    warnings.filterwarnings("ignore", message=".*version.*", module="rasa_sdk.*")
    logging.getLogger("rasa_sdk.utils").setLevel(logging.ERROR)
    logging.getLogger("rasa_sdk.executor").setLevel(logging.WARNING)
    if in_json:
        log_as_json("actions", level)
    else:
        logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")


if __name__ == "__main__":
    sys.exit(main())
