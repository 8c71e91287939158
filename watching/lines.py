"""Log lines as JSON, one object a line, with ids and without words: chosen with SELFMAP_LOG=json.

Runs inside the Rasa server too (Python 3.10): standard library only.

Without words by how it is made: an error's text may quote what a person wrote, and a library may print what it was given. So
an error is told by its kind and the way to it through the code, and a library's line by its pattern, without what was put in.
"""

import json
import logging
import os
import re
import sys
import threading
from datetime import datetime, timezone
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Any, Callable, Dict, Mapping, Optional, Type

OURS = {"actions", "bot", "mapping", "nlu", "watching", "web"}  # loggers whose lines hold ids and codes only
ID = re.compile(r"\b(p|m|a|c|i)_[A-Za-z0-9_-]{16,}")
NAMES = {"p": "participant", "m": "message", "a": "alert", "c": "checkin", "i": "picture"}
FRAMES = 6  # of an error's way through the code


class LogWrong(ValueError):
    """SELFMAP_LOG is something else than text or json; the message says what to do."""


def as_json(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether log lines are to be JSON. Raises LogWrong."""
    form = (environ.get("SELFMAP_LOG") or "text").strip().lower()
    if form not in ("text", "json"):
        raise LogWrong(f"SELFMAP_LOG is {form!r}. It must be text or json.")
    return form == "json"


class JsonLines(logging.Formatter):
    """Makes the lines of one process. ``hide`` goes over what is said at the end, to blot out what must not be read."""

    def __init__(self, process: str, hide: Callable[[str], str] = str) -> None:
        super().__init__()
        self._process, self._hide = process, hide

    def format(self, record: logging.LogRecord) -> str:
        """One line: time (UTC), level, process, logger, at, said; ids and error where there are any."""
        line = begun(self._process, record.levelname, moment=record.created)
        line["logger"], line["at"] = record.name, f"{record.filename}:{record.lineno}"
        said = _said(record)
        if said:
            line["said"] = self._hide(said)
        ids = {NAMES[found.group(1)]: found.group(0) for found in ID.finditer(said)}
        if ids:
            line["ids"] = ids
        if record.exc_info and record.exc_info[1] is not None:
            line["error"], line["way"] = type(record.exc_info[1]).__name__, way(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def begun(process: str, level: str = "INFO", *, moment: Optional[float] = None) -> Dict[str, Any]:
    """The beginning of a line: when (now, or seconds since 1970), how grave, which process."""
    at = datetime.now(timezone.utc) if moment is None else datetime.fromtimestamp(moment, timezone.utc)
    return {"time": at.isoformat(timespec="milliseconds"), "level": level.lower(), "process": process}


def told(process: str, words: str, *, json_wanted: bool) -> str:
    """Something that we say ourselves and that holds nobody's words, such as "ready", in the form that is wanted."""
    return json.dumps({**begun(process), "said": words}, ensure_ascii=False) if json_wanted else f"{process}: {words}"


def way(error: BaseException) -> str:
    """The way to an error through the code, innermost first: file and line, none of its text."""
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(extract_tb(error.__traceback__)[-FRAMES:]))


def log_as_json(process: str, level: str, *, hide: Callable[[str], str] = str) -> logging.Handler:
    """Send every line of this process to standard error as JSON: of all loggers, of warnings, and of errors that nobody caught.

    Returns the handler, for a logger that must have one of its own.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(process, hide))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in list(logging.root.manager.loggerDict):  # libraries that print by themselves
        logger = logging.getLogger(name)
        if logger.handlers or not logger.propagate:
            logger.handlers[:], logger.propagate = [], True
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    threading.excepthook = lambda given: _uncaught(given.exc_type, given.exc_value, given.exc_traceback)
    return handler


def _uncaught(kind: Type[BaseException], error: Optional[BaseException], trace: Optional[TracebackType]) -> None:
    if error is not None and not isinstance(error, (KeyboardInterrupt, SystemExit)):
        logging.getLogger("watching").critical("an error that nobody caught", exc_info=(kind, error, trace))


def _said(record: logging.LogRecord) -> str:
    """What a record says. Empty where it is a library's whose pattern and values can't be told apart."""
    pattern = str(record.msg)
    if record.name.split(".")[0] not in OURS:
        return _event(pattern) if pattern.startswith("{") else pattern if record.args else ""
    if isinstance(record.msg, BaseException):
        return type(record.msg).__name__
    if not record.args:
        return pattern
    values = record.args if isinstance(record.args, Mapping) else tuple(map(_code, record.args))
    try:
        return pattern % values
    except (TypeError, ValueError, KeyError):
        return pattern


def _code(value: Any) -> Any:
    """An error by its kind, unless its text is known to hold nobody's words."""
    return type(value).__name__ if isinstance(value, BaseException) and not getattr(value, "wordless", False) else value


def _event(line: str) -> str:
    """structlog, which Rasa uses, writes an object: the event's name is the pattern, and all else is values."""
    try:
        event = json.loads(line).get("event")
    except (ValueError, AttributeError):
        return ""
    return event if isinstance(event, str) and re.fullmatch(r"[a-z0-9_.]+", event) else ""
