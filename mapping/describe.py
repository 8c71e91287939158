"""The map in words: in full for those who can't see it, and short for under it. Never a score or a judgement."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from mapping.layout.labels import relation_words, shown_name
from mapping.layout.measure import tidy
from mapping.model import Closeness, Goal, Impact, Item, Kind, Status, WellbeingMap
from mapping.naming import fold_label, is_role
from mapping.words import read_words

CAPTION_LIMIT = 1024  # Telegram's, for a photo
NAMED = 3  # how many names a caption gives at once


def describe_map(map: WellbeingMap) -> str:
    """Everything on the map as plain paragraphs, grouped the way people speak of their lives."""
    said = read_words()["text"]
    if not (map.items or map.wishes or map.goals or map.barriers):
        return said["empty"]
    paragraphs = [
        _opening(map),
        *_people(map),
        *_kind_lists(map),
        _ties(map),
        *_impacts(map),
        _wishes(map),
        _barriers(map),
        _goals(map),
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def caption(map: WellbeingMap) -> str:
    """A few short sentences for under the picture: how much is on it and what stands out. Under 1,024 characters."""
    said = read_words()["text"]
    if not map.items:
        return said["empty"]
    parts = [_opening(map)]
    for impact in (Impact.HELPS, Impact.HINDERS, Impact.MIXED):
        if found := [_short(item) for item in map.items if item.impact is impact]:
            parts.append(said["caption"][impact.value].format(names=_some(found)))
    if linked := _most_linked(map):
        parts.append(said["caption"]["linked"].format(name=_short(linked)))
    if unplaced := sum(item.closeness is None for item in map.items if item.kind is Kind.PERSON):
        parts.append(_counted(said["caption"]["unplaced"], unplaced))
    return " ".join(parts)


def split_for_telegram(text: str, limit: int = 4096) -> list[str]:
    """The text in pieces of up to ``limit`` (UTF-16 units, as Telegram counts), broken where it hurts least."""
    pieces, rest = [], text.strip()
    while _length(rest) > limit:
        head = _head(rest, limit)
        cut = next((end for pattern in (r"\n\n", r"\n", r"[.!?…] ", r" ") if (end := _last(pattern, head))), len(head))
        pieces.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [piece for piece in (*pieces, rest) if piece]


def _length(text: str) -> int:
    return len(text) + sum(ord(letter) > 0xFFFF for letter in text)


def _head(text: str, limit: int) -> str:
    used = 0
    for place, letter in enumerate(text):
        used += 2 if ord(letter) > 0xFFFF else 1
        if used > limit:
            return text[: max(place, 1)]
    return text


def _last(pattern: str, text: str) -> int:
    """The end of the last match, if it is not so early that the piece would be nearly empty; else 0."""
    ends = [match.end() for match in re.finditer(pattern, text) if match.end() > len(text) // 4]
    return ends[-1] if ends else 0


def _counted(forms: dict[str, str], count: int) -> str:
    return forms["one" if count == 1 else "many"].format(count=count)


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {read_words()['text']['and']} {names[-1]}"


def _some(names: Sequence[str]) -> str:
    if len(names) <= NAMED:
        return _listed(names)
    return _listed([*names[:NAMED], _counted(read_words()["text"]["others"], len(names) - NAMED)])


def _short(item: Item) -> str:
    name = shown_name(item)
    return name if len(name) <= 40 else name[:39].rstrip() + "…"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else text + "."


def _opening(map: WellbeingMap) -> str:
    said = read_words()["text"]
    counts = [_counted(said["counts"][kind.value], count) for kind in Kind if (count := len(map.of_kind(kind)))]
    if not counts:
        return said["nothing_placed"]
    opening = said["opening"].format(counts=_listed(counts))
    return opening + (" " + _counted(said["ties_count"], len(map.ties)) if map.ties else "")


def _most_linked(map: WellbeingMap) -> Item | None:
    """The one item with the most ties, where there is one and it has at least three."""
    top = Counter(end for tie in map.ties for end in (tie.a, tie.b) if map.item(end)).most_common(2)
    if not top or top[0][1] < 3 or (len(top) > 1 and top[1][1] == top[0][1]):
        return None
    return map.item(top[0][0])


def _section(heading: str, lines: Iterable[str]) -> str:
    lines = list(lines)
    return "\n".join([heading, *(f"- {line}" for line in lines)]) if lines else ""


def _people(map: WellbeingMap) -> Iterator[str]:
    """A paragraph for each ring with people, groups or pets in it, the closest first; last those not placed."""
    headings = read_words()["text"]["headings"]
    for ring in (*Closeness, None):
        found = [item for item in map.of_kind(Kind.PERSON, Kind.GROUP, Kind.PET) if item.closeness is ring]
        yield _section(
            headings[ring.value if ring else "unplaced"], (_item_line(item, with_ring=False) for item in found)
        )


def _kind_lists(map: WellbeingMap) -> Iterator[str]:
    headings = read_words()["text"]["headings"]
    for kind in (Kind.PLACE, Kind.ACTIVITY):
        yield _section(headings[kind.value], (_item_line(item, with_ring=True) for item in map.of_kind(kind)))


def _item_line(item: Item, *, with_ring: bool) -> str:
    return _sentence(
        f"{shown_name(item)}: {'; '.join(facts)}" if (facts := list(_facts(item, with_ring))) else shown_name(item)
    )


def _facts(item: Item, with_ring: bool) -> Iterator[str]:
    words = read_words()
    said = words["text"]["facts"]
    if item.kind in (Kind.GROUP, Kind.PET):
        yield said[item.kind.value]
    if relation := relation_words(item):
        yield relation
    if item.formal is not None and not (item.formal is False and item.relation):
        yield said["formal" if item.formal else "informal"]
    if item.status is not Status.CURRENT:
        yield said[item.status.value]
    if item.frequency:
        yield words["frequency"][item.frequency.value]
    if item.locality:
        yield said["locality"].format(place=tidy(item.locality))
    others = [alias for alias in item.aliases if not _said_already(alias, item)]
    if others:
        yield said["aliases"].format(names=_listed([tidy(alias) for alias in others]))
    if with_ring and item.closeness:
        yield said["ring"].format(ring=words["rings"][item.closeness.value])


def _ties(map: WellbeingMap) -> str:
    said = read_words()["text"]
    lines = []
    for tie in map.ties:
        a, b = map.item(tie.a), map.item(tie.b)
        if a and b:
            form = said["tie_words"] if tie.words else said["tie"]
            lines.append(form.format(a=shown_name(a), b=shown_name(b), words=tidy(tie.words or "")))
    return _section(said["headings"]["ties"], _sentences(lines))


def _sentences(lines: Iterable[str]) -> list[str]:
    """Each line with a full stop; names keep the small or capital letters they were written in."""
    return [_sentence(line) for line in lines]


def _impacts(map: WellbeingMap) -> Iterator[str]:
    """What helps, what is hard, what is a bit of both, what does neither, with the person's own words."""
    said = read_words()["text"]
    for impact in Impact:
        lines = []
        for item in map.items:
            if item.impact is impact:
                own = said["own_words"].format(words=tidy(item.impact_words)) if item.impact_words else ""
                lines.append(_sentence(shown_name(item) + own) if not own else shown_name(item) + own)
        yield _section(said["headings"][impact.value], lines)


def _about(map: WellbeingMap, ids: Iterable[str]) -> str:
    names = [shown_name(item) for item_id in ids if (item := map.item(item_id))]
    return read_words()["text"]["about"].format(names=_listed(names)) if names else ""


def _wishes(map: WellbeingMap) -> str:
    said = read_words()["text"]
    lines = (
        (said["less"] if wish.less else said["more"]).format(text=tidy(wish.text)) + _about(map, wish.items)
        for wish in map.wishes
    )
    return _section(said["headings"]["wishes"], _sentences(lines))


def _barriers(map: WellbeingMap) -> str:
    said = read_words()["text"]
    blocked = {thing.id: tidy(thing.text) for thing in (*map.wishes, *map.goals)} | {
        item.id: shown_name(item) for item in map.items
    }
    lines = (
        tidy(barrier.text) + (said["blocks"].format(text=blocked[barrier.blocks]) if barrier.blocks in blocked else "")
        for barrier in map.barriers
    )
    return _section(said["headings"]["barriers"], _sentences(lines))


def _goals(map: WellbeingMap) -> str:
    return _section(read_words()["text"]["headings"]["goals"], _sentences(_goal_line(map, goal) for goal in map.goals))


def _goal_line(map: WellbeingMap, goal: Goal) -> str:
    said = read_words()["text"]
    line = tidy(goal.text) + _about(map, goal.items)
    if goal.first_step:
        line += said["first_step"].format(text=tidy(goal.first_step))
    return line + said["goal_states"][goal.state.value]


def _said_already(alias: str, item: Item) -> bool:
    """An alias that is only the role, or part of the name, tells nobody anything new."""
    known = f"{item.label} {item.relation_words or ''} {item.relation or ''}"
    return fold_label(alias) in fold_label(known) or is_role(alias)
