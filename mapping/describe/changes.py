"""Two maps compared, in words: what is new, gone and changed, told as facts and never as better or worse."""

from collections.abc import Callable, Iterable, Iterator

from mapping.comparison import Changed, Comparison, Part
from mapping.describe import said
from mapping.describe.captions import short, some
from mapping.describe.facts import fact, item_line, usual_word
from mapping.describe.names import Names, agreeing, counted, listed, section
from mapping.layout.labels import shown_name
from mapping.layout.measure import tidy
from mapping.model import Goal, GoalState, Item, Kind, Status
from mapping.words import read_words

_NOT_PUT_ALONE = ("label", "status", "relation_words", "relation")  # told in ways of their own


def describe_changes(compared: Comparison) -> str:
    """What is new, gone, changed and told in more detail since the earlier map; last, how much is as it was."""
    words = read_words()["changes"]
    if compared.nothing_changed:
        return words["none"]
    both = compared.both()
    names, items = Names(both), compared.items
    changed, told = _changed(compared, names)
    paragraphs = (
        section(words["new"], (item_line(names.of(item), item) for item in items.new)),
        section(words["gone"], (item_line(names.of(item), item) for item in items.gone)),
        section(words["changed"], [*changed, *_merged(compared, names), *_goals_changed(compared.goals)]),
        section(words["told"], told),
        *_ties(compared, names),
        *_lists("wishes", compared.wishes, lambda wish: said.wish_line(names, wish)),
        *_lists("barriers", compared.barriers, lambda barrier: said.barrier_line(both, names, barrier)),
        *_lists("goals", compared.goals, lambda goal: said.goal_line(names, goal)),
        _kept(items.kept),
    )
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def changes_caption(compared: Comparison) -> str:
    """The short form, for under the picture of both maps: what is new, gone and changed, by name. Fits a caption."""
    words = read_words()["changes"]
    if compared.nothing_changed:
        return words["none"]
    items = compared.items
    named = (("new", items.new), ("gone", items.gone), ("changed", [each.after for each in items.changed]))
    parts = [f"{words[heading]} {some([short(item) for item in found])}." for heading, found in named if found]
    return " ".join(filter(None, (*parts, _kept(items.kept)))) or words["small"]


def _changed(compared: Comparison, names: Names) -> tuple[list[str], list[str]]:
    """Lines on what changed, and on what was not said before."""
    changed, told = [], []
    for each in compared.items.changed:
        name = names.of(each.after)
        changed += _own_ways(each, name)
        for line, was_said in _fields(each, name):
            (changed if was_said else told).append(line)
    return changed, told


def _own_ways(each: Changed[Item], name: str) -> Iterator[str]:
    words = read_words()["changes"]
    if (label := each.of("label")) and shown_name(each.before) != shown_name(each.after):
        yield words["label"].format(old=fact(tidy(str(label.before))), new=name)
    if status := each.of("status"):
        came = "came_true" if status.before is Status.WISHED else "back"
        way = came if status.after is Status.CURRENT else str(status.after)
        yield agreeing(words[way], [each.after]).format(name=name)


def _fields(each: Changed[Item], name: str) -> Iterator[tuple[str, bool]]:
    """A line for each other attribute, and whether it was said before."""
    pairs = [(change.before, change.after, change.field) for change in each.fields if change.field not in _NOT_PUT_ALONE]
    pairs = [(_put(field, had), _put(field, has)) for had, has, field in pairs]
    if each.of("relation") or each.of("relation_words"):
        pairs.insert(0, (_relation(each.before), _relation(each.after)))
    for had, has in pairs:
        if had != has and (had or has):
            way = "now" if had and has else "more" if has else "less"
            yield read_words()["changes"][way].format(name=name, new=has, old=had), bool(had)


def _relation(item: Item) -> str | None:
    own = tidy(item.relation_words or "")
    return fact(own) if own else usual_word(item)


def _put(field: str, value: object) -> str | None:
    """An attribute's value as people say it; None where it was not said."""
    if value is None:
        return None
    words = read_words()
    facts = words["text"]["facts"]
    ways: dict[str, Callable[[str], str]] = {
        "kind": facts.__getitem__, "impact": facts.__getitem__, "closeness": words["rings"].__getitem__,
        "frequency": words["frequency"].__getitem__,
        "formal": lambda formal: facts["formal" if formal else "informal"],
        "locality": lambda place: facts["locality"].format(place=fact(tidy(place))),
        "impact_words": lambda own: words["changes"]["words"].format(words=tidy(own)),
    }
    return ways[field](value if field == "formal" else str(value))


def _merged(compared: Comparison, names: Names) -> Iterator[str]:
    for gone, kept in compared.merged:
        yield read_words()["changes"]["merged"].format(one=fact(shown_name(gone)), other=names.of(kept))


def _ties(compared: Comparison, names: Names) -> Iterator[str]:
    """New links, and those that are gone though both ends are there: a thing that goes takes its links with it."""
    words = read_words()["changes"]
    there = {item.id for item in compared.after.items}
    new = [*compared.ties.new, *(each.after for each in compared.ties.changed)]
    gone = [tie for tie in compared.ties.gone if {tie.a, tie.b} <= there]
    for heading, ties in (("ties_new", new), ("ties_gone", gone)):
        yield section(words[heading], (said.tie_line(compared.after, names, tie) for tie in ties if {tie.a, tie.b} <= there))


def _lists[T](what: str, part: Part[T], line: Callable[[T], str]) -> Iterator[str]:
    """What is new or gone of wishes, barriers or goals. One that was put anew is gone as it was and new as it is."""
    words = read_words()["changes"]
    reworded = [each for each in part.changed if _reworded(each)]
    new, gone = (*part.new, *(each.after for each in reworded)), (*part.gone, *(each.before for each in reworded))
    yield section(words[f"{what}_new"], [line(each) for each in new])
    yield section(words[f"{what}_gone"], [line(each) for each in gone])


def _reworded(each: Changed) -> bool:
    return not isinstance(each.after, Goal) or each.of("text") is not None


def _goals_changed(goals: Part[Goal]) -> Iterator[str]:
    words = read_words()["changes"]
    for each in goals.changed:
        if _reworded(each):
            continue
        name = fact(tidy(each.after.text).rstrip(" ."))
        if state := each.of("state"):
            states = words["goal_states"]
            yield words["now"].format(
                name=name, new=states[GoalState(str(state.after))], old=states[GoalState(str(state.before))])
        if (step := each.of("first_step")) and step.after:
            yield words["more"].format(name=name, new=words["first_step"].format(text=fact(tidy(str(step.after)).rstrip(" ."))))


def _kept(items: Iterable[Item]) -> str:
    items = list(items)
    counts = read_words()["text"]["counts"]
    found = [counted(counts[kind.value], count) for kind in Kind if (count := sum(item.kind is kind for item in items))]
    return read_words()["changes"]["kept"].format(counts=listed(found)) if found else ""
