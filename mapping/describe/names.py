"""What each thing is called in the text of a map: no two alike, and nothing that could be read as something else."""

import re
from collections.abc import Iterable, Sequence

from mapping.layout.labels import shown_name
from mapping.layout.measure import tidy
from mapping.model import Item, WellbeingMap
from mapping.naming import is_several
from mapping.words import read_words

_JOINS = re.compile(r"[:;,“”]|[.!?…]$")  # what a line of the text is put together with
_QUOTES = re.compile(r"[“”]")


class Names:
    """The names of everything on one map."""

    def __init__(self, map: WellbeingMap) -> None:
        self._names: dict[str, str] = {}
        taken: set[str] = set()
        for item in map.items:
            name = next(name for name in _ways_to_say(item, map.items) if name.casefold() not in taken)
            taken.add(name.casefold())
            self._names[item.id] = quoted_if(name, could_be_more(name))

    def of(self, item: Item) -> str:
        """The name of this item."""
        return self._names[item.id]

    def of_ids(self, ids: Iterable[str]) -> list[str]:
        """The names of those of these that are on the map."""
        return [self._names[item_id] for item_id in ids if item_id in self._names]


def _ways_to_say(item: Item, others: Sequence[Item]) -> Iterable[str]:
    """The name; with its kind where another has the same; with a number where that does not help either."""
    name, kind = shown_name(item), read_words()["kinds"][item.kind.value]["one"]
    alike = [each for each in others if shown_name(each).casefold() == name.casefold()]
    if len(alike) > 1 and all(each is item or each.kind is not item.kind for each in alike):
        yield f"{name} ({kind})"
    else:
        yield name
    yield from (f"{name} ({number})" for number in range(2, len(others) + 2))


def could_be_more(name: str) -> bool:
    """Whether a name has in it what joins names and facts."""
    return bool(_JOINS.search(name)) or read_words()["text"]["and"] in name.casefold().split()


def quoted(text: str) -> str:
    """In “ ”; one ” in the text itself is written twice."""
    return f"“{text.replace('”', '””')}”"


def quoted_if(text: str, needed: bool) -> str:
    """The text, in “ ” only where it is needed or it has such signs itself."""
    return quoted(text) if needed or _QUOTES.search(text) else text


def listed(names: Sequence[str]) -> str:
    """"a", "a and b", "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {read_words()['text']['and']} {names[-1]}"


def counted(forms: dict[str, str], count: int) -> str:
    """The words for one, or for so many."""
    return forms["one" if count == 1 else "many"].format(count=count)


def agreeing(forms: dict[str, str], items: Sequence[Item]) -> str:
    """The words for one thing or for several, still to be filled: "mum and dad" are several under one name."""
    return forms["one" if len(items) == 1 and not is_several(items[0]) else "many"]


def sentence(text: str) -> str:
    """With a full stop, unless it ends in one or the like."""
    return text if text.endswith((".", "!", "?", "…")) else text + "."


def own_sentence(text: str, reserved: Sequence[str] = ()) -> str:
    """Somebody's own words as part of a line: without a full stop at their end, in “ ” where they could be read wrong."""
    said = tidy(text)
    bare = said.rstrip(" .")
    return quoted_if(bare or said, not bare or any(phrase.casefold() in bare.casefold() for phrase in reserved))


def section(heading: str, lines: Iterable[str]) -> str:
    """A heading with its lines under it; nothing where there are none."""
    lines = list(lines)
    return "\n".join([heading, *(f"- {line}" for line in lines)]) if lines else ""
