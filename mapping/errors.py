"""What can go wrong with a map, each error named for the fact it states."""


class SelfmapError(Exception):
    """Any fault that Selfmap knows about and can put into words."""


class ParticipantUnknown(SelfmapError):
    """No participant has this id."""


class ConsentMissing(SelfmapError):
    """The person has not agreed that a map of them is kept."""


class ItemUnknown(SelfmapError):
    """Nothing on the map answers to this label or id."""


class WishUnknown(SelfmapError):
    """No wish of this person, and nothing that gets in their way, has this id."""


class OnTheMapAlready(SelfmapError):
    """What should be added is on the map; ``ids`` say which things, wishes or barriers it may be."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        super().__init__("It is on the map already.")
        self.ids = ids


class NothingToUndo(SelfmapError):
    """No change is left that could be taken back."""


class GoalUnknown(SelfmapError):
    """No goal of this person has this id."""


class TooManyGoals(SelfmapError):
    """Three goals are under way already: one has to rest before another begins."""


class RatingOutOfRange(SelfmapError):
    """A rating is a whole number from 0 to 10."""


class NothingPlanned(SelfmapError):
    """No check-in is to come."""


class SessionPlanUnreadable(SelfmapError):
    """The file of sessions can't be read; the message says what was wrong and how to mend it."""

    wordless = True  # its text is ours and holds nothing that anybody said: log lines may tell it


class SessionsOver(SelfmapError):
    """All sessions that were planned have been held."""


class PictureUnknown(SelfmapError):
    """No picture of this person has this id."""


class MapUnreadable(SelfmapError):
    """A map file can't be read; the message says what was wrong and how to mend it."""


class DirectoryUnreadable(SelfmapError):
    """A directory of local resources can't be read; the message says what was wrong and how to mend it."""

    wordless = True  # its text is ours and holds nothing that anybody said: log lines may tell it


class TuningUnreadable(SelfmapError):
    """The settings of the suggestions can't be read; the message says what was wrong and how to mend it."""

    wordless = True  # its text is ours and holds nothing that anybody said: log lines may tell it


class StoreUnreachable(SelfmapError):
    """The database refuses, hangs or is locked."""

    wordless = True  # its text is ours and holds nothing that anybody said: log lines may tell it


class SchemaNewer(SelfmapError):
    """The database was brought up to date by a newer release than this one."""


class KeyMissing(SelfmapError):
    """A key is not there, or is not the right one; the message says which, and how to mend it."""


class SealBroken(SelfmapError):
    """A sealed value was altered, moved to another row, or was never sealed: it is refused."""
