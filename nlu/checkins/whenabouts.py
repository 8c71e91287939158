"""The pieces of "when, where and with whom": which words of an answer are the day, the time, the place and the company."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from nlu.checkins import times

DAY = "|".join(times.DAYS)
STOP = r"(?=\s*(?:$|[,.;\x00]|\b(?:on|at|with|around|about|then|and|in|to|by|for|after|before|every|if|when)\b))"
NOUNS = r"[a-z][\w'-]*(?: (?!(?:on|at|with|around|about|then|and|in|to|by|for|after|before|every|if|when|instead|please)\b)[\w'-]+){0,3}?"
ONE = r"(?:my|our|her|his|their|the|a|an)"
FAMILY = r"mum|mam|mom|dad|nan|gran|grandma|grandad|auntie|uncle|mate"


class Piece(StrEnum):
    """What a piece says."""

    OFTEN = "often"
    DAY = "day"
    TIME = "time"
    WHO = "who"
    WHERE = "where"


@dataclass(frozen=True, slots=True)
class Span:
    """One piece of a text: from ``start`` to ``end``; its own words begin at ``core``, after "at" or "with"."""

    piece: Piece
    start: int
    end: int
    core: int


WAYS = (
    (Piece.OFTEN, re.compile(rf"{re.sub(r'[(][?]P<[a-z]+>', '(?:', times.COUNTED.pattern)}|{re.sub(r'[(][?]P<[a-z]+>', '(?:', times.EVERY.pattern)}|\b(?:daily|weekly|fortnightly|monthly|every ?day)\b", re.I)),
    (Piece.DAY, re.compile(rf"\b(?P<lead>on )?(?:(?:next|this|every|each|the|a) )?(?:(?:{DAY})(?:(?:,? and |,? or | ?& ?|, ?)(?:{DAY}))*|week ?ends?|week ?days?)\b|\b(?:today|tonight|tomorrow|tmrw|2moro|tomoz|(?:next|this) (?:week|month)|(?P<lead2>on )?the \d{{1,2}}(?:st|nd|rd|th)|payday)\b", re.I)),
    (Piece.TIME, re.compile(r"\b(?:first thing|last thing|early|late)(?: in the (?:morning|evening|day)| at night)?\b|\b(?:in the |this |early |late )?(?:morning|afternoon|evening|lunch ?time|tea ?time|bed ?time|mid ?day|noon|night)s?\b(?! (?:class|group|club|bus))|\b(?:straight |just |right )?(?:after|before|during|once|when|as soon as|while) (?!and\b)[^,;\x00]+?(?=\s*(?:$|[,;\x00]|\b(?:with|on|at)\b))", re.I)),
    (Piece.WHO, re.compile(rf"\b(?P<lead>with )(?:{ONE} )?[a-z][\w'-]*(?: (?:and|&) (?:{ONE} )?[a-z][\w'-]*)?(?: (?!(?:on|at|in|to|by|for|around|after|before|and|then|instead|please)\b)[\w'-]+)??{STOP}|\b(?:on my own|by myself|on me own|alone)\b", re.I)),
    (Piece.WHERE, re.compile(rf"\b(?P<lead>(?:at|in|to|by|outside|inside|near|round|into|from|via|over|down|up|through)(?: (?:at|by|to|in))? )(?:{ONE} {NOUNS}|(?:{FAMILY})(?:'?s)?|[a-z][\w-]*'s(?: \w+)?|home|work|town|church|mosque|temple|college|school|uni){STOP}|\b(?:at home|outside|online|indoors|outdoors)\b", re.I)),
)
CLOCK = re.compile(rf"(?:(?:at|around|about|by|before|after|from|roughly|for) )?{times.CLOCK.pattern}", re.I)
BY_ITSELF = re.compile(r"(?:on my own|on me own|by myself|alone|at home|outside|online|indoors|outdoors)\b", re.I)  # without "with" or "at"
GLUE = re.compile(r"(?:[\s,.!;&-]|\b(?:and|or|on|at|in|by|then|maybe|probably|please|about|around|just|do|it|the|for|instead|same|time|one|now|thanks|say)\b)*", re.I)
BARE_TIME = re.compile(r"\s*(?:at |about |around )?(?:\d{1,2}(?:[:.][0-5]\d)?|(?:half|quarter) (?:past |to )?\w+|" + "|".join(times.WORDS) + r")(?: ?o'?clock)?\s*", re.I)


def pieces_of(text: str, *, people: Iterable[str] = (), places: Iterable[str] = ()) -> tuple[Span, ...]:
    """The pieces of a text in their order. ``people`` and ``places``: labels on the map, known without "with" or "at"."""
    masked, found = text, []
    for way in (_clocks, *(_regex(piece, way) for piece, way in WAYS), _known(Piece.WHO, people, "with "), _known(Piece.WHERE, places, "")):
        for span in way(masked):
            found.append(span)
            masked = masked[:span.start] + "\0" * (span.end - span.start) + masked[span.end:]
    return tuple(sorted(found, key=lambda span: span.start))


def is_only(text: str, spans: Iterable[Span]) -> bool:
    """Whether the pieces are all that the text says."""
    left = text
    for span in spans:
        left = left[:span.start] + " " * (span.end - span.start) + left[span.end:]
    return GLUE.fullmatch(left) is not None


def is_bare_time(text: str) -> bool:
    """"3", "half 2": a time where a time is being put right, and a number anywhere else."""
    return BARE_TIME.fullmatch(text) is not None


def is_alone(text: str) -> bool:
    """Whether it begins with "on my own", which needs no "with"."""
    return re.match(r"(?:on my own|on me own|by myself|alone)\b", text, re.I) is not None


def merged(old: str, new: str, *, people: Iterable[str] = (), places: Iterable[str] = (), as_piece: Piece | None = None) -> str:
    """The old words with the pieces of the new in place of theirs: "friday at 9" and "sat" make "sat at 9".

    ``as_piece``: what the new words are, where they don't show it themselves ("the park" is a place).
    """
    people, places = tuple(people), tuple(places)
    mine = pieces_of(old, people=people, places=places)
    fresh = pieces_of(new, people=people, places=places)
    if as_piece is not None and not fresh:
        fresh = (Span(as_piece, 0, len(new), 0),)
    wanted = {span.piece for span in fresh} | ({Piece.DAY, Piece.OFTEN} if any(span.piece in (Piece.DAY, Piece.OFTEN) for span in fresh) else set())
    gone = [span for span in mine if span.piece in wanted]
    if not gone:
        return _joined(old, new, fresh)
    if len(fresh) == 1 and len(gone) == 1 and fresh[0].core - fresh[0].start == 0 and new[:fresh[0].start].strip() == "":
        first = gone[0]  # "at the gym" keeps its "at" before "the park"
        said = new[fresh[0].start:fresh[0].end]
        return _tidy(old[:first.start if BY_ITSELF.match(said) else first.core] + said + old[first.end:])
    text, first = old, gone[0]
    for span in reversed(gone):
        text = text[:span.start] + ("\0" if span == first else "") + text[span.end:]
    return _tidy(text.replace("\0", new))


def _joined(old: str, new: str, fresh: tuple[Span, ...]) -> str:
    leads = {Piece.WHO: "with ", Piece.WHERE: "at ", Piece.TIME: "at "}
    bare = len(fresh) == 1 and fresh[0].core == fresh[0].start and (fresh[0].piece is not Piece.TIME or new[:1].isdigit())
    alone = BY_ITSELF.match(new)
    return _tidy(f"{old} {leads.get(fresh[0].piece, '') if bare and not alone else ''}{new}")


def _tidy(text: str) -> str:
    text = re.sub(r"\s+([,.;])", r"\1", " ".join(text.split()))
    return re.sub(r"^[,;. ]+|[,; ]+$", "", text)


def _clocks(text: str) -> list[Span]:
    found = []
    for each in CLOCK.finditer(text):
        if times.SAYS_CLOCK.search(text[max(0, each.start() - 8):each.end()].lower()) and times.clock_time(each) is not None:
            core = each.start() + len(re.match(r"(?:(?:at|around|about|by|before|after|from|roughly|for) )?", each.group(), re.I).group())  # type: ignore[union-attr]
            found.append(Span(Piece.TIME, each.start(), each.end(), core))
    return found


def _regex(piece: Piece, way: re.Pattern[str]):
    def find(text: str) -> list[Span]:
        found = []
        for each in way.finditer(text):
            lead = next((value for name, value in each.groupdict().items() if name.startswith("lead") and value), "")
            found.append(Span(piece, each.start(), each.end(), each.start() + len(lead)))
        return found

    return find


def _known(piece: Piece, labels: Iterable[str], _: str):
    def find(text: str) -> list[Span]:
        found = []
        for label in sorted({label for label in labels if label}, key=len, reverse=True):
            for each in re.finditer(rf"(?<![\w\0])(?:(?:my|the|our) )?{re.escape(label)}(?!\w)", text, re.I):
                if "\0" not in each.group():
                    found.append(Span(piece, each.start(), each.end(), each.start()))
                    text = text[:each.start()] + "\0" * len(each.group()) + text[each.end():]
        return found

    return find
