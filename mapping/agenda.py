"""What is left to ask, and what comes next. Pure: reads the map and what was asked, changes nothing.

Order (design §6): people, places, activities, how they link, helps or hinders, what they would like more or less of, a
goal. All names before details, and one follow-up about an item at most.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mapping.model import Item, Kind, Status, WellbeingMap

MOST_TIMES_ASKED = 3  # asked, and noted as not understood, twice at most
MOST_LINK_QUESTIONS = 3
MOST_WHO_IN_A_ROW = 2  # "who goes to ... with you?": after that one question is over all that is left
MOST_TOGETHER = 6  # things in that one question
MOST_IMPACT_QUESTIONS = 6


class Topic(StrEnum):
    """The parts of the journey, in their order."""

    PEOPLE = "people"
    PLACES = "places"
    ACTIVITIES = "activities"
    LINKS = "links"
    IMPACT = "impact"
    REFLECT = "reflect"
    GOALS = "goals"


@dataclass(frozen=True, slots=True)
class Question:
    """One question by its key (design §6), and the label it is about, if about one item."""

    key: str
    about: str | None = None


SEVERAL = Question("links.who")  # "does anybody go with you to any of these?"


NAMES: Mapping[Topic, tuple[str, ...]] = {
    Topic.PEOPLE: ("people.home", "people.family", "people.friends", "people.support", "people.community", "people.else"),
    Topic.PLACES: ("places.go", "places.comfort", "places.else"),
    Topic.ACTIVITIES: ("activities.do", "activities.stopped", "activities.else"),
    Topic.REFLECT: ("reflect.more", "reflect.less"),
    Topic.GOALS: ("goal.choose",),
}
LAST_KEY: Mapping[Topic, str] = {
    Topic.PEOPLE: "people.else", Topic.PLACES: "places.else", Topic.ACTIVITIES: "activities.else",
    Topic.GOALS: "goal.choose",
}
IMPACT_KEYS = {
    Kind.PERSON: "person.impact", Kind.GROUP: "person.impact", Kind.PET: "person.impact",
    Kind.PLACE: "place.impact", Kind.ACTIVITY: "activity.impact",
}


def topic_of(key: str) -> Topic | None:
    """Which part of the journey a question belongs to; None for questions outside it (open)."""
    for topic, keys in NAMES.items():
        if key in keys:
            return topic
    if key.startswith("links."):
        return Topic.LINKS
    if key in {"people.hard", "places.avoid", "person.closeness"} or key.endswith(".impact"):
        return Topic.IMPACT
    return Topic.GOALS if key.startswith(("goal.", "checkin.")) else None


KEYS_OF: Mapping[Topic, tuple[str, ...]] = {  # how the keys of a topic begin, to ask its prompts anew
    Topic.PEOPLE: ("people.home", "people.family", "people.friends", "people.support", "people.community", "people.else"),
    Topic.PLACES: ("places.go", "places.comfort", "places.else"), Topic.ACTIVITIES: ("activities.",), Topic.LINKS: ("links.",),
    Topic.IMPACT: ("people.hard", "places.avoid", "person.", "place.", "activity."), Topic.REFLECT: ("reflect.",),
    Topic.GOALS: ("goal.choose",),
}


class Agenda:
    """What was asked and answered so far, held against the map."""

    def __init__(
        self,
        wellbeing_map: WellbeingMap,
        outcomes: Mapping[tuple[str, str | None], str],
        asked_times: Mapping[tuple[str, str | None], int],
        *,
        only: Collection[str] | None = None,
    ) -> None:
        """``only``: the topics of the session being held, where there is one; nothing else is asked about then."""
        self.map = wellbeing_map
        self.outcomes = outcomes
        self.asked_times = asked_times
        self.only = only

    def next_in(self, topic: Topic) -> Question | None:
        """The next question of this topic, or None where it has no more to ask."""
        if self.only is not None and topic not in self.only:
            return None
        last = LAST_KEY.get(topic)
        if last and (last, None) in self.outcomes:
            return None
        return next((question for question in self._questions(topic) if self._open(question)), None)

    def next_topic(self) -> Topic | None:
        """The first topic with something left to ask, or None at the end of the journey."""
        return next((topic for topic in Topic if self.next_in(topic)), None)

    def _open(self, question: Question) -> bool:
        asked = (question.key, question.about)
        return asked not in self.outcomes and self.asked_times.get(asked, 0) < MOST_TIMES_ASKED

    def _questions(self, topic: Topic) -> Iterator[Question]:
        if topic is Topic.LINKS:
            return self._link_questions()
        if topic is Topic.IMPACT:
            return self._impact_questions()
        return (Question(key) for key in NAMES[topic])

    def _current(self, *kinds: Kind) -> list[Item]:
        return [item for item in self.map.of_kind(*kinds) if item.status is Status.CURRENT]

    def _asked_about(self, item: Item, besides: str) -> bool:
        """Whether some other question was already asked about this item."""
        return any(about == item.label and key != besides for key, about in {*self.asked_times, *self.outcomes})

    def together(self) -> tuple[Item, ...]:
        """The places and activities that the one question over several asks about: nobody is known to come along, and no question was
        about them alone. Empty where there is nobody on the map, or one thing only."""
        people = {item.id for item in self._current(Kind.PERSON, Kind.GROUP, Kind.PET)}
        left = [item for item in self._current(Kind.ACTIVITY, Kind.PLACE) if not self._asked_about(item, "") and not self._tied_to(item) & people]
        return tuple(left[:MOST_TOGETHER]) if people and len(left) > 1 else ()

    def _tied_to(self, item: Item) -> set[str]:
        return {end for tie in self.map.ties if item.id in (tie.a, tie.b) for end in (tie.a, tie.b)} - {item.id}

    def _link_questions(self) -> Iterator[Question]:
        yield from self._whereabouts()
        people = {item.id for item in self._current(Kind.PERSON, Kind.GROUP, Kind.PET)}
        places = {item.id for item in self._current(Kind.PLACE)}
        asked = {each for each in {*self.asked_times, *self.outcomes} if each[0].startswith("links.") and each != (SEVERAL.key, SEVERAL.about)}
        several = (SEVERAL.key, SEVERAL.about) in self.asked_times
        for item in self._current(Kind.ACTIVITY, Kind.PLACE):
            tied = self._tied_to(item)
            candidates = [("links.who", people)] if item.kind is Kind.PLACE else [("links.who", people), ("links.where", places)]
            for key, others in candidates:
                fresh = (key, item.label) not in self.asked_times
                if others and tied & others or self._asked_about(item, key) or (fresh and (several or len(asked) >= MOST_LINK_QUESTIONS)):
                    continue
                if fresh and len(asked) >= MOST_WHO_IN_A_ROW and self.together():
                    continue  # it is one of several that are asked about together
                yield Question(key, item.label)
                break
        if several or len(asked) >= MOST_WHO_IN_A_ROW and self.together():
            yield SEVERAL

    def _whereabouts(self) -> Iterator[Question]:
        """Where somebody comes along who was named in answer to the question over several: asked once it was put by name."""
        people = {item.label for item in self._current(Kind.PERSON, Kind.GROUP, Kind.PET)}
        yield from (Question(key, about) for key, about in self.asked_times if key == "links.where" and about in people)

    def _impact_questions(self) -> Iterator[Question]:
        if self._current(Kind.PERSON, Kind.PET):
            yield Question("person.closeness")
        yield Question("people.hard")
        yield Question("places.avoid")
        count = sum(key.endswith(".impact") for key, _ in {*self.asked_times, *self.outcomes})
        for item in self._by_weight():
            key = IMPACT_KEYS[item.kind]
            fresh = (key, item.label) not in self.asked_times
            if item.impact is None and not self._asked_about(item, key) and not (fresh and count >= MOST_IMPACT_QUESTIONS):
                yield Question(key, item.label)

    def _by_weight(self) -> list[Item]:
        """Those most often spoken of first, kinds taking turns, so that a short talk still covers all three."""
        groups = [
            sorted(self._current(*kinds), key=lambda item: -len(item.sources))
            for kinds in ((Kind.PERSON, Kind.GROUP, Kind.PET), (Kind.PLACE,), (Kind.ACTIVITY,))
        ]
        longest = max(map(len, groups), default=0)
        return [group[place] for place in range(longest) for group in groups if place < len(group)]
