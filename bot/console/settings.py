"""The console's settings, read once from the environment. The README has the table."""

import contextlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.settings import SettingWrong


@dataclass(frozen=True, slots=True)
class Organisation:
    """Where an organisation's own accounts live (OpenID Connect). ``issuer`` is its address."""

    name: str
    issuer: str
    client_id: str
    client_secret: str


@dataclass(frozen=True, slots=True)
class Post:
    """The mail server that takes notices to staff. ``secure``: TLS from the start; else STARTTLS where it is offered."""

    host: str
    port: int
    sender: str
    username: str | None = None
    password: str | None = None
    secure: bool = False


@dataclass(frozen=True, slots=True)
class ConsoleSettings:
    """Everything the console is told from outside. ``key``: 32 bytes; nothing is signed or sealed with it directly."""

    home: Path
    key: bytes
    url: str | None = None  # where browsers reach it, when not at SELFMAP_WEB_ADDRESS: https://console.example.org
    organisation: Organisation | None = None
    post: Post | None = None
    duty_email: str | None = None  # a mailbox that gets every alert nobody acknowledged
    trusted_proxy: str | None = None  # the address of the server before us, whose X-Forwarded-For is believed

    @property
    def secure(self) -> bool:
        """Whether browsers reach it by https alone."""
        return bool(self.url and self.url.startswith("https://"))

    def key_for(self, purpose: str) -> bytes:
        """A key of 32 bytes for one purpose (HKDF-SHA256, RFC 5869): what leaks of one tells nothing of another."""
        return HKDF(SHA256(), 32, salt=None, info=f"selfmap console {purpose}".encode()).derive(self.key)


def read_console_settings(home: Path, environ: Mapping[str, str] = os.environ) -> ConsoleSettings:
    """The console's settings from this environment; its key is made on first use. Raises SettingWrong."""
    return ConsoleSettings(
        home=home, key=_key(home, environ.get("SELFMAP_CONSOLE_KEY_FILE")), url=_url(environ), organisation=_organisation(environ), post=_post(environ),
        duty_email=environ.get("SELFMAP_ALERT_EMAIL") or None, trusted_proxy=environ.get("SELFMAP_TRUSTED_PROXY") or None,
    )


def _key(home: Path, named: str | None) -> bytes:
    """Made once, readable by its owner alone. It is not in the database, so that who reads that can't forge the log.

    Several web processes on several machines need one and the same: ``named`` is a file with it, 64 hexadecimal digits.
    """
    path = Path(named) if named else home / "console.key"
    if not named and not path.exists():
        draft = home / f".console.key.{os.getpid()}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)  # whole or not at all, and the first one wins
        draft.unlink()
    try:
        key = bytes.fromhex(path.read_text().strip())
    except (ValueError, OSError):
        key = b""
    if len(key) != 32 and named:
        raise SettingWrong(f"SELFMAP_CONSOLE_KEY_FILE names {path}, which must hold 64 hexadecimal digits. `openssl rand -hex 32` makes them.")
    if len(key) != 32:
        raise SettingWrong(f"{path} is damaged. Put it back from your backup: codes and the audit log need this very key.")
    return key


def _url(environ: Mapping[str, str]) -> str | None:
    text = (environ.get("SELFMAP_CONSOLE_URL") or "").rstrip("/")
    if text and (_split(text).scheme not in {"http", "https"} or not _split(text).hostname or _split(text).path):
        raise SettingWrong(f"SELFMAP_CONSOLE_URL is {text!r}. It must be like https://console.example.org, without a path.")
    return text or None


def _organisation(environ: Mapping[str, str]) -> Organisation | None:
    issuer = (environ.get("SELFMAP_OIDC_ISSUER") or "").rstrip("/")
    if not issuer:
        return None
    client_id, secret = environ.get("SELFMAP_OIDC_CLIENT_ID"), environ.get("SELFMAP_OIDC_CLIENT_SECRET")
    if not client_id or not secret:
        raise SettingWrong("SELFMAP_OIDC_ISSUER is set. Set SELFMAP_OIDC_CLIENT_ID and SELFMAP_OIDC_CLIENT_SECRET too.")
    host = _split(issuer).hostname or ""
    if _split(issuer).scheme != "https" and host not in {"127.0.0.1", "localhost", "::1"}:
        raise SettingWrong(f"SELFMAP_OIDC_ISSUER is {issuer!r}. It must start with https://.")
    return Organisation(environ.get("SELFMAP_OIDC_NAME") or host, issuer, client_id, secret)


def _post(environ: Mapping[str, str]) -> Post | None:
    text = environ.get("SELFMAP_SMTP_URL") or ""
    if not text:
        return None
    parts, sender = _split(text), environ.get("SELFMAP_SMTP_FROM") or ""
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise SettingWrong("SELFMAP_SMTP_URL must be like smtp://name:password@mail.example.org:587.")
    if "@" not in sender:
        raise SettingWrong("SELFMAP_SMTP_URL is set. Set SELFMAP_SMTP_FROM to the address that mail comes from.")
    secure = parts.scheme == "smtps"
    return Post(parts.hostname, parts.port or (465 if secure else 587), sender, parts.username, parts.password, secure)


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  it is only checked when asked for
        return parts
    except ValueError:
        return urlsplit("")
