"""The short form of a map's text, for under its picture."""

from collections import Counter
from collections.abc import Sequence

from mapping.describe.names import agreeing, counted, listed
from mapping.describe.splitting import telegram_length
from mapping.describe.whole import opening
from mapping.layout.labels import shown_name
from mapping.model import Impact, Item, Kind, Status, WellbeingMap
from mapping.naming import doing
from mapping.words import of_them, read_words

CAPTION_LIMIT = 1024  # UTF-16 units, Telegram's for a photo
NAMED = 3  # how many names a caption gives at once
LONGEST = 40  # letters of a name


def caption(map: WellbeingMap) -> str:
    """A few short sentences: how much is on it and what stands out. At most ``CAPTION_LIMIT``."""
    words = read_words()["text"]
    if not map.items:
        return words["empty"]
    now = [item for item in map.items if item.status is Status.CURRENT]
    parts = [opening(map)]
    for impact in (Impact.HELPS, Impact.HINDERS, Impact.MIXED):
        if found := [item for item in now if item.impact is impact]:
            parts.append(agreeing(words["caption"][impact.value], found).format(names=some([short(item) for item in found])))
    if linked := _most_linked(map):
        parts.append(words["caption"]["linked"].format(name=short(linked)))
    if unplaced := [short(item) for item in now if item.kind is Kind.PERSON and item.closeness is None]:
        sort = "one" if len(unplaced) == 1 else "few" if len(unplaced) <= NAMED else "many"
        parts.append(words["caption"]["unplaced"][sort].format(names=some(unplaced), count=len(unplaced)))
    while telegram_length(" ".join(parts)) > CAPTION_LIMIT:
        parts.pop()
    return " ".join(parts)


def short_form(text: str, limit: int = CAPTION_LIMIT) -> str:
    """Any of the longer texts for under a picture: whole where it fits, else as many lines as do, and that there is more."""
    if telegram_length(text) <= limit:
        return text
    more = read_words()["text"]["caption"]["more"]
    lines = text.split("\n")
    while lines and telegram_length("\n".join([*lines, "", more])) > limit:
        lines.pop()
    while lines and (not lines[-1] or lines[-1].endswith(":")):
        lines.pop()  # no heading without anything under it
    return "\n".join([*lines, "", more]).strip()


def short(item: Item) -> str:
    """The name, cut where it is long; an activity told by its verb ("i cook") as what is done; "my nan" as the bot says it."""
    name = shown_name(item)
    if (first := name.split(" ")[0]).lower() in ("my", "our") and first != name:
        name = ("their" if of_them() else "your") + name[len(first) :]
    done = doing(name) if item.kind is Kind.ACTIVITY else name
    return cut(done if done != name.lower() else name)


def cut(name: str) -> str:
    """Any name, cut where it is long."""
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"


def some(names: Sequence[str]) -> str:
    """The first names, and how many more."""
    if len(names) <= NAMED:
        return listed(names)
    return listed([*names[:NAMED], counted(read_words()["text"]["others"], len(names) - NAMED)])


def _most_linked(map: WellbeingMap) -> Item | None:
    """The one item in their life now with the most ties, where there is one and it has at least three."""
    there = {item.id for item in map.items if item.status is Status.CURRENT}
    top = Counter(end for tie in map.ties for end in (tie.a, tie.b) if end in there).most_common(2)
    if not top or top[0][1] < 3 or (len(top) > 1 and top[1][1] == top[0][1]):
        return None
    return map.item(top[0][0])
