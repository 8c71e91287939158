"""Tells an invented life to the store: each message through the real reader and services, both sides of the talk as rows."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, insert, update

from bot.checkins.prompts import Prompts
from bot.demo.lives import Life, Step
from bot.demo.replies import called, told, words
from mapping.checkins import State
from mapping.describe import caption, describe_map
from mapping.goals import Outcome
from mapping.model import Correction, CorrectionKind, Item
from mapping.naming import fold_label, same_label
from mapping.render import draw_png
from mapping.services import Checkins, Goals, Maps, Participants, Sessions
from mapping.services.putting_right import HELD, put_right
from mapping.store import checkins as rows
from mapping.store.engine import writing
from mapping.store.tables import alert, checkin, message, participant
from nlu.extraction import Reader
from nlu.safety.screen import Screen
from nlu.safety.words import crisis_reply

CHANNEL = "demo"  # whoever is on this channel is invented
THINKING, TYPING = timedelta(seconds=2), timedelta(seconds=47)
CONSENT_VERSION = "demo"


@dataclass(slots=True)
class Teller:
    """Puts lives into one store. ``reader`` and ``screen`` are the real ones."""

    engine: Engine
    sessions: Sessions
    reader: Reader
    screen: Screen

    def tell(self, life: Life, *, worker: str = "Your worker") -> str:
        """One whole life, and its person's id. The same life and clock give the same rows. ``worker``: whose name they read."""
        telling = _Telling(self, life, worker)
        telling.whole()
        return telling.id


class _Telling:
    """One life while it is told."""

    def __init__(self, teller: Teller, life: Life, worker: str) -> None:
        self.engine, self.sessions, self.reader, self.screen = teller.engine, teller.sessions, teller.reader, teller.screen
        self.life, self.id, self.worker = life, f"p_demo_{life.name}", worker
        self.maps, self.goals, self.checkins = Maps(self.engine), Goals(self.engine), Checkins(self.engine)
        self.prompts, self.asked = Prompts.load(), 0
        self.now = life.days[0].began
        self.count, self.last = 0, ""

    def whole(self) -> None:
        """From the first hello to the last word."""
        with writing(self.engine) as connection:
            connection.execute(insert(participant).values(
                id=self.id, channel=CHANNEL, address=self.life.name, created_at=self.now))
        for day in self.life.days:
            self.now = day.began
            for step in day.talk:
                next(do for name, do in _STEPS.items() if name in step)(self, step)

    def start(self, step: Step) -> None:
        """Hello, what this is, and that they agree that it is kept."""
        self.hear(step["start"])
        for name in ("utter_welcome_hello", "utter_welcome_limits", "utter_welcome_keep"):
            self.say(words(name))
        self.say(words("utter_welcome_consent"), buttons=("Yes, that's OK", "No"))
        self.hear("Yes, that's OK", kind="button")
        Participants(self.engine).record_consent(self.id, True, version=CONSENT_VERSION, now=self.now)
        self.say(words("utter_welcome_begin"))

    def session(self, step: Step) -> None:
        """The next session with their worker begins."""
        message_id = self.hear(step["session"])
        begun = self.sessions.start(self.id, message_id, part="session", now=self.now)
        self.say(words("utter_session_begins", number=begun.number, purpose=begun.purpose.words if begun.purpose else ""))

    def question(self, step: Step) -> None:
        """The bot asks, they answer in their own words, and it says what it understood."""
        about = self.item(step["about"]) if step["about"] else None
        self.say(_question(step["ask"], about), asked=step["ask"], about=about.id if about else None)
        self.maps.ask(self.id, self.last, step["ask"], about.id if about else None, part="ask", now=self.now)
        self.record(step["says"], asked=step["ask"], about=about)
        self.maps.answer(self.id, self.last, step["ask"], about.id if about else None, "answered", part="answer", now=self.now)

    def talk(self, step: Step) -> None:
        """They say something of their own accord."""
        self.record(step["says"])

    def picture(self, step: Step) -> None:
        """They ask for their map and get it."""
        self.hear(step["map"])
        standing = self.maps.map_of(self.id)
        kept = self.maps.keep_picture(
            self.id, draw_png(standing, now=self.now), describe_map(standing), picture_id=self.name_of("pic"), now=self.now)
        self.say(caption(standing), picture_id=kept, buttons=("What helps", "What is hard"))

    def goal(self, step: Step) -> None:
        """They choose a goal and plan its first step."""
        said = step["goal"]
        self.say(words("utter_goals_choose_own"), asked="goal.choose")
        chosen = self.maps.choose_goal(
            self.id, self.hear(said["says"], asked="goal.choose"), said["says"], tuple(self.item(each).id for each in said["about"]),
            part="goal", now=self.now)
        self.say(words("utter_goals_saved", goal=said["says"]))
        self.say(words("utter_goals_step"), asked="goal.step", about=chosen.id)
        self.maps.change_goal(self.id, self.hear(said["step"], asked="goal.step", about=chosen.id), chosen.id, first_step=said["step"], part="step", now=self.now)
        self.say(words("utter_goals_step_saved", step=said["step"]))
        self.say(words("utter_goals_when"), asked="goal.when", about=chosen.id)
        self.maps.change_goal(
            self.id, self.hear(said["when"], asked="goal.when", about=chosen.id), chosen.id, when=said["when"], where=said.get("where"), part="when",
            now=self.now)
        self.say(words("utter_goals_when_saved", when=said["when"]))

    def barrier(self, step: Step) -> None:
        """What may get in the way of a goal."""
        said, goal = step["barrier"], self.goal_id(step["barrier"])
        self.say(words("utter_goals_barrier"), asked="goal.barrier", about=goal)
        self.goals.add_barrier(self.id, self.hear(said["says"], asked="goal.barrier", about=goal), goal, said["says"], part="barrier", now=self.now)
        self.say(words("utter_map_barrier", things=said["says"]))

    def plan(self, step: Step) -> None:
        """What they will do if it does."""
        said, goal = step["plan"], self.goal_id(step["plan"])
        self.say(words("utter_goals_plan", about=said["if"]), asked="goal.plan", about=goal)
        barriers = [each.id for each in self.maps.map_of(self.id).barriers if each.blocks == goal]
        self.goals.plan(
            self.id, self.hear(said["then"], asked="goal.plan", about=goal), goal, if_words=said["if"], then_words=said["then"],
            barrier=barriers[-1] if barriers else None, part="plan", now=self.now)
        self.say(words("utter_goals_plan_if", first=said["if"], then=said["then"]))

    def rhythm(self, step: Step) -> None:
        """On which days they want to be asked how it goes."""
        said = step["checkins"]
        self.say(words("utter_checkin_days"), asked="checkin.days")
        self.checkins.choose(
            self.id, self.hear(said["says"], asked="checkin.days"), on=True, days=tuple(said["days"]), at=datetime.strptime(said["at"], "%H:%M").time(),
            part="rhythm", now=self.now)
        self.say(words("utter_control_ok"))

    def asked_how(self, step: Step) -> None:
        """A check-in is sent, and answered or not."""
        said, goal = step["asked"], self.goal_id(step["asked"])
        story = next(each for each in self.goals.stories(self.id) if each.goal.id == goal)
        prompt = self.prompts.how(story, self.asked)
        self.asked += 1
        sent = self.say(prompt.text, asked="checkin.how", about=goal, buttons=tuple(title for title, _ in prompt.buttons))
        slot = rows.checkin_id(self.id, self.now)
        with writing(self.engine) as connection:
            connection.execute(insert(checkin).values(
                id=slot, participant_id=self.id, due_at=self.now, look_at=self.now, state=str(State.SENT), goal_id=goal, message_id=sent,
                settled_at=self.now))
        if "says" not in said:
            return
        self.now += TYPING * 20
        outcome = Outcome(said["outcome"])
        message_id = self.hear(said["says"], asked="checkin.how", about=goal)
        self.goals.hear(self.id, message_id, goal, outcome, said["says"], checkin=slot, part="heard", now=self.now)
        self.say(words(f"utter_checkin_heard_{outcome.replace(' ', '_')}"))

    def unanswered(self, step: Step) -> None:
        """A week on the question is still open: we stop asking."""
        self.now += timedelta(days=7)
        sent, slot = self.say(self.prompts.pausing().text), rows.checkin_id(self.id, self.now)
        with writing(self.engine) as connection:
            connection.execute(insert(checkin).values(
                id=slot, participant_id=self.id, due_at=self.now, look_at=self.now, state=str(State.SKIPPED), reason="unanswered", message_id=sent,
                settled_at=self.now))

    def rating(self, step: Step) -> None:
        """How far along it feels."""
        said, goal = step["rating"], self.goal_id(step["rating"])
        self.say(words("utter_checkin_rating"), asked="checkin.rating", about=goal)
        self.goals.rate(self.id, self.hear(said["says"], asked="checkin.rating", about=goal), goal, said["value"], part="rated", now=self.now)
        self.say(words("utter_control_ok"))

    def danger(self, step: Step) -> None:
        """They speak of danger: the real screen hears it, the reviewed words answer, an alert is there."""
        hit = self.screen.check(step["danger"])
        message_id = self.hear(step["danger"])
        assert hit is not None, "the screen did not hear the demo's danger"
        for reply in crisis_reply(hit.kind):
            self.say(reply)
        with writing(self.engine) as connection:
            connection.execute(insert(alert).values(
                id=self.name_of("a"), participant_id=self.id, message_id=message_id, kind=str(hit.kind), at=self.now))

    def put_right(self, step: Step) -> None:
        """Their worker puts something right: two things that are one."""
        said = step["put_right"]
        one, other = (self.item(each) for each in said["same"])
        correction = Correction(CorrectionKind.MERGE, labels=(one.label, other.label), to=one.label)
        self.now += TYPING
        put_right(
            self.engine, self.id, correction, {one.label: one.id, other.label: other.id}, key=self.name_of("k"),
            words=lambda lines: words("utter_review_put_right", worker=self.worker, what=". ".join(lines)), now=self.now)
        with writing(self.engine) as connection:
            connection.execute(update(message).where(message.c.participant_id == self.id, message.c.state == HELD).values(state="sent"))

    def record(self, said: str, *, asked: str | None = None, about: Item | None = None) -> None:
        """One message through the real reader onto the map, and what the bot says to it."""
        known = self.maps.known(self.id)
        reading = self.reader.read(said, asked=asked, about=about.label if about else None, known=known)
        message_id = self.hear(said, asked=asked, about=about.id if about else None)
        if reading.empty:
            self.say(words("utter_control_ok"))
            return
        understood = self.maps.record(
            self.id, message_id, reading, part="add", now=self.now, asked=asked, about=about.id if about else None)
        self.say(told(understood) or words("utter_control_ok"))

    def hear(self, said: str, *, kind: str = "text", asked: str | None = None, about: str | None = None) -> str:
        """A row for what they wrote. Returns its id."""
        self.now += TYPING
        self.last = self.name_of("m")
        with writing(self.engine) as connection:
            connection.execute(insert(message).values(
                id=self.last, participant_id=self.id, direction="in", kind=kind, text=said, asked=asked, about=about, at=self.now, state="done"))
        return self.last

    def say(
        self, text: str, *, asked: str | None = None, about: str | None = None, buttons: tuple[str, ...] = (), picture_id: str | None = None,
    ) -> str:
        """A row for what the bot said. Returns its id."""
        self.now += THINKING
        made = self.name_of("m")
        offered = [{"title": title, "token": f"{made}_{place}"} for place, title in enumerate(buttons)]
        with writing(self.engine) as connection:
            connection.execute(insert(message).values(
                id=made, participant_id=self.id, direction="out", kind="text", text=text, asked=asked, about=about, at=self.now, state="sent",
                buttons=offered or None, picture_id=picture_id))
        return made

    def name_of(self, what: str) -> str:
        """An id that follows from the life and the place in it."""
        self.count += 1
        return f"{what}_{hashlib.sha256(f'{self.life.name} {self.count}'.encode()).hexdigest()[:22]}"

    def item(self, label: str) -> Item:
        """The thing on the map that goes by this name. Raises StopIteration where nothing does: the life must be mended."""
        items = self.maps.map_of(self.id).items
        same = [item for item in items if any(same_label(label, name) for name in (item.label, *item.aliases))]
        near = [item for item in items if fold_label(label) in fold_label(item.label)]
        return next(iter((*same, *near)))

    def goal_id(self, said: dict[str, Any]) -> str:
        """The goal of that number, in the order they were chosen."""
        return self.goals.stories(self.id)[said["goal"] - 1].goal.id


def _question(key: str, about: Item | None) -> str:
    """How the bot asks this."""
    name = "utter_" + key.replace(".", "_")
    if key == "links.who":
        name += "_place" if about and about.kind == "place" else "_activity"
    return words(name, about=called(about) if about else "")


_STEPS: dict[str, Callable[[_Telling, Step], None]] = {
    "start": _Telling.start, "session": _Telling.session, "ask": _Telling.question, "map": _Telling.picture, "goal": _Telling.goal,
    "barrier": _Telling.barrier, "plan": _Telling.plan, "checkins": _Telling.rhythm, "asked": _Telling.asked_how, "rating": _Telling.rating,
    "put_right": _Telling.put_right, "unanswered": _Telling.unanswered, "danger": _Telling.danger, "says": _Telling.talk,
}
