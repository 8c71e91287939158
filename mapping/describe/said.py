"""Ties, what helps or is hard, wishes, barriers and goals, each as lines of the text."""

from collections.abc import Iterable, Iterator
from functools import cache

from mapping.describe.names import Names, listed, own_sentence, quoted_if, section, sentence
from mapping.layout.measure import tidy
from mapping.model import Barrier, Goal, Impact, Item, Status, Tie, WellbeingMap, Wish
from mapping.words import of_them, read_words


def ties(map: WellbeingMap, names: Names) -> str:
    """What goes together."""
    said = read_words()["text"]
    there = {item.id for item in map.items}
    lines = (tie_line(map, names, tie) for tie in map.ties if {tie.a, tie.b} <= there)
    return section(said["headings"]["ties"], lines)


def tie_line(map: WellbeingMap, names: Names, tie: Tie) -> str:
    """One tie, with how it was put and how often it was said."""
    said = read_words()["text"]
    a, b = names.of_ids((tie.a, tie.b))
    often = said["facts"]["said_often"]
    facts = []
    if words := tidy(tie.words or ""):
        facts.append(quoted_if(words, ";" in words or words.endswith((".", "!", "?", "…")) or words.startswith(often.split("{")[0])))
    if tie.strength > 1:
        facts.append(often.format(count=tie.strength))
    return said["tie"].format(a=a, b=b) + (f": {'; '.join(facts)}." if facts else ".")


def impacts(map: WellbeingMap, names: Names) -> Iterator[str]:
    """What helps now, what is hard, what is a bit of both, what does neither, with the person's own words; then other words."""
    headings = read_words()["text"]["headings"]
    now = [item for item in map.items if item.status is Status.CURRENT]
    for impact in Impact:
        yield section(headings[impact.value], (impact_line(names, item) for item in now if item.impact is impact))
    rest = (item for item in now if item.impact is None and tidy(item.impact_words or ""))
    yield section(headings["own_words"], (impact_line(names, item) for item in rest))


def impact_line(names: Names, item: Item) -> str:
    """The name, and what was said of it."""
    words = tidy(item.impact_words or "")
    own = read_words()["text"]["own_words"].format(words=words.replace("”", "””")) if words else ""
    return names.of(item) + own if own else f"{names.of(item)}."


def about(names: Names, ids: Iterable[str]) -> str:
    """What a wish or a goal is to do with."""
    found = names.of_ids(ids)
    return read_words()["text"]["about"].format(names=listed(found)) if found else ""


def wishes(map: WellbeingMap, names: Names) -> str:
    """What they would like more or less of."""
    return section(read_words()["text"]["headings"]["wishes"], (wish_line(names, wish) for wish in map.wishes))


def wish_line(names: Names, wish: Wish) -> str:
    """One wish."""
    text = own_sentence(wish.text, phrases())
    text = read_words()["text"]["less"].format(text=text) if wish.less else text
    return sentence(text + about(names, wish.items))


def barriers(map: WellbeingMap, names: Names) -> str:
    """What gets in the way."""
    lines = (barrier_line(map, names, barrier) for barrier in map.barriers)
    return section(read_words()["text"]["headings"]["barriers"], lines)


def barrier_line(map: WellbeingMap, names: Names, barrier: Barrier) -> str:
    """One barrier, and what it is in the way of."""
    said = read_words()["text"]
    blocked = {wish.id: said["your_wish"].format(text=_inside(wish.text)) for wish in map.wishes}
    blocked |= {goal.id: said["your_goal"].format(text=_inside(goal.text)) for goal in map.goals}
    blocked |= {item.id: names.of(item) for item in map.items}
    what = blocked.get(barrier.blocks or "")
    return sentence(own_sentence(barrier.text, phrases()) + (said["blocks"].format(what=what) if what else ""))


def goals(map: WellbeingMap, names: Names) -> str:
    """Their goals."""
    return section(read_words()["text"]["headings"]["goals"], (goal_line(names, goal) for goal in map.goals))


def goal_line(names: Names, goal: Goal) -> str:
    """One goal with its first step, and where it stands."""
    said = read_words()["text"]
    line = own_sentence(goal.text, phrases()) + about(names, goal.items)
    if step := tidy(goal.first_step or ""):
        line = sentence(line) + said["first_step"].format(text=own_sentence(step, phrases()))
    return sentence(line + said["goal_states"][goal.state.value])


def _inside(text: str) -> str:
    return (tidy(text).rstrip(" .") or tidy(text)).replace("”", "””")


def phrases() -> tuple[str, ...]:
    """What may follow or open somebody's own words in a line."""
    return _phrases(of_them())


@cache
def _phrases(of_them: bool) -> tuple[str, ...]:
    said = read_words()["text"]
    put = (said["less"], said["about"], said["blocks"], said["first_step"])
    return tuple(text.split("{")[0].strip() for text in put) + tuple(filter(None, said["goal_states"].values()))
