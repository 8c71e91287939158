"""For the peer support worker: a map's shape in the words of the three personal wellbeing network types, with the reasons.

Sweet et al. 2018 (BJPsych 212(5):308-317; domain handbook §1.2) found "formal and sparse", "family and stable" and "diverse and
active" by clustering. The inputs and cut-offs of that clustering could not be reached, and none are made up here: every word
gets its facts, and the only thing compared is which group of people on this one map is the largest.
"""

from dataclasses import dataclass
from enum import StrEnum

from mapping.comparison import Comparison
from mapping.describe.names import counted, listed
from mapping.metrics import CIRCLES, Circle, Metrics, measure, measure_change
from mapping.model import Kind, Status, WellbeingMap
from mapping.words import read_words


class NetworkType(StrEnum):
    """The three types, as the study names them."""

    FORMAL_AND_SPARSE = "formal_and_sparse"
    FAMILY_AND_STABLE = "family_and_stable"
    DIVERSE_AND_ACTIVE = "diverse_and_active"


_POINTS = {
    Circle.FORMAL: NetworkType.FORMAL_AND_SPARSE, Circle.FAMILY: NetworkType.FAMILY_AND_STABLE,
    Circle.FRIENDS: NetworkType.DIVERSE_AND_ACTIVE, Circle.COMMUNITY: NetworkType.DIVERSE_AND_ACTIVE,
}
LEAST = 2  # people: with fewer, nothing among them is defined


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape in words. ``points_to``: the types whose group of people is the largest; none, one or several.

    ``reasons``: for every type, its two words with what the map shows of each; empty where there is too little.
    """

    points_to: tuple[NetworkType, ...]
    summary: str
    reasons: dict[NetworkType, tuple[str, ...]]
    statement: str

    @property
    def text(self) -> str:
        """All of it as paragraphs; the statement is never left out."""
        headings = read_words()["shape"]["headings"]
        told = ("\n".join([headings[each.value], *(f"- {line}" for line in lines)]) for each, lines in self.reasons.items())
        return "\n\n".join([self.summary, *told, self.statement])


def describe_shape(map: WellbeingMap, since: Comparison | None = None) -> Shape:
    """The shape of what is in a person's life now. ``since``: this map compared with an earlier one, for "stable"."""
    words, found = read_words()["shape"], measure(map)
    if found.size[Kind.PERSON] < LEAST:
        return Shape((), words["too_little"], {}, words["statement"])
    points_to = _largest(found)
    return Shape(points_to, _summary(points_to), {
        NetworkType.FORMAL_AND_SPARSE: (_share("formal", Circle.FORMAL, found), _sparse(found)),
        NetworkType.FAMILY_AND_STABLE: (_share("family", Circle.FAMILY, found), _stable(since)),
        NetworkType.DIVERSE_AND_ACTIVE: (_diverse(found), _active(found)),
    }, words["statement"])


def _largest(found: Metrics) -> tuple[NetworkType, ...]:
    """The types that the largest circle, or circles, point to. Others, who may be anybody, point nowhere."""
    most = max(found.composition.values())
    pointed = {_POINTS.get(circle) for circle in CIRCLES if found.composition[circle] == most}
    return tuple(each for each in NetworkType if each in pointed)


def _summary(points_to: tuple[NetworkType, ...]) -> str:
    words = read_words()["shape"]
    types = [words["types"][each.value] for each in points_to]
    if len(types) == 1:
        return words["points_to"].format(type=types[0])
    return words["points_to_several"].format(types=listed([f"“{each}”" for each in types])) if types else words["points_to_none"]


def _share(word: str, circle: Circle, found: Metrics) -> str:
    return read_words()["shape"][word].format(count=found.composition[circle], people=found.size[Kind.PERSON])


def _sparse(found: Metrics) -> str:
    people = found.size[Kind.PERSON]
    return read_words()["shape"]["sparse"].format(
        ties=found.ties_among_people, possible=people * (people - 1) // 2, isolates=len(found.isolates))


def _stable(since: Comparison | None) -> str:
    words = read_words()["shape"]
    if since is None:
        return words["stable_unknown"]
    before = sum(item.status is Status.CURRENT for item in since.before.of_kind(Kind.PERSON))
    kept = measure_change(since).stability
    return words["stable_nobody"] if kept is None else words["stable"].format(kept=round(kept * before), before=before)


def _diverse(found: Metrics) -> str:
    words = read_words()["shape"]
    there = [words["groups"][circle.value] for circle in CIRCLES if found.composition[circle]]
    return words["diverse"].format(circles=len(there), named=listed(there) or words["groups_none"])


def _active(found: Metrics) -> str:
    counts = read_words()["text"]["counts"]
    activities, places = (counted(counts[kind.value], found.size[kind]) for kind in (Kind.ACTIVITY, Kind.PLACE))
    return read_words()["shape"]["active"].format(activities=activities, places=places)
