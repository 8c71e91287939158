"""The console as a browser's wire sees it: the real web process, plain HTTP, and requests that no browser would send."""

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.browser.serving import Served, served

PATIENT = 60.0  # seconds


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("wire")) as process:
        yield process


def _ask(here: Served, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, http.client.HTTPMessage, str]:
    line = http.client.HTTPConnection("127.0.0.1", here.settings.web_port, timeout=PATIENT)
    try:
        line.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
    finally:
        line.close()


def _raw(here: Served, request: bytes) -> bytes:
    """The first bytes of the answer to these bytes."""
    with socket.create_connection(("127.0.0.1", here.settings.web_port), PATIENT) as line:
        line.sendall(request)
        return line.recv(64)


def test_safety_headers_are_on_the_wire(here: Served) -> None:
    for path, status in (("/console/sign-in", 200), ("/console/people", 303), ("/console/nowhere", 404)):
        code, headers, _ = _ask(here, "GET", path)
        assert code == status
        assert headers["Content-Security-Policy"].startswith("default-src 'none'") and headers["X-Frame-Options"] == "DENY", path
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["Cache-Control"] == "no-store", path
        assert "Werkzeug" not in (headers["Server"] or ""), path


def test_a_form_without_its_pass_or_from_another_site_is_refused(here: Served) -> None:
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    assert _ask(here, "POST", "/console/sign-in", b"email=a%40b.org&password=x", **form)[0] == 403
    assert _ask(here, "POST", "/console/sign-in", b"email=a%40b.org", Origin="https://evil.example", **form)[0] == 403


def test_another_name_is_not_answered(here: Served) -> None:
    assert _ask(here, "GET", "/console/sign-in", Host="evil.example")[0] == 421


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json"])
def test_too_much_is_refused_whatever_it_says_it_is(here: Served, kind: str) -> None:
    assert _ask(here, "POST", "/console/sign-in", b"email=" + b"x" * 300_000, Content_Type=kind)[0] in (403, 413)


@pytest.mark.parametrize("request_bytes", [
    b"GET /console/people/%00 HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n",
    b"GET /console/people/%ff%fe HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n",
    b"GET /console/../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n",
    b"POST /console/sign-in HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: -1\r\nConnection: close\r\n\r\n",
    b"POST /console/sign-in HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n",
    b"BREW /console/people HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n",
    b"GET /console/people HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: selfmap_console=\xff\xfe\r\nConnection: close\r\n\r\n",
])
def test_what_no_browser_sends_makes_no_fault(here: Served, request_bytes: bytes) -> None:
    answer = _raw(here, request_bytes.replace(b"{port}", str(here.settings.web_port).encode()))
    assert answer.startswith(b"HTTP/1.") and answer[9:10] in b"34", answer
