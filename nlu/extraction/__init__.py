"""Reading messages: which people, places and activities a message names, and what it says of them."""

from nlu.extraction.bare_answers import is_hobby
from nlu.extraction.reader import Reader

__all__ = ["Reader", "is_hobby"]
