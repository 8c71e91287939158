"""The settings, read once from the environment. The README has the table."""

import contextlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from nlu.safety.contacts import NATIONS
from nlu.safety.hours import HoursWrong, WorkerHours
from watching.door import AddressWrong, address_for
from watching.lines import LogWrong, as_json


class SettingWrong(Exception):
    """A setting can't be used; the message says which, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the four processes are told from outside. Times in seconds."""

    home: Path
    database_url: str
    web_host: str
    web_port: int
    rasa_urls: tuple[str, ...]  # one or more Rasa; each person's turns go to one of them
    actions_urls: tuple[str, ...]  # `selfmap run` gives each Rasa one of these
    telegram_token: str | None
    telegram_api_url: str
    service_key: str  # shared by bot, rasa and actions; made on first run
    log_level: str
    webhook_url: str | None = None  # where Telegram posts updates to; None: they are fetched
    webhook_host: str = "127.0.0.1"  # where the bot process takes those posts
    webhook_port: int = 8081
    log_as_json: bool = False
    metrics_address: str | None = None  # HOST:PORT of the bot's figures and probes; web and actions have the next ports; None: no port
    nation: str = "england"  # where the service is: which helplines are named
    lowest_age: int = 16  # who is younger is shown a kind way out
    worker_hours: WorkerHours | None = None  # when its peer support workers look at notes; None: nobody is promised

    @property
    def durable_url(self) -> str:
        """DBOS's own database: beside ours, ids only."""
        if self.database_url.startswith("sqlite"):
            return f"sqlite:///{self.home / 'durable.db'}"
        return self.database_url


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings from this environment. Makes the home folder. Raises SettingWrong."""
    home = Path(environ.get("SELFMAP_HOME") or "./var").resolve()
    try:
        home.mkdir(parents=True, exist_ok=True)
        home.chmod(0o700)
        probe = home / ".writable"
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        raise SettingWrong(
            f"The folder {home} can't be written ({error.strerror}). Set SELFMAP_HOME to a folder of yours."
        ) from error
    host, port = _address(environ, "SELFMAP_WEB_ADDRESS", "127.0.0.1:8080")
    webhook_host, webhook_port = _address(environ, "TELEGRAM_WEBHOOK_ADDRESS", "127.0.0.1:8081")
    return Settings(
        home=home,
        database_url=environ.get("SELFMAP_DATABASE_URL") or f"sqlite:///{home / 'selfmap.db'}",
        web_host=host,
        web_port=port,
        rasa_urls=_urls(environ, "SELFMAP_RASA_URL", "http://127.0.0.1:5005"),
        actions_urls=_urls(environ, "SELFMAP_ACTIONS_URL", "http://127.0.0.1:5055"),
        telegram_token=environ.get("TELEGRAM_BOT_TOKEN") or None,
        telegram_api_url=(environ.get("TELEGRAM_API_URL") or "https://api.telegram.org").rstrip("/"),
        webhook_url=_webhook_url(environ),
        webhook_host=webhook_host,
        webhook_port=webhook_port,
        service_key=environ.get("SELFMAP_SERVICE_KEY") or _service_key(home),
        log_level=_log_level(environ),
        log_as_json=_log_as_json(environ),
        metrics_address=_metrics_address(environ),
        nation=_nation(environ),
        lowest_age=_lowest_age(environ),
        worker_hours=_worker_hours(environ),
    )


def _address(environ: Mapping[str, str], name: str, default: str) -> tuple[str, int]:
    text = environ.get(name) or default
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise SettingWrong(f"{name} is {text!r}. It must be HOST:PORT, such as {default}.")
    return host, int(port)


def _webhook_url(environ: Mapping[str, str]) -> str | None:
    """Where Telegram posts to. What Telegram itself would refuse is told here (Bot API, setWebhook); a server of one's own takes http, too."""
    text = (environ.get("TELEGRAM_WEBHOOK_URL") or "").strip()
    if not text:
        return None
    own_server = bool(environ.get("TELEGRAM_API_URL"))
    like = "It must be like https://bot.example.org/from-telegram."
    try:
        parts = urlsplit(text)
        port = parts.port or 443
    except ValueError:
        raise SettingWrong(f"TELEGRAM_WEBHOOK_URL is {text!r}. {like}") from None
    if parts.scheme not in ({"http", "https"} if own_server else {"https"}) or not parts.hostname:
        raise SettingWrong(f"TELEGRAM_WEBHOOK_URL is {text!r}. {like}")
    if port not in {443, 80, 88, 8443} and not own_server:
        raise SettingWrong(f"TELEGRAM_WEBHOOK_URL is {text!r}. Telegram posts to port 443, 80, 88 or 8443 alone.")
    if parts.path in ("", "/"):
        raise SettingWrong(f"TELEGRAM_WEBHOOK_URL is {text!r}. It needs a path, so that nothing else at that name is met. {like}")
    return text


def _urls(environ: Mapping[str, str], name: str, default: str) -> tuple[str, ...]:
    """One address, or several with commas between them."""
    given = environ.get(name) or default
    found = tuple(dict.fromkeys(text.strip().rstrip("/") for text in given.split(",") if text.strip()))
    if not found or not all(map(_is_address, found)):
        raise SettingWrong(f"{name} is {given!r}. It must be an address such as {default}, or several with commas between them.")
    return found


def _is_address(text: str) -> bool:
    try:
        return urlsplit(text).scheme in {"http", "https"} and bool(urlsplit(text).hostname) and (urlsplit(text).port or 1) > 0
    except ValueError:
        return False


def _log_level(environ: Mapping[str, str]) -> str:
    level = (environ.get("SELFMAP_LOG_LEVEL") or "INFO").upper()
    if level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise SettingWrong(f"SELFMAP_LOG_LEVEL is {level!r}. It must be DEBUG, INFO, WARNING or ERROR.")
    return level


def _log_as_json(environ: Mapping[str, str]) -> bool:
    try:
        return as_json(environ)
    except LogWrong as error:
        raise SettingWrong(str(error)) from error


def _metrics_address(environ: Mapping[str, str]) -> str | None:
    given = environ.get("SELFMAP_METRICS_ADDRESS", "").strip() or None
    try:
        address_for("bot", given)
    except AddressWrong as error:
        raise SettingWrong(str(error)) from error
    return given


def _nation(environ: Mapping[str, str]) -> str:
    nation = (environ.get("SELFMAP_NATION") or NATIONS[0]).strip().lower().replace(" ", "_")
    if nation not in NATIONS:
        raise SettingWrong(f"SELFMAP_NATION is {nation!r}. It must be one of {', '.join(NATIONS)}.")
    return nation


def _lowest_age(environ: Mapping[str, str]) -> int:
    text = environ.get("SELFMAP_LOWEST_AGE", "").strip() or "16"
    if not text.isdigit() or not 13 <= int(text) <= 25:
        raise SettingWrong(f"SELFMAP_LOWEST_AGE is {text!r}. It must be a whole number of years from 13 to 25, such as 16.")
    return int(text)


def _worker_hours(environ: Mapping[str, str]) -> WorkerHours | None:
    text = environ.get("SELFMAP_WORKER_HOURS", "").strip()
    try:
        return WorkerHours.read(text) if text else None
    except HoursWrong as error:
        raise SettingWrong(f"SELFMAP_WORKER_HOURS can't be read: {error}") from error


def _service_key(home: Path) -> str:
    """The key the processes show each other, made once and kept readable by its owner alone."""
    path = home / "service.key"
    if not path.exists():
        draft = home / f".service.key.{os.getpid()}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)  # whole or not at all, and the first one wins
        draft.unlink()
    return path.read_text().strip()
