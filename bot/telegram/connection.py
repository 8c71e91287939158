"""The connection to a Bot API server: Telegram's own, or the one TELEGRAM_API_URL names."""

from urllib.parse import urlsplit

from telegram import Bot
from telegram.request import HTTPXRequest

LONG_POLL = 25  # seconds Telegram may hold a request for updates


def make_bot(token: str, api_url: str) -> Bot:
    """A bot with one pool for sending and one connection for updates."""
    here = {"trust_env": False} if _is_here(api_url) else {}
    timing = {"pool_timeout": 30, "read_timeout": 15}
    return Bot(
        token, base_url=f"{api_url}/bot", base_file_url=f"{api_url}/file/bot",
        request=HTTPXRequest(connection_pool_size=32, httpx_kwargs=here, **timing),
        get_updates_request=HTTPXRequest(connection_pool_size=1, httpx_kwargs=here, **timing),
    )


def _is_here(api_url: str) -> bool:
    """Whether the server is this machine: then no proxy stands between."""
    return (urlsplit(api_url).hostname or "") in ("127.0.0.1", "localhost", "::1")
