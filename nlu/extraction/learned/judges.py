"""What the learned ear changes in what the patterns found: which items stay, which are tied, what each does for the participant.

Patterns and ear are each wrong in their own way (docs/decisions/0007). The ear overrules the patterns only where it is sure. ``STAY`` is how sure it
must be at least of what they found, ``NEW`` of what they did not, ``FIRST`` of something in a message that answers
no question; each pair is (to say what they did not say, to leave what they said).
"""

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mapping.model import Impact, Kind, Link
from nlu.extraction import lexicons
from nlu.extraction.answers import hedged
from nlu.extraction.chat import Message
from nlu.extraction.learned.answered import ASKED_FEELING, FELT_AS, answered
from nlu.extraction.learned.ear import Ear, Heard
from nlu.extraction.learned.kept import GRAPH, HEADS, model_folder
from nlu.extraction.learned.lessons import IMPACTS, KINDS, LONGEST_SPAN, RELATIONS
from nlu.extraction.learned.where import is_outright, said_with, span_of, terse
from nlu.extraction.leaving_out import leave_out
from nlu.extraction.naming import roles_behind
from nlu.extraction.seen import Seen
from nlu.extraction.sightings import Sighting, formal_of

if TYPE_CHECKING:
    from nlu.feelings.told import Feelings

SORT = "heard"  # of a sighting that only the ear found
STAY, NEW, FIRST = 0.03, 0.5, 0.8
TIED, FELT, FELT_ASKED, OVER = (0.6, 0.1), (0.5, 0.01), (0.5, 0.1), (0.9, 0.2)  # the third in an answer to a question
FELT_OTHERWISE, SURELY_NOT_MIXED, OTHER_KIND = 0.9, 0.8, 0.95  # for another feeling, or kind, than the patterns have
RELATED, RELATED_BY_NAME, RELATED_AFTER_ALL = 0.4, 0.6, 0.8  # "Mei" alone is nobody's daughter yet; the last where the patterns say "other"
OVER_IF_STOPPED = (0.995, 0.2)  # after "what have you stopped?" the ear takes nearly all for over: "kai and me watch the football" is not
HELPING = frozenset("help helps helped helping take takes took taking drive drives drove bring brings brought".split())
TOWARDS = frozenset(("me", "us", "with", "to", "out", "for"))
HARD_GOING = re.compile(  # "swimming was hard though": to the ear it sounds like help
    r"\b(?:(?:was|is|were|been|felt)|(?<=\w)'s|found (?:it|that|the \w+|\w+))(?: (?:just|really|so|very|well|proper|quite|pretty|bit|bloody|dead|super|too|a|such|all|real|right|bare))* (?:hard|tough|difficult|rough|struggle|slog)\b(?! (?:to say|to tell|luck))"
    r"(?!.*\b(?:but|help\w*|good for me|keeps? me|gets? me|worth|love|enjoy\w*)\b)", re.I)
SIDES = frozenset({"but", "both"})
MOST_TOLD = 24  # for ties; a message of 4,096 letters may hold hundreds

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Judges:
    """The ear's say in a reading. What is known already stays, and a short answer is the patterns' alone."""

    ear: Ear
    feelings: "Feelings | None" = None

    @classmethod
    def made(cls) -> "Judges | None":
        """The judges, from what was learned; None, with a word in the log, where there is nothing or it is damaged."""
        folder = model_folder()
        try:
            ear = Ear(folder / GRAPH, folder / HEADS)
        except Exception as error:  # onnxruntime has errors of its own for damaged files; whatever it is, patterns alone still hear
            log.warning("The reader goes by its patterns alone (%s); 'make setup' teaches it.", type(error).__name__)
            return None
        from nlu.feelings.told import Feelings  # which stands on parts of this package

        try:
            return cls(ear, Feelings.made())
        except Exception as error:  # as above
            log.warning("The ear alone reads what answers tell of feelings (%s); 'make setup' teaches it.", type(error).__name__)
            return cls(ear)

    def sift(self, seen: Seen) -> None:
        """Drop what is no part of the map, add what is."""
        if seen.answer is not None or seen.corrected.corrections or not len(seen.message):
            return
        seen.heard = self.ear.hear(seen.message.source, seen.asked, seen.subject.label if seen.subject else None)
        for sighting in seen.sightings:
            if not (sighting.known or sighting.dropped or terse(seen)) and sighting.start >= 0:
                _judge(seen, seen.heard, sighting)
        further = _further(seen, seen.heard)
        leave_out(seen.message, seen.clauses, further, seen.asked)
        _join_roles(seen, further)
        seen.sightings = sorted(seen.sightings + further, key=lambda s: s.start)
        if not seen.asked:
            _about_nothing(seen, seen.heard)

    def feel(self, seen: Seen, told: list[Sighting]) -> None:
        """What each does for the participant, with their words. "Neither" is the patterns' to say."""
        for sighting in told if seen.heard and not terse(seen) else ():
            span = span_of(seen, sighting)
            if span is None or sighting.impact is Impact.NEITHER:
                continue
            if not self._good_all_the_same(seen, sighting):
                _feel(seen, sighting, seen.heard.said_of(span)["impact"])
        if self.feelings and seen.subject and seen.asked in ASKED_FEELING and seen.answer is None and len(seen.message):
            answered(self.feelings, seen, told)

    def _good_all_the_same(self, seen: Seen, sighting: Sighting) -> bool:
        """Whether one is well spoken of although it was asked who is hard ("no my nan is great"): that question makes nearly all sound bad to the
        ear, so it hears the words again without it."""
        if seen.asked != "people.hard" or sighting.impact is not Impact.HELPS or hedged(seen.message):
            return False
        heard = self.ear.hear(seen.message.source, "people.else", None)
        span = heard.pieces.span(seen.message.words[sighting.start].start, seen.message.words[sighting.end - 1].end)
        return span is not None and IMPACTS[int(np.argmax(heard.said_of(span)["impact"]))] != "negative"

    def tie(self, seen: Seen, told: list[Sighting], links: list[Link]) -> list[Link]:
        """The ties between the things told of; those the patterns found keep their words."""
        if not seen.heard:
            return links
        found = {frozenset((link.a.lower(), link.b.lower())): link for link in links}
        kept = []
        order = sorted(told[:MOST_TOLD], key=lambda s: s.start)
        places = [(s.mention().label, span_of(seen, s), _kind_of(s), _sure(seen, s)) for s in order]
        for at, (a, one, kind, sure) in enumerate(places):
            for later, (b, other, other_kind, as_sure) in enumerate(places[at + 1 :], at + 1):
                if a.lower() == b.lower():
                    continue
                link = found.pop(frozenset((a.lower(), b.lower())), None)
                if one is None or other is None or one == other or link and _outright(seen, order[at], order[later]):
                    kept += [link] if link else []
                elif _agreed(seen.heard.tied(one, other, (kind, other_kind)) * sure * as_sure, TIED, by_patterns=link is not None):
                    kept.append(link or Link(a, b))
        return kept + list(found.values())


def _outright(seen: Seen, earlier: Sighting, later: Sighting) -> bool:
    """Whether the words between say the tie outright: "Dave helps me with the shopping", "Jo takes us to"."""
    between = seen.message.low[earlier.end : later.start]
    return bool(HELPING & set(between)) and bool(TOWARDS & set(between)) and HELPING | TOWARDS | {"the", "my", "our"} >= set(between)


def _feel(seen: Seen, sighting: Sighting, chances: np.ndarray) -> None:
    if sighting.impact is not None and sighting.kind is Kind.PLACE:  # "its quiet" is the patterns' to read
        return
    if not (sighting.impact and is_outright(sighting)) and not _agreed(1 - float(chances[0]), FELT_ASKED if seen.asked else FELT, by_patterns=sighting.impact is not None):
        sighting.impact = sighting.impact_words = None
        return
    best = 1 + int(np.argmax(chances[1:]))
    if sighting.impact is None:
        sighting.impact_words = said_with(seen, sighting)
    mixed = sighting.impact is Impact.MIXED
    if mixed and SIDES & set(seen.message.low):  # "means well but drives me up the wall"
        return
    if sighting.impact is None or chances[best] > (SURELY_NOT_MIXED if mixed else FELT_OTHERWISE):
        felt = FELT_AS[IMPACTS[best]]
        hard = felt is Impact.HELPS and sighting.impact is not Impact.HELPS and not sighting.is_being and HARD_GOING.search(seen.message.source)
        sighting.impact = Impact.HINDERS if hard else felt


def _judge(seen: Seen, heard: Heard, sighting: Sighting) -> None:
    """Weigh what the patterns took in. What they left out for a reason stays out."""
    span = span_of(seen, sighting)
    if span is None:
        return
    if 1 - float(_best_over(heard, span)[0]) < STAY and not (_named_next(seen, sighting) or _stands_alone(seen, sighting)):
        sighting.dropped = True
        return
    own = heard.spans[span[0], span[1] - span[0]] if span[1] - span[0] < LONGEST_SPAN else np.zeros(len(KINDS))
    kind = 1 + int(np.argmax(own[1:]))
    if own[kind] > OTHER_KIND and KINDS[kind] != _kind_of(sighting) and sighting.sort != "role":
        sighting.kind = _kind(KINDS[kind], sighting.several)
        if not sighting.is_being:
            sighting.relation = sighting.formal = None
    if sighting.kind is Kind.PET:
        sighting.relation, sighting.formal = "pet", None
    said = heard.said_of(span)
    over = OVER_IF_STOPPED if seen.asked == "activities.stopped" else OVER
    sighting.current = not _agreed(float(said["current"][0]), over, by_patterns=not sighting.current)
    of_role = any(other.sort == "role" and _right_behind(seen, other, sighting) for other in seen.sightings)
    surname = any(other.sort == "name" and other.end == sighting.start for other in seen.sightings)
    theirs = sighting.owner is not None  # "Dev's sister" is no aunt: whose somebody is, the patterns know
    if sighting.kind in (Kind.PERSON, Kind.GROUP) and sighting.relation in (None, "other") and not (of_role or surname or theirs):
        _relate(seen, sighting, said["relation"])


def _join_roles(seen: Seen, further: list[Sighting]) -> None:
    """"Bramble my cat" and "Precious, the night nurse": a name that only the ear heard takes the role behind it, as any other name does."""
    roles = [s for s in seen.sightings if s.sort == "role" and not (s.dropped or s.known)]
    names = [s for s in further if s.kind in (Kind.PERSON, Kind.PET) and not s.dropped]
    left = list(roles)
    roles_behind(seen.spots, left, names)
    for role in roles:
        role.dropped = role not in left


def _stands_alone(seen: Seen, sighting: Sighting) -> bool:
    """Whether it is all that a sentence of an answer says: "reading. i grow tomatoes. telly"."""
    ends, low = (".", "!", "?", ";"), seen.message.low
    before, after = low[: sighting.start], low[sighting.end : sighting.end + 1]
    return bool(seen.asked) and (not before or before[-1] in ends) and (not after or after[0] in ends)


def _named_next(seen: Seen, sighting: Sighting) -> bool:
    """Whether a role has its name right behind it: "my mother, Hanna Tesfaye". The ear hears the name alone; the two are joined later."""
    return sighting.sort == "role" and any(other.sort == "name" and _right_behind(seen, sighting, other) for other in seen.sightings)


def _right_behind(seen: Seen, role: Sighting, name: Sighting) -> bool:
    return name.start == role.end + 1 and seen.message.low[role.end] in (",", ":", ".")


def _about_nothing(seen: Seen, heard: Heard) -> None:
    """Leave a message empty where only the ear found something, and nothing sure enough to be the first thing on a map."""
    told = [s for s in seen.sightings if not s.dropped]
    spans = [span_of(seen, s) for s in told]
    if told and all(s.sort == SORT and span and 1 - _best_over(heard, span)[0] < FIRST for s, span in zip(told, spans, strict=True)):
        for sighting in told:
            sighting.dropped = True


def _further(seen: Seen, heard: Heard) -> list[Sighting]:
    """A sighting for each span that only the ear takes for an item; surest first, none over another."""
    message, pieces = seen.message, heard.pieces
    if terse(seen):
        return []
    taken = {at for s in seen.sightings if s.start >= 0 for at in range(s.start, s.end)}
    told = {words.lower() for s in seen.sightings for words in (*s.aliases, s.relation_words, s.locality) if words}  # of one of these already
    sure = 1 - heard.spans[:, :, 0]
    sure[heard.spans.sum(-1) == 0] = 0
    found = []
    for start, more in sorted(zip(*np.nonzero(sure > NEW), strict=True), key=lambda at: -sure[at]):
        first, last = (pieces.words[at - pieces.before] for at in (start, start + more))
        words = [at for at, word in enumerate(message.words) if word.end > first[0] and word.start < last[1]]
        if not words or taken & set(words) or _only_a_word(message, words) or message.said(words[0], words[-1] + 1).lower() in told:
            continue
        taken |= set(words)
        chances = heard.spans[start, more]
        several = message.doc[words[-1]].tag_ in ("NNS", "NNPS")
        kind = _kind(KINDS[1 + int(np.argmax(chances[1:]))], several)
        sighting = Sighting(words[0], words[-1] + 1, kind, SORT, message.said(words[0], words[-1] + 1), several=several)
        said = heard.said_of((int(start), int(start + more)))
        sighting.current = bool(said["current"][0] < OVER[0])
        if kind is Kind.PET:
            sighting.relation = "pet"
        elif sighting.is_being:
            _relate(seen, sighting, said["relation"])
        found.append(sighting)
    return found


def _only_a_word(message: Message, words: list[int]) -> bool:
    """Whether it is an everyday word that the patterns did not take for the name it may be: "hope helps me get up"."""
    return len(words) == 1 and message.low[words[0]] in lexicons.ordinary_names() and not message.capital(words[0])


def _relate(seen: Seen, sighting: Sighting, chances: np.ndarray) -> None:
    best = int(np.argmax(chances))
    named = sighting.sort == "name" or seen.message.capital(sighting.start) and not seen.message.begins(sighting.start)
    needed = RELATED_AFTER_ALL if sighting.relation else RELATED_BY_NAME if named else RELATED
    if best and chances[best] > needed and RELATIONS[best] != sighting.relation:
        sighting.relation = RELATIONS[best]
        sighting.formal = formal_of(sighting.relation)


def _best_over(heard: Heard, span: tuple[int, int]) -> np.ndarray:
    """The chances of the likeliest item among the spans that share a word with this one: where it begins and ends is the patterns' to say."""
    start, end = span
    before = max(heard.pieces.before, start - LONGEST_SPAN + 1)
    shared = [heard.spans[at, more] for at in range(before, end + 1) for more in range(max(0, start - at), LONGEST_SPAN) if heard.spans[at, more].any()]
    return min(shared, key=lambda chances: chances[0])


def _sure(seen: Seen, sighting: Sighting) -> float:
    """How sure the ear is that this is an item at all: a tie is no surer than its ends. What is known or asked about is one."""
    span = span_of(seen, sighting)
    if sighting.known or span is None or span[0] < seen.heard.pieces.before:
        return 1.0
    return 1 - float(_best_over(seen.heard, span)[0])


def _kind(name: str, several: bool) -> Kind:
    if name == "being":
        return Kind.GROUP if several else Kind.PERSON
    return Kind(name)


def _kind_of(sighting: Sighting) -> str:
    return "being" if sighting.kind in (Kind.PERSON, Kind.GROUP) else str(sighting.kind)


def _agreed(chance: float, sure: tuple[float, float], *, by_patterns: bool) -> bool:
    """Whether it counts in the end: the patterns' own view stands unless the ear is sure of the other."""
    return chance >= sure[1] if by_patterns else chance >= sure[0]
