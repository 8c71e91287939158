"""What can go wrong with a map, each error named for the fact it states."""


class SelfmapError(Exception):
    """Any fault that Selfmap knows about and can put into words."""


class ParticipantUnknown(SelfmapError):
    """No participant has this id."""


class ConsentMissing(SelfmapError):
    """The person has not agreed that a map of them is kept."""


class ItemUnknown(SelfmapError):
    """Nothing on the map answers to this label or id."""


class NothingToUndo(SelfmapError):
    """No change is left that could be taken back."""


class GoalUnknown(SelfmapError):
    """No goal of this person has this id."""


class PictureUnknown(SelfmapError):
    """No picture of this person has this id."""


class MapUnreadable(SelfmapError):
    """A map file can't be read; the message says what was wrong and how to mend it."""


class DirectoryUnreadable(SelfmapError):
    """A directory of local resources can't be read; the message says what was wrong and how to mend it."""


class TuningUnreadable(SelfmapError):
    """The settings of the suggestions can't be read; the message says what was wrong and how to mend it."""


class StoreUnreachable(SelfmapError):
    """The database refuses, hangs or is locked."""
