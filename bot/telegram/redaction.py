"""Logs without the bot's token: Telegram puts it in every address, and so in every error."""

import logging
import re
import sys

from watching.lines import log_as_json

_TOKEN_SHAPE = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")


class RedactingFormatter(logging.Formatter):
    """Writes log lines, tracebacks included, with the token blotted out."""

    def __init__(self, token: str | None) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        """One line, or several with a traceback."""
        return blotted(super().format(record), self._token)


def blotted(line: str, token: str | None) -> str:
    """The line with the token blotted out, and whatever has the shape of one."""
    return _TOKEN_SHAPE.sub("[token]", line.replace(token, "[token]") if token else line)


def start_logging(level: str, token: str | None, *, as_json: bool = False) -> None:
    """Send every log line of this process to standard error through the redaction. Ids only: nobody's words."""
    for noisy in ("httpx", "httpcore", "telegram", "apscheduler", "asyncio", "urllib3", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    if as_json:
        handler = log_as_json("bot", level, hide=lambda line: blotted(line, token))
    else:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(RedactingFormatter(token))
        logging.basicConfig(level=level, handlers=[handler], force=True)
    dbos = logging.getLogger("dbos")  # it would add a handler of its own
    dbos.handlers[:], dbos.propagate = [handler], False
