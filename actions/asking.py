"""Checks: short questions in between, about what was understood. The open question of the talk waits under them."""

from collections.abc import Sequence

from actions import services, summary, words
from actions.turn import LEFT, Turn
from mapping.agenda import Question
from mapping.model import Goal, Item, Kind, WellbeingMap
from mapping.naming import alike, bare_name, mark_of, marks, spoken
from mapping.services import NEW
from mapping.services.identity import by_label

WHICH, SAME, KEEP, REMOVE, DROP, RENAME, GOAL, TIED, WHOSE, UNDO, OTHER, RIGHT, UNREAD, LATE_GOAL = (
    "check.which", "check.same", "check.keep", "check.remove", "check.drop", "check.rename", "check.goal", "check.tied", "check.whose", "check.undo", "check.other", "check.right", "check.unread", "check.late_goal")
MOST_OWNERS = 5  # buttons; anybody else can be typed
LONGEST_TITLE = 60  # characters of a goal's words on a button
LONGEST_QUOTE = 120
BOTH = "both"
WHOM = "whom/"  # how a check.which begins that asks whom "she" meant: the ids of those it may be stand behind it


def asked_now(turn: Turn) -> bool:
    """Whether a check was asked in answer to this very message: then nothing else is asked."""
    talk = turn.talk()
    return talk.check is not None and talk.check_message == turn.message_id


def ask_which(turn: Turn, message_id: str, label: str, candidates: tuple[Item, ...], *, again: str = "") -> None:
    """Which of these a name means. ``again``: the words of the message, where they were said some time ago."""
    standing = turn.map()
    named = [(_title(item, standing), item.id) for item in candidates]
    both = [(words.phrase("utter_check_button_both"), BOTH)] if len(candidates) == 2 else []
    new = [(words.phrase("utter_check_button_new"), NEW)]
    name = bare_name(label) if candidates and candidates[0].kind is not Kind.PERSON else _capital(bare_name(label), candidates)
    text = words.phrase("utter_check_which_again", label=name, words=again) if again else words.phrase("utter_check_which", label=name)
    _ask(turn, Question(WHICH, f"{message_id}:{label}"), text, [(title, f"which:{value}") for title, value in (*named, *both, *new)])


def ask_about_whom(turn: Turn, people: tuple[Item, ...]) -> bool:
    """Whom "she" or "he" means, of those just named. Always True: it was asked."""
    standing = turn.map()
    about = f"{turn.message_id}:{WHOM}{'+'.join(item.id for item in people)}"
    _ask(turn, Question(WHICH, about), words.phrase("utter_check_whom"), [(_title(item, standing), f"which:{item.id}") for item in people])
    return True


def ask_whose(turn: Turn, message_id: str, label: str, owners: tuple[Item, ...], *, again: str = "") -> None:
    """Whose somebody is: of these, or of somebody else who can be named. ``again``: the words, where they were said some time ago."""
    standing, offered = turn.map(), owners[:MOST_OWNERS]
    about = f"{message_id}:{'+'.join(item.id for item in offered)}/{label}"
    text = words.phrase("utter_check_whose_again", label=label, words=again) if again else words.phrase("utter_check_whose", label=label)
    _ask(turn, Question(WHOSE, about), text, [(_title(item, standing), f"which:{item.id}") for item in offered])


def ask_other(turn: Turn, message_id: str, item: Item) -> bool:
    """Who the other of this name is, who is not on the map yet; what ``message_id`` said of the one is to be theirs. Always True: it was asked."""
    name = bare_name(item.label)
    text = words.phrase("utter_check_other", known=_title(item, turn.map()), label=name)
    _ask(turn, Question(OTHER, f"{message_id}:{item.id}"), text, [(words.phrase("utter_check_button_nobody"), "check:no")])
    return True


def ask_what_right(turn: Turn) -> bool:
    """What "no i mean saturday" puts right, where nothing shows it. Always True: it was asked."""
    _ask(turn, Question(RIGHT, turn.message_id), words.phrase("utter_check_right"), [(words.phrase("utter_check_button_nothing"), "check:no")])
    return True


def ask_which_in_goal(turn: Turn, goal_id: str, group: tuple[Item, ...]) -> None:
    """Which of several with one name a goal means."""
    standing = turn.map()
    choices = [(_title(item, standing), f"which:{item.id}") for item in group]
    text = words.phrase("utter_check_which", label=_capital(bare_name(group[0].label), group))
    _ask(turn, Question(TIED, f"{goal_id}:{'+'.join(item.id for item in group)}"), text, choices)


def ask_which_goal(turn: Turn, goals: Sequence[Goal], wanted: str) -> None:
    """Which of several goals something is wanted of; ``wanted`` comes back with the answer."""
    choices = [(goal.text[:LONGEST_TITLE], f"which:{goal.id}") for goal in goals]
    _ask(turn, Question(GOAL, f"{'+'.join(goal.id for goal in goals)}:{wanted}"), words.phrase("utter_goals_which"), choices)


def ask_yes_or_no(turn: Turn, check: Question, response: str, *, again: bool = False, **values: object) -> None:
    """A check whose buttons stand in the domain: asked once, or as often as the person brings it up (``again``)."""
    if again or _times_before(turn, check) == 0:
        turn.say(response, custom={"asked": check.key, "about": check.about}, **values)
        _keep(turn, check)


def ask_quietly(turn: Turn) -> bool:
    """At a quiet moment: whether two names are one person. Each pair is asked about once. True where something was asked."""
    for a, b in alike(turn.map()):
        check = Question(SAME, "+".join(sorted((a.id, b.id))))
        if _times_before(turn, check) == 0:
            ask_yes_or_no(turn, check, "utter_check_same", first=spoken(a), second=spoken(b))
            return True
    return False


def ask_waiting(turn: Turn) -> bool:
    """At the review: a name nobody said whom it meant, once more. True where something was asked."""
    for key, about in _waiting(turn):
        message_id, _, label = (about or "").partition(":")
        said = services.maps().said(turn.participant_id, message_id)
        if said is not None and key == WHOSE:
            ids, _, label = label.partition("/")
            ask_whose(turn, message_id, label, tuple(item for item in map(turn.map().item, ids.split("+")) if item), again=_quoted(said.text))
            return True
        candidates = meant_by(label, turn.map())
        if said is not None and len(candidates) > 1:
            ask_which(turn, message_id, label, candidates, again=_quoted(said.text))
            return True
    return False


def meant_by(label: str, standing: WellbeingMap) -> tuple[Item, ...]:
    """The items of this map that a label may mean."""
    return by_label(label, standing.items)


def _waiting(turn: Turn) -> list[tuple[str, str | None]]:
    talk = turn.talk()
    return [asked for asked in talk.asked_times
            if asked[0] in (WHICH, WHOSE) and _times_before(turn, Question(*asked)) == 1 and talk.outcomes.get(asked) in (None, LEFT)]


def _times_before(turn: Turn, check: Question) -> int:
    """How often it was asked before this message: a turn that broke half way and is done again asks what it asked then."""
    talk, asked = turn.talk(), (check.key, check.about)
    return talk.asked_times.get(asked, 0) - (talk.asked_by.get(asked) == turn.message_id)


def _ask(turn: Turn, check: Question, text: str, choices: list[tuple[str, str]]) -> None:
    buttons = [{"title": title, "payload": f'/answer{{"value":"{value}"}}'} for title, value in choices]
    turn.say_text(text, buttons=buttons, custom={"asked": check.key, "about": check.about})
    _keep(turn, check)


def _keep(turn: Turn, check: Question) -> None:
    services.maps().ask(*turn.where, check.key, check.about, part=f"{turn.part}:{check.key}"[:40], now=turn.now)


def _title(item: Item, standing: WellbeingMap) -> str:
    """"Dave, your brother", "Dave from church", or the name alone where that is enough."""
    name, mark = bare_name(item.label), mark_of(item.label)
    if mark is None:
        return summary.called(item) if name == item.label and item.relation_words is None else _with_role(item, name)
    if mark in (item.relation_words, item.relation) or mark in marks(item, standing)[:1] and item.relation not in (None, "other"):
        return _with_role(item, name)
    places = {other.label for other in standing.items if other.kind in (Kind.PLACE, Kind.GROUP)}
    return words.phrase("utter_phrase_choice_place", called=name, place=mark) if mark in places else item.label


def _with_role(item: Item, name: str) -> str:
    role = item.relation_words or item.relation
    if not role or role == "other" or role.lower() in name.lower():
        return spoken(item)
    theirs = "'" in role or "’" in role
    return words.phrase("utter_phrase_choice_theirs" if theirs else "utter_phrase_choice_role", called=name, relation=role)


def _capital(name: str, candidates: tuple[Item, ...]) -> str:
    """The name as the map writes it."""
    return next((bare_name(item.label) for item in candidates if bare_name(item.label).lower() == name.lower()), name)


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
