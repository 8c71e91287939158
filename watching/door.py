"""The door for whoever watches: /healthz, /readyz and /metrics on an address of its own, open only where that is set."""

import json
import logging
import re
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import getaddrinfo

from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from watching.figures import REGISTRY
from watching.ready import Missing

PLACES = {"bot": 0, "web": 1, "actions": 2}  # the processes of one machine: the port that is set, and the two after it
log = logging.getLogger(__name__)


class AddressWrong(ValueError):
    """SELFMAP_METRICS_ADDRESS can't be used; the message says why and what to do."""


def address_for(process: str, given: str | None) -> tuple[str, int] | None:
    """Where this process's door is by SELFMAP_METRICS_ADDRESS, or None where none is to be open. Raises AddressWrong."""
    if not given:
        return None
    found = re.fullmatch(r"(\S+):(\d{1,5})", given)
    port = int(found[2]) + PLACES[process] if found else 0
    if not found or not 0 < port < 65536:
        raise AddressWrong(f"SELFMAP_METRICS_ADDRESS is {given!r}. It must be HOST:PORT, such as 127.0.0.1:9400.")
    return found[1].strip("[]"), port


def open_door(
    process: str, given: str | None, *, alive: Callable[[], bool] = lambda: True, missing: Callable[[], Missing] = dict,
) -> ThreadingHTTPServer | None:
    """Open it where SELFMAP_METRICS_ADDRESS says, on a thread of its own. ``shutdown`` closes it. Raises AddressWrong."""
    address = address_for(process, given)
    if address is None:
        return None
    try:
        server = _server(address, _handler(alive, missing))
    except OSError as error:
        raise AddressWrong(
            f"Port {address[1]} on {address[0]}, for the figures of the {process} process, can't be used ({error.strerror or 'not known here'}). "
            "Stop the other program or set another SELFMAP_METRICS_ADDRESS.") from error
    threading.Thread(target=server.serve_forever, name="door", daemon=True).start()
    log.info("figures and probes at port %s", address[1])
    return server


def _server(address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> ThreadingHTTPServer:
    class Door(ThreadingHTTPServer):
        daemon_threads = True
        address_family = getaddrinfo(*address)[0][0]

    return Door(address, handler)


def _handler(alive: Callable[[], bool], missing: Callable[[], Missing]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 10  # seconds that a caller may take to ask
        server_version, sys_version = "selfmap", ""

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path == "/healthz":
                return self._answer(*((200, b"ok\n") if alive() else (503, b"stuck\n")))
            if path == "/readyz":
                lacking = missing()
                return self._answer(503 if lacking else 200, json.dumps({"ready": not lacking, "missing": lacking}).encode() + b"\n", "application/json")
            if path == "/metrics":
                return self._answer(200, generate_latest(REGISTRY), CONTENT_TYPE_LATEST)
            self._answer(404, b"there is /healthz, /readyz and /metrics\n")

        def _answer(self, status: int, body: bytes, kind: str = "text/plain; charset=utf-8") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Whoever watches asks every few seconds: that is no news."""

    return Handler
