"""Wordings about goals and check-ins that nobody mended for: where the talk is, what is said, and what should come of it."""

import json
import os
import re
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from actions import services
from mapping.checkins.schedule import next_due
from mapping.goals import GoalStory
from mapping.model import GoalState, Kind, Mention, Reading
from tests.integration.talker import NOON, Talker

HERE = Path(__file__).parent
SWIM, AMY = "go swimming once a week", "ring amy more"
PLANNED = {"step": "goal.step", "when": "goal.when", "barrier": "goal.barrier", "plan": "goal.plan", "rating": "checkin.rating", "days": "checkin.days"}
Wording = tuple[str, str, Any]


def wordings(name: str) -> dict[str, list[Wording]]:
    """The wordings of a set, by what they are about."""
    found = yaml.safe_load((HERE / f"goal_wordings_{name}.yml").read_text(encoding="utf-8"))
    return {about: [tuple(each) for each in lines] for about, lines in found.items()}


@cache
def intents() -> dict[str, tuple[str, float]]:
    """What the trained model took each wording for, and how sure it was: kept by ``python -m tests.integration.goal_wordings``."""
    return {text: tuple(found) for text, found in json.loads((HERE / "goal_wordings_intents.json").read_text(encoding="utf-8")).items()}


def misses(talker: Talker, wording: Wording) -> list[str]:
    """What did not come of it as it should; nothing where all is right."""
    place, text, wanted = wording
    _begin(talker, place)
    before = services.checkins().rhythm(talker.id)
    said = talker.say(text, *intents().get(text, ("add_to_map", 0.9)))
    ways = wanted if isinstance(wanted, list) else [wanted]
    found = [[f"{key}: wanted {value!r}, got {got!r}" for key, value in way.items() if not (got := _got(talker, key, value, said, before))[0]] for way in ways]
    return [] if any(not each for each in found) else [*min(found, key=len), said]


def _begin(talker: Talker, place: str) -> None:
    mentions = (Mention("Dev", Kind.PERSON, "friend"), Mention("Amy", Kind.PERSON, "sister"), Mention("pool", Kind.PLACE), Mention("library", Kind.PLACE),
                Mention("swimming", Kind.ACTIVITY))
    services.maps().record(talker.id, "m_0", Reading(mentions=mentions), part="test", now=NOON)
    ids = {item.label: item.id for item in talker_map(talker).items}
    swim = services.maps().choose_goal(talker.id, "m_0", SWIM, (ids["swimming"],), part="swim", now=NOON).id
    if place in PLANNED:
        return _planning(talker, place, swim)
    amy = services.maps().choose_goal(talker.id, "m_0", AMY, (ids["Amy"],), part="amy", now=NOON).id
    services.maps().change_goal(talker.id, "m_0", swim, first_step="pack my kit on sunday night", part="step", now=NOON)
    services.checkins().choose(talker.id, "m_chosen", part="days", now=NOON, on=True, days=(6,))
    services.maps().ask(talker.id, "m_later", "open", None, part="open", now=NOON)  # when we ask is not what was just said
    name, _, state = place.partition(" ")
    if state:
        services.maps().change_goal(talker.id, "m_0", {"swim": swim, "amy": amy}[name], state=GoalState(state), part="state", now=NOON)
    if place == "stopped":
        talker.say("stop messaging me", "steer_checkins")
    if place == "how":
        talker.later(days=6)
        talker.prompted(swim)


def _planning(talker: Talker, place: str, swim: str) -> None:
    about: str | None = swim
    if place != "step":
        services.maps().change_goal(talker.id, "m_0", swim, first_step="get my kit out", part="step", now=NOON)
    if place not in ("step", "when"):
        services.maps().change_goal(talker.id, "m_0", swim, when="sunday evening", part="when", now=NOON)
    if place not in ("step", "when", "barrier"):
        about = services.goals().add_barrier(talker.id, "m_0", swim, "it's too cold", part="b", now=NOON).id
    if place not in ("step", "when", "barrier", "plan"):
        services.goals().plan(talker.id, "m_0", swim, if_words="it's too cold", then_words="take a warm coat", barrier=about, part="p", now=NOON)
        about = swim if place == "rating" else None
    if place == "days":
        services.goals().rate(talker.id, "m_0", swim, 2, part="r", now=NOON)
    services.maps().ask(talker.id, "m_0", PLANNED[place], about, part="ask", now=NOON)
    talker.form, talker.slots["requested_slot"] = "checkin_form", "checkin_answer"


def talker_map(talker: Talker):  # noqa: ANN201
    """The map as it stands."""
    return services.maps().map_of(talker.id)


def _got(talker: Talker, key: str, value: Any, said: str, before: Any) -> tuple[bool, Any]:
    """Whether this is so, and what is."""
    rhythm = services.checkins().rhythm(talker.id)
    swim, amy = (next((each for each in talker.stories if each.goal.id == goal), None) for goal in _ids(talker))
    if key in ("says", "not_says"):
        return (re.search(value, said, re.S) is not None) is (key == "says"), said
    if key == "same":
        return rhythm == before, rhythm
    if key == "asks":
        current = services.maps().talk(talker.id).question
        return current is not None and current.key in _list(value), current and current.key
    if key in ("at", "quiet_to", "quiet_from"):
        at, edges = getattr(rhythm, key), [time.fromisoformat(each) for each in _list(value)]
        return edges[0] <= at <= edges[-1], at
    if key == "asking":
        return rhythm.on is value, rhythm.on
    if key == "not_before":
        return rhythm.not_before is not None and rhythm.not_before >= value, rhythm.not_before
    if key in ("next", "skips", "keeps"):
        day = value if isinstance(value, date) else date.fromisoformat(value)
        due = _days_due(talker, until=day)
        return (due[:1] == [day] if key == "next" else (day in due) is (key == "keeps")), due
    if key == "zone":
        return rhythm.zone == value, rhythm.zone
    if key == "not_asks":
        current = services.maps().talk(talker.id).question
        return current is None or current.key != value, current and current.key
    if key == "days":
        return list(rhythm.days) == value, rhythm.days
    if key == "without":
        return bool(rhythm.days) and not set(value) & set(rhythm.days), rhythm.days
    if key == "times":
        return len(rhythm.days) == value and rhythm.weeks == 1, rhythm.days
    if key == "weeks":
        return rhythm.weeks == value, rhythm.weeks
    if key == "muted":
        return set(rhythm.muted) == {_ids(talker)[("swim", "amy").index(each)] for each in value}, rhythm.muted
    name, _, field = key.partition(" ")
    story = {"swim": swim, "amy": amy}.get(name, swim)
    assert story is not None
    return _of_story(story, field or ("state" if name in ("swim", "amy") else name), value)


def _days_due(talker: Talker, until: date) -> list[date]:
    """The local days on which a check-in falls due from now on, up to this one."""
    rhythm, moment, days = services.checkins().rhythm(talker.id), talker.now, []
    while (due := next_due(rhythm, moment)) and (day := due.astimezone(ZoneInfo(rhythm.zone)).date()) <= until:
        days.append(day)
        moment = due
    return days


def _of_story(story: GoalStory, field: str, value: Any) -> tuple[bool, Any]:
    if field == "outcome":
        got = str(story.heard[-1].outcome) if story.heard else "none"
        return got in _list(value), got
    if field == "rating":
        got = story.ratings[-1].value if story.ratings else "none"
        return got == value, got
    if field == "state":
        return str(story.goal.state) == value, str(story.goal.state)
    first = {"step": story.goal.first_step, "when": story.when, "text": story.goal.text, "barrier": story.barriers[-1].text if story.barriers else None,
             "plan": story.plan.then_words if story.plan else None}[field]
    same = first is None if value == "none" else first is not None and (value.lower() == first.lower() if field == "plan" else value.lower() in first.lower())
    return same, first


def _ids(talker: Talker) -> tuple[str, str | None]:
    goals = talker_map(talker).goals
    return goals[0].id, goals[1].id if len(goals) > 1 else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def keep_intents() -> None:
    """Asks the trained model once more what it takes each wording for."""
    import subprocess

    from bot.model import QUIET, ROOT

    names = sorted(path.stem.removeprefix("goal_wordings_") for path in HERE.glob("goal_wordings_*.yml"))
    texts = [text for name in names for lines in wordings(name).values() for _, text, _ in lines]
    lines = "\n".join(json.dumps({"id": str(number), "text": text}) for number, text in enumerate(texts))
    model = max((ROOT / "models").glob("selfmap-*.tar.gz"), key=lambda path: path.stat().st_mtime)
    command = [str(ROOT / ".venv-rasa" / "bin" / "python"), "-W", "ignore", "-m", "bot.dialogue.parse", str(model)]
    told = subprocess.run(command, cwd=ROOT, env={**os.environ, **QUIET}, input=lines, text=True, capture_output=True, check=True).stdout
    found = {texts[int(row["id"])]: [row["intent"], row["confidence"]] for row in map(json.loads, told.splitlines())}
    text = "{\n" + ",\n".join(f"{json.dumps(said, ensure_ascii=False)}: {json.dumps(what)}" for said, what in found.items()) + "\n}\n"
    (HERE / "goal_wordings_intents.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    keep_intents()
