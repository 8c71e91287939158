"""Reading messages: which people, places and activities a message names, and what it says of them.

What is named here is loaded at its first use: the language models of `nlu/sentences` lie in a package below, and who runs only those needs no spaCy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlu.extraction.bare_answers import is_hobby
    from nlu.extraction.ends import is_town
    from nlu.extraction.reader import Reader
    from nlu.extraction.whose_children import has_children

__all__ = ["Reader", "has_children", "is_hobby", "is_town"]
_LIES_IN = {"Reader": "reader", "has_children": "whose_children", "is_hobby": "bare_answers", "is_town": "ends"}


def __getattr__(name: str) -> Any:
    if name not in _LIES_IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LIES_IN[name]}"), name)
