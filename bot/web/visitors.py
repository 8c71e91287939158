"""Knowing the same browser again, without a name or a password."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

from flask import Request, Response

COOKIE = "selfmap_chat"
A_YEAR = 365 * 24 * 3600  # seconds
_KEY = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Visitor:
    """One browser that talks to us. `address` is what the store knows it by; `pass_` proves that a page is its own."""

    key: str
    address: str
    pass_: str
    new: bool = False

    def remember(self, answer: Response) -> Response:
        """Give the browser its key to keep. No script can read it and no other site can send it."""
        answer.set_cookie(COOKIE, self.key, max_age=A_YEAR, httponly=True, samesite="Strict", path="/")
        return answer


class Visitors:
    """Tells browsers apart by the key in their cookie."""

    def __init__(self, service_key: str) -> None:
        self._seal = hashlib.sha256(b"selfmap web chat page " + service_key.encode()).digest()

    def of(self, request: Request) -> Visitor:
        """The browser behind this request: a new one where it shows no key of the right shape."""
        key = request.cookies.get(COOKIE, "")
        return self._visitor(key) if _KEY.fullmatch(key) else self.fresh()

    def fresh(self) -> Visitor:
        """Somebody nobody has met."""
        return self._visitor(secrets.token_urlsafe(32), new=True)

    def shows_pass(self, visitor: Visitor, request: Request) -> bool:
        """Says whether the request carries this browser's own page pass, in a header or a form field."""
        shown = request.headers.get("X-Selfmap-Pass") or request.form.get("pass") or ""
        return hmac.compare_digest(visitor.pass_.encode(), shown.encode())

    def _visitor(self, key: str, new: bool = False) -> Visitor:
        """The store gets a digest: who reads the database can't pose as the browser."""
        address = hashlib.sha256(b"selfmap web chat " + key.encode()).hexdigest()
        return Visitor(key, address, hmac.new(self._seal, key.encode(), "sha256").hexdigest(), new)
