"""Reading messages: which people, places and activities a message names, and what it says of them."""

from nlu.extraction.bare_answers import is_hobby
from nlu.extraction.ends import is_town
from nlu.extraction.reader import Reader
from nlu.extraction.whose_children import has_children

__all__ = ["Reader", "has_children", "is_hobby", "is_town"]
