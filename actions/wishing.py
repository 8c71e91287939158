"""What is wished for and is not on the map yet: what kind of thing it is, where the words say so."""

import re
from dataclasses import replace

from actions import services
from mapping.agenda import Question
from mapping.model import Kind, Mention, Reading
from mapping.naming import fold_label
from nlu.checkins.times import COUNTED, EVERY

THING = r"(?:an? |the |some |my own |another |new |local |small |nice |proper )*(?P<what>[\w' -]+?)"
END = r"(?: (?:again|one day|some day|someday|more|more often|near me|round here|with .*|for .*|so .*|when .*|in .*|on .*|at .*|and .*))?$"
WAYS = (
    (Kind.PET, re.compile(rf"(?:get|have|adopt|own)? ?(?:an? |another )(?P<what>(?:\w+ )?(?:dog|cat|puppy|kitten|rabbit|budgie|hamster|pet|parrot|horse)){END}", re.I)),
    (Kind.PERSON, re.compile(rf"(?:(?:find|meet|have|get|make) )?(?P<what>some(?:one|body)(?: \w+){1,4}|(?:a |an |new |more |some )+(?:(?:close|good|best|new) )?(?:friends?|boyfriend|girlfriend|partner))(?: to .*)?{END}", re.I)),
    (Kind.GROUP, re.compile(rf"(?:join|be in|sing in|be (?:part of)|belong to|find) {THING}{END}", re.I)),
    (Kind.PLACE, re.compile(rf"(?:go (?:back )?to|visit|get (?:out )?to) (?P<the>the )?(?:an? |new |local )*(?P<what>[\w' -]+?){END}", re.I)),
    (Kind.ACTIVITY, re.compile(rf"(?:(?:learn|start|try|take up|(?:get into)|(?:have a) (?:go at)|play|do|(?:be able) to)(?: (?:to|doing|playing|learning))?|go) {THING}{END}", re.I)),
)
GROUPS = re.compile(r"\b(?:choir|club|group|class|team|band|society|circle|gym|church|mosque|temple|course|walkers|library)$", re.I)
PLACES = {"gym", "church", "mosque", "temple", "library"}
DOING = re.compile(r"\b(?:class|course)$", re.I)
TOO_LONG = 4  # words; longer ones are told as a wish, and are no name for anything
GOING = ("i", "go", "to")
PRONOUN = re.compile(r"(?:him|her|it|them|that|this|you|me|us)(?: .{0,12})?$", re.I)
TOWARDS = re.compile(r"(?:with|for|to|on|at|in|by|and|out|off)\b", re.I)  # "go with jo" names nothing to do
NO_THING = frozenset(("it", "that", "this", "there", "them", "him", "her", "something", "anything", "nothing", "more", "less", "one", "stuff", "things", "better", "well", "back", "out"))
OURS = re.compile(  # what is wanted of us, or done with what we keep, is no wish for a life
    r"^(?:you|u|ya) (?:to\b|would|could|wd)|\b(?:my|the|this|that|your|ur|a new|another|new|more|all my|all) (?:goals?|map|data|acc?o?u?nt|check[- ]?ins?|reminders?|info(?:rmation)?|chat)\b"
    r"|\b(?:chat ?bot|selfmap|this (?:bot|app|thing)|(?:from|off|by) (?:you|u))\b", re.I)
MISSED = re.compile(r"\bmiss\b", re.I)
THINGS = (Kind.PLACE, Kind.ACTIVITY, Kind.GROUP)
PAST = re.compile(r"\b(?:used to|stopped|gave up|given up|miss|missed|again|back (?:to|into|at)|any ?more|before|years? ago|once did|no longer)\b", re.I)
LESS = "reflect.less"


def wished_for(text: str, reading: Reading, question: Question | None) -> Reading:
    """The reading with what is longed for set apart from what is there; a wish for nobody named is left out."""
    wishes = tuple(wish for wish in reading.wishes if not (PRONOUN.fullmatch(wish) or OURS.search(wish)))
    if not wishes or (question and question.key == LESS):
        return replace(reading, wishes=wishes)
    if MISSED.search(text):  # what is missed was there once
        inside = [fold_label(wish) for wish in wishes]
        return replace(reading, wishes=wishes, mentions=tuple(
            replace(mention, current=False) if _only_wished(mention, inside) else mention for mention in reading.mentions))
    if not PAST.search(text):  # a wish for what they have is no news of it: neither how often it is, nor that it is over
        folded = " ".join(fold_label(wish) for wish in wishes)
        reading = replace(reading, mentions=tuple(each for each in reading.mentions if not (each.known and each.kind in THINGS and _inside(each, folded))))
    longed = [mention for wish in wishes if (mention := named_in_wish(wish)) is not None]
    inside = [fold_label(wish) for wish in wishes]
    kept = tuple(mention for mention in reading.mentions if not any(_same_thing(mention, each) for each in longed) and not _only_wished(mention, inside))
    there = {fold_label(mention.label) for mention in reading.mentions if mention.known}
    new = tuple(each for each in longed if fold_label(each.label) not in there)
    only = tuple(replace(mention, wished=True) for mention in reading.mentions
                 if _only_wished(mention, inside) and not any(_same_thing(mention, each) for each in new))
    return replace(reading, wishes=wishes, mentions=(*kept, *new, *only))


def named_in_wish(wish: str) -> Mention | None:
    """The one thing a wish is for, with its kind; None where the words don't say what kind of thing it is."""
    wish = re.sub(r"\s+", " ", EVERY.sub(" ", COUNTED.sub(" ", wish))).strip()  # how often is no part of a name
    for kind, way in WAYS:
        found = way.fullmatch(re.sub(r"^(?:to|i could|i had|had|there was|there were|was|were) ", "", wish.strip(), flags=re.I))
        if not found:
            continue
        what = re.sub(r"^(?:an?|the|my|some|more|new) ", "", found["what"].strip(), flags=re.I)
        if len(what.split()) > TOO_LONG or TOWARDS.match(what) or set(fold_label(what).split()) & NO_THING - {"one"} and kind is not Kind.PERSON:
            return None
        return Mention(_doing(wish, what), _kind(kind, wish, what), wished=True)
    return None


def _doing(wish: str, what: str) -> str:
    """"Learn to drive" is driving."""
    if " " in what or not re.search(rf"\b(?:learn|start|able) to {re.escape(what)}\b|^be (?:able) to", wish, re.I):
        return what
    stem = what[:-1] if what.endswith("e") else what + what[-1] if re.search(r"^[^aeiou]*[aeiou][bdgmnpt]$", what) else what
    return f"{stem}ing"


def _inside(mention: Mention, wishes: str) -> bool:
    return any(f" {fold_label(label)} " in f" {wishes} " or fold_label(label) == wishes for label in (mention.label, EVERY.sub("", COUNTED.sub("", mention.label)).strip()) if label)


def _kind(kind: Kind, wish: str, what: str) -> Kind:
    """The reader's own word for it, where it knows the thing; else what the verb says."""
    if kind in (Kind.PET, Kind.PERSON):
        return Kind.GROUP if what.endswith("friends") else kind
    if what.split()[-1].lower() in PLACES:
        return Kind.PLACE
    if DOING.search(what):
        return Kind.ACTIVITY
    if GROUPS.search(what):
        return Kind.GROUP
    read = [mention for mention in services.reader().read(" ".join((*GOING, what))).mentions if fold_label(mention.label) in fold_label(what)]
    return read[0].kind if len(read) == 1 and kind is not Kind.GROUP else kind


def _same_thing(mention: Mention, longed: Mention) -> bool:
    return not mention.known and fold_label(mention.label) in (fold_label(longed.label), fold_label(longed.label).split()[-1])


def _only_wished(mention: Mention, wishes: list[str]) -> bool:
    """New, no person, and only named in the wish: it is not there yet."""
    things = (Kind.PLACE, Kind.ACTIVITY, Kind.GROUP, Kind.PET)
    return not mention.known and mention.current and mention.kind in things and any(
        f" {fold_label(mention.label)} " in f" {wish} " for wish in wishes)
