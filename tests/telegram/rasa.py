"""A dialogue server for tests of the bot process: real HTTP, the agreed channel, answers the test decides."""

import contextlib
import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Replies = list[dict[str, Any]]


def echo(said: dict[str, Any]) -> Replies:
    """Answer with what was said."""
    return [{"text": f"heard {said.get('text') or said.get('payload')}"}]


class SmallRasa:
    """Answers by ``reply``, a function from what came in to replies. ``status`` other than 200 plays an outage."""

    def __init__(self, service_key: str) -> None:
        self.reply: Callable[[dict[str, Any]], Replies] = echo
        self.status = 200
        self.heard: list[dict[str, Any]] = []
        self.forgotten: list[str] = []
        self.service_key = service_key
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()

    def texts(self) -> list[str | None]:
        """The texts that reached it, in order."""
        return [each.get("text") for each in self.heard]


def _handler(rasa: SmallRasa) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_GET(self) -> None:  # whether it is ready; the action server, played here as well, too
            self._write(rasa.status, {})

        def do_POST(self) -> None:
            said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self._refused():
                return
            rasa.heard.append(said)
            self._write(200, {"replies": rasa.reply(said)})

        def do_DELETE(self) -> None:
            if self._refused():
                return
            rasa.forgotten.append(self.path.rpartition("/")[2])
            self._write(200, {})

        def _refused(self) -> bool:
            right = self.headers["Authorization"] == f"Bearer {rasa.service_key}"
            status = rasa.status if right else 401
            if status != 200:
                self._write(status, {})
            return status != 200

        def _write(self, status: int, answer: dict[str, Any]) -> None:
            body = json.dumps(answer).encode()
            with contextlib.suppress(OSError):
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler
