"""Who may speak to the web process, and what its answers let a browser do."""

import ipaddress
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

from bot.settings import Settings

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # not no-referrer: that would send "Origin: null" with our own forms
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
}
READING = {"GET", "HEAD", "OPTIONS"}
PROBES = {"/healthz", "/readyz"}  # whoever shares out the load asks by an address of its own


def is_loopback(host: str) -> bool:
    """Says whether this address can be reached from this computer only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def own_hosts(settings: Settings) -> frozenset[str]:
    """The names this process answers to, as a browser writes them in the Host header."""
    names = {settings.web_host} | ({"127.0.0.1", "localhost", "[::1]"} if is_loopback(settings.web_host) else set())
    bracketed = {f"[{name}]" if ":" in name and not name.startswith("[") else name for name in names}
    ports = {f"{name}:{settings.web_port}" for name in bracketed}
    return frozenset(ports | bracketed if settings.web_port == 80 else ports)


def watch(app: Flask, settings: Settings, *, console_url: str | None = None) -> None:
    """Check every request before anything else sees it, and put the safety headers on every answer.

    `console_url` is the name under which others reach the console: under that name nothing else is served.
    """
    hosts = own_hosts(settings)
    open_to_others = not is_loopback(settings.web_host)
    public = urlsplit(console_url).netloc.lower() if console_url else None

    @app.before_request
    def _check() -> None:
        if request.host.lower() == public and public not in hosts:
            if not (request.path == "/console" or request.path.startswith(("/console/", "/static/"))):
                abort(404)  # the chat has no password: it is for this computer alone
        elif request.host.lower() not in hosts and not (request.path in PROBES and open_to_others):
            abort(421)  # some other name was made to point here (DNS rebinding)
        if request.method not in READING and not _comes_from_our_page():
            abort(403)

    @app.after_request
    def _close(answer: Response) -> Response:
        kept = {"Cache-Control"} if request.endpoint == "console.static" else set()  # their address changes with them
        answer.headers.update({name: value for name, value in HEADERS.items() if name not in kept})
        return answer


def _comes_from_our_page() -> bool:
    """Says whether the browser tells us that a page of ours, not somebody else's, sent this request."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    own = {f"{request.scheme}://{request.host}", f"https://{request.host}"}  # https: where a server before us takes it off
    return site in (None, "same-origin") and (origin is None or origin in own)
