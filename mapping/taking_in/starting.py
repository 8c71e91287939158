"""What a file brings for a map, and what of it was not taken."""

from dataclasses import dataclass

from mapping.model import WellbeingMap


@dataclass(frozen=True, slots=True)
class NotTaken:
    """One thing in the files that was not taken. ``why`` names a sentence in ``mapping/words/taking_in.yml``.

    ``what`` is the file, column, value or name it is about; ``where`` where it stands, ``count`` how many there were.
    """

    why: str
    what: str = ""
    where: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class StartingMap:
    """A map as a file gives it: the items' ids are the file's own, and nothing has a source yet.

    ``fingerprint`` follows from the files' content, so that the same files are known again.
    """

    map: WellbeingMap
    not_taken: tuple[NotTaken, ...]
    fingerprint: str
