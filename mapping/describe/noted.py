"""What was understood of each message, as short lines for the peer support worker, and whether it still counts."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mapping.checkins.rhythm import from_body
from mapping.describe.names import listed
from mapping.describe.third_person import facts_said
from mapping.history import standing
from mapping.model import Change, ChangeKind
from mapping.words import read_words

Body = Mapping[str, Any]
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that was understood: in words, the items (ids) or the goal it is about, and whether it counts still."""

    text: str
    items: tuple[str, ...] = ()
    stands: bool = True
    kind: ChangeKind = ChangeKind.ITEM_ADDED
    goal: str | None = None


def tell_noted(history: Sequence[Change], message_ids: Iterable[str]) -> dict[str, tuple[Note, ...]]:
    """For each of these messages what was understood of it, in the names that things went by when it was said.

    ``history``: all changes, oldest first. A message of which nothing was understood is left out.
    """
    wanted = set(message_ids)
    standing_now = {id(change) for change in standing(history)}
    teller = _Teller()
    found: dict[str, list[Note]] = {}
    for change in history:
        teller.before(change)
        for message_id in wanted.intersection(change.sources):
            for text, items in teller.tell(change):
                note = Note(text, items, id(change) in standing_now, change.kind, teller.goal_of(change))
                if note.text not in {each.text for each in found.get(message_id, ())}:
                    found.setdefault(message_id, []).append(note)
        teller.after(change)
    return {message_id: tuple(_without_echo(notes)) for message_id, notes in found.items()}


def _without_echo(notes: Sequence[Note]) -> Iterator[Note]:
    """Whom a message spoke of needs no saying where something was understood of them."""
    told = {item for note in notes if note.kind is not ChangeKind.MESSAGE_READ for item in note.items}
    for note in notes:
        if note.kind is not ChangeKind.MESSAGE_READ or not note.items or not set(note.items) <= told:
            yield note


class _Teller:
    """Knows what everything was called while the history is gone through."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.goals: dict[str, str] = {}
        self.chosen_in: dict[str, str] = {}  # the message of each goal
        self.said: dict[str, tuple[ChangeKind, str]] = {}  # wishes and barriers in their words
        self.words = read_words()["console"]

    def before(self, change: Change) -> None:
        """A new thing has its name already where it is told of."""
        if change.kind is ChangeKind.ITEM_ADDED:
            self.names[change.body["id"]] = change.body["said"]["label"]
        elif change.kind is ChangeKind.GOAL_CHOSEN:
            self.goals[change.body["id"]] = change.body["text"]
            self.chosen_in[change.body["id"]] = change.message_id
        elif change.kind in (ChangeKind.WISH_ADDED, ChangeKind.BARRIER_ADDED):
            self.said[change.body["id"]] = (change.kind, change.body["text"])

    def after(self, change: Change) -> None:
        """A changed thing has its new name from now on."""
        said = change.body.get("said") or {}
        if change.kind in (ChangeKind.ITEM_CHANGED, ChangeKind.ITEMS_MERGED) and said.get("label"):
            self.names[change.body.get("id") or change.body["kept"]] = said["label"]
        elif change.kind is ChangeKind.GOAL_CHANGED and said.get("text"):
            self.goals[change.body["id"]] = said["text"]

    def tell(self, change: Change) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Lines for one fact, each with the items it is about. Questions that were asked are no facts about the person."""
        if step := _LINES.get(change.kind):
            yield from step(self, change.body, self.words["noted"])

    def name(self, item_id: str) -> str:
        """What it was called."""
        return self.names.get(item_id, self.words["someone"])

    def pair(self, body: Body) -> tuple[str, str]:
        """The two ends of a tie, the one that came on the map first in front."""
        order = {item_id: place for place, item_id in enumerate(self.names)}
        a, b = sorted((body["a"], body["b"]), key=lambda end: order.get(end, len(order)))
        return a, b

    def goal_of(self, change: Change) -> str | None:
        """The goal that a fact is about."""
        about = change.body.get("goal") or change.body.get("blocks") or change.body.get("id")
        return about if about in self.goals else None

    def goal(self, body: Body, key: str = "goal") -> str:
        """The goal's words then."""
        return self.goals.get(body[key], self.words["someone"])


Lines = Iterator[tuple[str, tuple[str, ...]]]


def _added(teller: _Teller, body: Body, words: Body) -> Lines:
    said = {name: value for name, value in body["said"].items() if name != "status" or value != "current"}
    facts = "; ".join(facts_said(said)) or teller.words["facts"][said["kind"]]
    yield words["item_added"].format(name=teller.name(body["id"]), facts=facts), (body["id"],)


def _changed(teller: _Teller, body: Body, words: Body) -> Lines:
    name, said = teller.name(body["id"]), body["said"]
    if said.get("label") and said["label"] != name:
        yield words["item_renamed"].format(old=name, name=said["label"]), (body["id"],)
        name = said["label"]
    if facts := list(facts_said(said)):
        yield words["item_told"].format(name=name, facts="; ".join(facts)), (body["id"],)


def _removed(teller: _Teller, body: Body, words: Body) -> Lines:
    yield words["item_removed"].format(name=teller.name(body["id"])), (body["id"],)


def _merged(teller: _Teller, body: Body, words: Body) -> Lines:
    names = [teller.name(each) for each in (body["kept"], *body["gone"])]
    yield words["items_merged"].format(names=listed(names)), (body["kept"],)


def _tie(teller: _Teller, body: Body, words: Body) -> Lines:
    form, (a, b) = words["tie_added_words" if body.get("words") else "tie_added"], teller.pair(body)
    yield form.format(a=teller.name(a), b=teller.name(b), words=body.get("words")), (a, b)


def _untied(teller: _Teller, body: Body, words: Body) -> Lines:
    a, b = teller.pair(body)
    yield words["tie_removed"].format(a=teller.name(a), b=teller.name(b)), (a, b)


def _wish(teller: _Teller, body: Body, words: Body) -> Lines:
    yield words["wish_less" if body.get("less") else "wish_added"].format(text=body["text"]), tuple(body.get("items") or ())


def _barrier(teller: _Teller, body: Body, words: Body) -> Lines:
    blocked = body.get("blocks") or ""
    what = teller.goals.get(blocked) or teller.names.get(blocked)
    yield (words["barrier_blocks"].format(what=what, text=body["text"]) if what else words["barrier_added"].format(text=body["text"])), ()


def _goal_chosen(teller: _Teller, body: Body, words: Body) -> Lines:
    yield words["goal_chosen"].format(text=body["text"]), tuple(body.get("items") or ())


def _goal_changed(teller: _Teller, body: Body, words: Body) -> Lines:
    said, goal = body["said"], teller.goal(body, "id")
    if said.get("text"):
        yield words["goal_text"].format(text=said["text"]), ()
    if said.get("state"):
        yield words["goal_state"].format(goal=goal, state=teller.words["goal_states"][said["state"]]), ()
    for name, what in teller.words["goal_details"].items():
        if said.get(name):
            yield words["goal_said"].format(goal=goal, what=what, text=said[name]), ()


def _rated(teller: _Teller, body: Body, words: Body) -> Lines:
    yield words["goal_rated"].format(goal=teller.goal(body), value=body["value"]), ()


def _planned(teller: _Teller, body: Body, words: Body) -> Lines:
    yield words["plan_made"].format(goal=teller.goal(body), if_words=body["if"], then_words=body["then"]), ()


def _heard(teller: _Teller, body: Body, words: Body) -> Lines:
    yield words["checkin_heard"].format(goal=teller.goal(body), outcome=teller.words["outcomes"][body["outcome"]]), ()


def _checkins(teller: _Teller, body: Body, words: Body) -> Lines:
    rhythm = from_body(dict(body))
    if rhythm.on and rhythm.days:
        days = listed([teller.words["days"][DAYS[day]] for day in rhythm.days])
        yield words["checkins_on"].format(days=days, time=f"{rhythm.at:%H:%M}"), ()
    else:
        yield words["checkins_off"], ()


def _session(teller: _Teller, body: Body, words: Body) -> Lines:
    yield words["session_started"].format(number=body["number"]), ()


def _measure(teller: _Teller, body: Body, words: Body) -> Lines:
    yield words["measure_answered"].format(value=body["value"]), ()


def _answered(teller: _Teller, body: Body, words: Body) -> Lines:
    if told := words["answered"].get(body.get("outcome")):
        yield told, ()


def _off(teller: _Teller, body: Body, words: Body) -> Lines:
    if body["id"] in teller.goals:
        if kind := body.get("only"):
            yield words[f"{kind}_off"].format(goal=teller.goal(body, "id")), ()
            return
        form = words["goal_off" if teller.chosen_in[body["id"]] == body["message_id"] else "goal_facts_off"]
        yield form.format(goal=teller.goal(body, "id")), ()
        return
    if body["id"] in teller.said:
        kind, text = teller.said[body["id"]]
        yield words[f"{kind}_off"].format(text=text), ()
        return
    yield words["facts_taken_off"].format(name=teller.name(body["id"])), (body["id"],)


def _read(teller: _Teller, body: Body, words: Body) -> Lines:
    for each in body.get("unclear") or ():
        yield words["unclear"].format(label=each["label"]), ()
    if spoken_of := [each for each in body.get("mentioned") or () if each in teller.names]:
        yield words["mentioned"].format(names=listed([teller.name(each) for each in spoken_of])), tuple(spoken_of)


def _plainly(key: str) -> Callable[[_Teller, Body, Body], Lines]:
    return lambda teller, body, words: iter([(words[key], ())])


_LINES: dict[ChangeKind, Callable[[_Teller, Body, Body], Lines]] = {
    ChangeKind.ITEM_ADDED: _added, ChangeKind.ITEM_CHANGED: _changed, ChangeKind.ITEM_REMOVED: _removed,
    ChangeKind.ITEMS_MERGED: _merged, ChangeKind.TIE_ADDED: _tie, ChangeKind.TIE_REMOVED: _untied, ChangeKind.WISH_ADDED: _wish,
    ChangeKind.BARRIER_ADDED: _barrier, ChangeKind.GOAL_CHOSEN: _goal_chosen, ChangeKind.GOAL_CHANGED: _goal_changed,
    ChangeKind.GOAL_RATED: _rated, ChangeKind.PLAN_MADE: _planned, ChangeKind.CHECKIN_HEARD: _heard,
    ChangeKind.CHECKINS_SET: _checkins, ChangeKind.CHECKINS_PAUSED: _plainly("checkins_paused"), ChangeKind.SESSION_STARTED: _session,
    ChangeKind.MEASURE_ANSWERED: _measure, ChangeKind.QUESTION_ANSWERED: _answered, ChangeKind.UNDONE: _plainly("undone"),
    ChangeKind.STARTED_OVER: _plainly("started_over"), ChangeKind.FACTS_TAKEN_OFF: _off, ChangeKind.MESSAGE_READ: _read,
}
