"""The stand-in's HTTP side: real requests on loopback, Telegram's own answer shapes."""

import contextlib
import json
import socket
import threading
import time
from dataclasses import dataclass
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from tests.telegram.faults import Fault, FaultKind, Faults
from tests.telegram.methods import Methods, Refused
from tests.telegram.updates import TwoPollers


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the bot, as it came in; ``at`` on the monotonic clock."""

    method: str
    given: dict[str, Any]
    at: float
    status: int


class BotApiServer(ThreadingHTTPServer):
    """Serves one bot on a free loopback port."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, token: str, methods: Methods, faults: Faults) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.token, self.methods, self.faults = token, methods, faults
        self.calls: list[Call] = []
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A bot that goes away in the middle of a call is nothing to report."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    server: BotApiServer

    def do_GET(self) -> None:
        self.do_POST()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        _, bot, method = (self.path.split("?")[0].split("/") + ["", ""])[:3]
        given, files = _parameters(self.headers.get("Content-Type") or "", body)
        fault = self.server.faults.take(method)
        status, answer = 0, {}
        if fault is None or fault.kind in (FaultKind.SLOW, FaultKind.DROP_AFTER):
            if fault and fault.kind is FaultKind.SLOW:
                time.sleep(fault.amount)
            status, answer = self._carry_out(bot, method, given, files)
        if fault and fault.kind in (FaultKind.STATUS, FaultKind.REST):
            status, answer = _fault_answer(fault)
        self.server.calls.append(Call(method, given, time.monotonic(), status))
        if fault and fault.kind in (FaultKind.DROP_BEFORE, FaultKind.DROP_AFTER):
            return self._drop()
        self._write(status, answer)

    def _carry_out(self, bot: str, method: str, given: dict[str, Any], files: dict[str, bytes]) -> tuple[int, dict]:
        if bot != f"bot{self.server.token}":
            return 401, {"ok": False, "error_code": 401, "description": "Unauthorized"}
        try:
            return 200, {"ok": True, "result": self.server.methods.do(method, given, files)}
        except TwoPollers:
            words = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
            return 409, {"ok": False, "error_code": 409, "description": words}
        except Refused as refused:
            answer = {"ok": False, "error_code": refused.status, "description": refused.description}
            return refused.status, answer | ({"parameters": refused.parameters} if refused.parameters else {})

    def _write(self, status: int, answer: dict) -> None:
        body = json.dumps(answer).encode()
        with contextlib.suppress(OSError):
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def _drop(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _fault_answer(fault: Fault) -> tuple[int, dict]:
    if fault.kind is FaultKind.REST:
        words = f"Too Many Requests: retry after {fault.amount}"
        return 429, {"ok": False, "error_code": 429, "description": words, "parameters": {"retry_after": fault.amount}}
    return int(fault.amount), {"ok": False, "error_code": int(fault.amount), "description": "Internal Server Error"}


def _parameters(content_type: str, body: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """A request's parameters and files, from any of the three forms that Telegram takes."""
    if content_type.startswith("application/json"):
        return json.loads(body or b"{}"), {}
    if not content_type.startswith("multipart/"):
        return dict(parse_qsl(body.decode(), keep_blank_values=True)), {}
    given: dict[str, Any] = {}
    files: dict[str, bytes] = {}
    whole = message_from_bytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
    for part in whole.get_payload():
        name, content = part.get_param("name", header="content-disposition"), part.get_payload(decode=True)
        if part.get_filename():
            files[name] = content
        else:
            given[name] = content.decode()
    return given, files
