"""Faults of our own, told in the log without anybody's words: an error's text may quote what a person wrote."""

from pathlib import Path
from traceback import extract_tb


def where(error: BaseException) -> str:
    """What kind of error, and the way to it through the code: file and line, innermost first."""
    frames = reversed(extract_tb(error.__traceback__)[-6:])
    way = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    return f"{type(error).__name__} at {way}"
