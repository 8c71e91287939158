"""One A4 page to take to a GP: the map, what helps, what is hard, and what the person would like, in their own words.

Set by Typst from ``page.typ``, with our own fonts only, so that it looks the same everywhere. The words are letters, not
dots: they can be searched, copied and read aloud. The map is a picture (Typst's own SVG text mixes no scripts), with its
names as alternative text (PDF/UA-1).
"""

import json
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import typst

from mapping.layout import Layout
from mapping.layout.labels import shown_name
from mapping.layout.measure import FONTS, tidy
from mapping.model import Goal, GoalState, Impact, Item, Status, WellbeingMap
from mapping.render import draw_png
from mapping.words import read_words

TEMPLATE = Path(__file__).parent / "page.typ"
FAMILIES = [  # names as Typst knows them, in the order in which they are tried for a letter
    "Atkinson Hyperlegible", "Noto Sans", "Noto Sans Arabic", "Noto Sans Gurmukhi", "Noto Sans Devanagari",
    "Noto Sans Bengali", "Noto Sans Gujarati", "Noto Sans Tamil", "Noto Sans Hebrew", "Noto Sans Ethiopic", "Noto Sans Thai",
    "Noto Sans SC", "Noto Emoji",
]
ZOOM = 1.5  # 1,920 dots over 126 mm: 387 to the inch
MOST = 32  # entries that a panel could have room for at most
LONGEST = 160  # letters of one entry; the map itself has the whole


def write_page(wellbeing_map: WellbeingMap, *, now: datetime, layout: Layout | None = None) -> bytes:
    """The page as PDF: always one page. ``now`` is aware; the same map on the same day gives the same bytes. ``layout`` as in ``make_picture``."""
    day = int(now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0).timestamp())
    set_page = partial(
        typst.compile, str(TEMPLATE), format="pdf", font_paths=[str(FONTS)], ignore_system_fonts=True, timestamp=day,
        sys_inputs={"given": json.dumps(_given(wellbeing_map, now, layout))},
    )
    try:
        return set_page(pdf_standards="ua-1")
    except typst.TypstError:  # the standard refuses a page with a letter that none of our fonts has
        return set_page()


def _given(wellbeing_map: WellbeingMap, now: datetime, layout: Layout | None) -> dict[str, Any]:
    said = read_words("export")["page"]
    name = tidy(wellbeing_map.name or "")
    sections = {
        "helps": _impacts(wellbeing_map, Impact.HELPS), "hinders": _impacts(wellbeing_map, Impact.HINDERS),
        "mixed": _impacts(wellbeing_map, Impact.MIXED), "goals": [*_goals(wellbeing_map), *_wishes(wellbeing_map)],
        "barriers": [{"name": text} for each in wellbeing_map.barriers if (text := _cut(each.text))],
    }
    return {
        "title": said["title_named"].format(name=_cut(name, 40)) if name else said["title"],
        "lead": said["lead"], "made": said["made"].format(date=spoken_date(now)), "foot": said["foot"],
        "nothing": said["nothing"], "notes": said["notes"], "fonts": FAMILIES,
        "picture": list(draw_png(wellbeing_map, title=said["picture"], now=now, zoom=ZOOM, layout=layout)),
        "alt": _alt(wellbeing_map),
        "sections": [
            {"kind": kind, "title": said[kind], "more": [_more(n) for n in range(1, len(entries) + 1)],
             "total": len(entries),
             "entries": [{**each, "rtl": _is_rtl(each["name"])} for each in entries[:MOST]]}
            for kind, entries in sections.items()
        ],
    }


def _alt(wellbeing_map: WellbeingMap) -> str:
    """The picture in words, for those who can't see it; what each does for them stands in the lists beside it."""
    said, names = read_words("export")["page"], [_cut(shown_name(item), 60) for item in wellbeing_map.items]
    return said["map"].format(names=", ".join(names)) if names else said["map_empty"]


def spoken_date(now: datetime) -> str:
    """The day as it is said: 2 March 2026."""
    return f"{now.day} {read_words('export')['months'][now.month - 1]} {now.year}"


def _more(count: int) -> str:
    forms = read_words("export")["page"]["more"]
    return forms["one" if count == 1 else "many"].format(count=count)


def _impacts(wellbeing_map: WellbeingMap, impact: Impact) -> list[dict[str, str]]:
    """What does this for the person now, those with words of their own first; what is past or only wished is no news."""
    found = [item for item in wellbeing_map.items if item.impact is impact and item.status is Status.CURRENT]
    return [_entry(item) for item in sorted(found, key=lambda item: not item.impact_words)]


def _entry(item: Item) -> dict[str, str]:
    words = _cut(item.impact_words or "")
    own = read_words("export")["page"]["own_words"]
    return {"name": _cut(shown_name(item), 60)} | ({"words": own.format(words=words)} if words else {})


def _goals(wellbeing_map: WellbeingMap) -> Iterable[dict[str, str]]:
    """The goals that stand, those under way first; what was let go is left out."""
    said = read_words("export")["page"]
    standing = (goal for goal in wellbeing_map.goals if goal.state is not GoalState.DROPPED)
    later = {GoalState.PAUSED: 1, GoalState.DONE: 2}
    for goal in sorted(standing, key=lambda goal: later.get(goal.state, 0)):
        yield {"name": _cut(goal.text)} | ({"words": words} if (words := _about(goal, said)) else {})


def _about(goal: Goal, said: dict[str, Any]) -> str:
    step = _cut(goal.first_step or "")
    parts = [said["states"].get(goal.state.value, ""), said["first_step"].format(text=step) if step else ""]
    return ". ".join(part for part in parts if part)


def _wishes(wellbeing_map: WellbeingMap) -> Iterable[dict[str, str]]:
    less = read_words("export")["less"]
    for wish in wellbeing_map.wishes:
        if text := _cut(wish.text):
            yield {"name": less.format(text=text) if wish.less else text}


def _is_rtl(text: str) -> bool:
    """True where the first letter with a direction runs from right to left."""
    return next((way for letter in text if (way := unicodedata.bidirectional(letter)) in ("L", "R", "AL")), "L") != "L"


def _cut(text: str, longest: int = LONGEST) -> str:
    """The text as one line that can be set, cut with "…" where it is too long. Never cuts a letter from its marks."""
    text = tidy(text)
    if len(text) <= longest:
        return text
    end = longest - 1
    while end and (unicodedata.combining(text[end]) or unicodedata.category(text[end]) in ("Mn", "Me", "Mc", "Cf")):
        end -= 1
    return text[:end].rstrip(" ,.;:-") + "…"
