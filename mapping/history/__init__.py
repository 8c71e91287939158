"""A map's history: the facts in the past tense, and every map that ever stood rebuilt from them."""

from mapping.history.builder import MapBuilder
from mapping.history.fold import MAP_KINDS, fold, last_message, standing
from mapping.history.moments import Moment, moments
from mapping.history.sittings import last_time
from mapping.history.taken_off import TakenOff, taken_off
from mapping.history.talk import CHECK, Question, Talk, fold_talk

__all__ = ["CHECK", "MAP_KINDS", "MapBuilder", "Moment", "Question", "TakenOff", "Talk", "fold", "fold_talk", "last_message", "last_time", "moments", "standing",
           "taken_off"]
