"""Two or three things the person could do next, each from their own map, each with its reason, none that the map contradicts."""

from mapping.suggestions.choosing import suggest
from mapping.suggestions.kinds import Reason, Suggestion, SuggestionKind
from mapping.suggestions.tuning import Tuning, read_tuning

__all__ = ["Reason", "Suggestion", "SuggestionKind", "Tuning", "read_tuning", "suggest"]
