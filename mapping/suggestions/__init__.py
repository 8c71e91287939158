"""Two or three things the person could do next, each from their own map, each with its reason."""

from mapping.suggestions.choosing import suggest
from mapping.suggestions.kinds import Reason, Suggestion, SuggestionKind

__all__ = ["Reason", "Suggestion", "SuggestionKind", "suggest"]
