"""The plain data types of a wellbeing map and of what was read from a message (design §5)."""

from mapping.model.changes import Change, ChangeKind
from mapping.model.items import (
    Barrier, Closeness, Frequency, Goal, GoalState, Impact, Item, Kind, Status, Tie, WellbeingMap, Wish,
)
from mapping.model.readings import Answer, BarrierSaid, Correction, CorrectionKind, Link, Mention, Reading
from mapping.model.relations import FORMAL_RELATIONS, INFORMAL_RELATIONS, RELATIONS, is_formal

__all__ = [
    "Answer", "Barrier", "BarrierSaid", "Change", "ChangeKind", "Closeness", "Correction", "CorrectionKind",
    "FORMAL_RELATIONS", "Frequency", "Goal", "GoalState", "INFORMAL_RELATIONS", "Impact", "Item", "Kind", "Link",
    "Mention", "RELATIONS", "Reading", "Status", "Tie", "WellbeingMap", "Wish", "is_formal",
]
