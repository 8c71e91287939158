"""What a service sets up for its own place: how ideas are tuned, and its directory of what is on nearby. Read once, at the first need."""

import logging
import os
from functools import lru_cache
from pathlib import Path

from mapping.errors import DirectoryUnreadable, TuningUnreadable
from mapping.model import WellbeingMap
from mapping.resources import Resource, near_to, read_directory
from mapping.suggestions import Tuning, read_tuning

logger = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def tuning() -> Tuning | None:
    """How ideas are tuned, by SELFMAP_SUGGESTIONS (a file); None, as shipped, where it is not set or can't be read."""
    if not (path := os.environ.get("SELFMAP_SUGGESTIONS")):
        return None
    try:
        return read_tuning(Path(path))
    except TuningUnreadable as error:
        logger.error("SELFMAP_SUGGESTIONS: %s", error)
        return None


@lru_cache(maxsize=1)
def directory() -> tuple[Resource, ...]:
    """The entries of SELFMAP_DIRECTORY (a file or folder in Open Referral UK format); none where it is not set or can't be read."""
    if not (path := os.environ.get("SELFMAP_DIRECTORY")):
        return ()
    try:
        found = read_directory(Path(path))
    except DirectoryUnreadable as error:
        logger.error("SELFMAP_DIRECTORY: %s", error)
        return ()
    for each in found.skipped:
        logger.warning("SELFMAP_DIRECTORY: left out %s %s: %s", each.where, each.name, each.why)
    return found.resources


def nearby(wellbeing_map: WellbeingMap) -> tuple[Resource, ...]:
    """What the directory has for where this person's places are; all of it where the map names none of its areas."""
    return near_to(wellbeing_map, directory())
