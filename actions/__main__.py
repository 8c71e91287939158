"""The action server: on loopback, for whoever shows the shared key, with the reader loaded before it is ready."""

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
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from actions import services
from mapping.errors import SelfmapError
from mapping.render.prepare import prepare
from mapping.store.sealing import vault_of

logger = logging.getLogger("actions")


class Executor(ActionExecutor):
    """Runs our actions without Rasa's domain: none of them reads it, and it is larger than all else in a call."""

    def update_and_return_domain(self, payload: dict[str, Any], action_name: str) -> dict[str, Any]:
        """The domain where it was sent; a call without it is as good."""
        return payload.get("domain") or {}


def build(key: str) -> Sanic:
    """The server with all our actions. Every call but /health must show the key."""
    executor = Executor()
    executor.register_package("actions")
    app = create_app(executor, cors_origins=[])

    @app.on_request
    async def show_key(request: Request) -> HTTPResponse | None:
        shown = request.headers.get("Authorization", "")
        if request.path == "/health" or hmac.compare_digest(shown.encode(), f"Bearer {key}".encode()):
            return None
        return json({"error": "the key is missing or wrong"}, status=401)

    return app


def main() -> int:
    """Load, then listen. The address is SELFMAP_ACTIONS_URL (default http://127.0.0.1:5055)."""
    logging.basicConfig(level=os.environ.get("SELFMAP_LOG_LEVEL", "INFO"), format="%(levelname)s %(name)s: %(message)s")
    # 3.21 speaks to Rasa 3.6.21 (design §9); the warning would be printed at every call
    warnings.filterwarnings("ignore", message=".*version.*", module="rasa_sdk.*")
    logging.getLogger("rasa_sdk.utils").setLevel(logging.ERROR)
    logging.getLogger("rasa_sdk.executor").setLevel(logging.WARNING)
    key = os.environ.get("SELFMAP_SERVICE_KEY")
    if not key:
        print("actions: SELFMAP_SERVICE_KEY is not set. Start Selfmap with `make run`.", file=sys.stderr)
        return 1
    address = urlsplit(os.environ.get("SELFMAP_ACTIONS_URL") or "http://127.0.0.1:5055")
    services.reader().read("hello, this warms up the reader")
    services.maps()
    try:
        vault_of(services.engine()).check()
    except SelfmapError as error:
        print(f"actions: {error}", file=sys.stderr)
        return 1
    app = build(key)

    @app.after_server_start
    async def ready(_: Sanic) -> None:
        print("actions: ready", flush=True)
        Thread(target=prepare, daemon=True).start()  # nobody's first map waits for the layout's machine code to be read in

    app.run(host=address.hostname or "127.0.0.1", port=address.port or 5055, single_process=True, access_log=False, motd=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
