"""Parts of the map to look at by themselves, asked for in words or by a button: who helps, what is hard, what has changed."""

import re
from dataclasses import dataclass

from actions import services, words
from actions.patterns import plain, says
from actions.turn import Turn
from mapping.comparison import Comparison, compare
from mapping.describe import changes_caption, describe_changes, describe_view, short_form, tell_observations
from mapping.model import Item, WellbeingMap
from mapping.render import draw_comparison, draw_view
from mapping.render.pieces import Picture
from mapping.views import View, view_of

SAYS, CHANGES = "says", "changes"  # beside the views: what the map shows in words, and what is different since last time
IN_ORDER = (CHANGES, SAYS, View.HARD, View.HELPS, View.WISHES, View.PEOPLE)  # "what helps with the hard things" is about what is hard
OFFERED = (View.HELPS, View.HARD, View.PEOPLE, View.WISHES)
FEW = 3  # items; a view of a map of fewer shows nothing new
LIGHT, DARK, PRINT = "light", "dark", "print"  # the colours of a picture, as ``draw_png`` has them


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person wants to look at: a view (``around`` with the item's id), or the changes since last time."""

    view: str
    around: str | None = None


def wanted_in(turn: Turn, on_map: WellbeingMap) -> Wanted | None:
    """The part asked for; None for all of it."""
    if turn.pressed:
        part = (turn.value or "").split(" ")[-1]  # of a button for other colours: "dark helps"
        return Wanted(part) if part in {*OFFERED, CHANGES, SAYS} else None
    item = _named_in(turn.text, on_map) if says("view around", turn.text) else None
    if item:
        return Wanted(View.AROUND, item.id)
    return next((Wanted(name) for name in IN_ORDER if says(f"view {name}", turn.text)), None)


def theme_in(turn: Turn) -> str:
    """The colours asked for, by a button or in words: "can i have it dark", "one i can print"."""
    if turn.pressed:
        return DARK if (turn.value or "").split(" ")[0] == DARK else LIGHT
    return next((theme for theme in (DARK, PRINT) if says(f"look {theme}", turn.text)), LIGHT)


def _named_in(text: str, on_map: WellbeingMap) -> Item | None:
    """The thing on the map that the words name; of "Dev" and "Dev's mum" the longer."""
    names = sorted(((name, item) for item in on_map.items for name in (item.label, *item.aliases)), key=lambda each: -len(each[0]))
    return next((item for name, item in names if re.search(rf"(?<!\w){re.escape(plain(name))}(?!\w)", plain(text))), None)


def words_of(turn: Turn, on_map: WellbeingMap, wanted: Wanted) -> str:
    """The part in full words."""
    if wanted.view == CHANGES:
        since = changes_of(turn, on_map)
        return describe_changes(since) if since else words.phrase("utter_map_no_last_time")
    return tell_observations(on_map) if wanted.view == SAYS else describe_view(on_map, wanted.view, wanted.around)


def picture_of(turn: Turn, on_map: WellbeingMap, wanted: Wanted, theme: str) -> tuple[Picture, str] | None:
    """The part as a picture with its caption, in these colours; None where there is nothing to draw, or only words."""
    if wanted.view == SAYS:
        return None
    if wanted.view == CHANGES:
        since = changes_of(turn, on_map)
        return (draw_comparison(since, theme=theme), changes_caption(since)) if since else None
    part = view_of(on_map, View(wanted.view), wanted.around)
    if not (part.items or part.wishes):
        return None
    return draw_view(on_map, View(wanted.view), around=wanted.around, theme=theme, now=turn.now), short_form(words_of(turn, on_map, wanted))


def changes_of(turn: Turn, on_map: WellbeingMap) -> Comparison | None:
    """What is different since last time; None where there was no time before this one."""
    before = services.maps().last_time(turn.participant_id)
    return compare(services.maps().map_of(turn.participant_id, at=before), on_map) if before else None


def offers(turn: Turn, on_map: WellbeingMap, wanted: Wanted | None, theme: str) -> list[dict[str, str]]:
    """Buttons for the parts that would show something, but not everything; and for what was shown, in other colours."""
    if len(on_map.items) < FEW:
        return []
    parts = [(view, view_of(on_map, view)) for view in OFFERED]
    names = [str(view) for view, part in parts if (part.items or part.wishes) and len(part.items) < len(on_map.items)]
    if services.maps().last_time(turn.participant_id):
        names.append(CHANGES)
    same = f" {wanted.view}" if wanted and wanted.view in {*OFFERED, CHANGES} else ""
    shown = [(name, name) for name in names] + [(LIGHT, LIGHT + same) if theme == DARK else (DARK, DARK + same)]
    return [{"title": words.phrase(f"utter_map_button_{name}"), "payload": f'/show_map{{"value":"{value}"}}'} for name, value in shown]
