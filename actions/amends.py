"""What is put in the place of what was just said, in few words: "sorry, Graeme", "not the baths, the lido", "my stepdad i should say"."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from actions import services
from mapping.history import Talk
from mapping.model import Correction, CorrectionKind, Item, Kind, Reading, WellbeingMap
from mapping.naming import bare_name, fold_label, is_role

BEINGS = (Kind.PERSON, Kind.PET)
THINGS = (Kind.PLACE, Kind.ACTIVITY, Kind.GROUP)
ALIKE = 0.6  # of two spellings of a name, as difflib measures it
LONGEST = 10  # words
WHERE = ("places.", "links.")  # questions that "its the lido actually" answers
DET = r"(?:(?:from|at|in|to) )?(?:(?:my|our|the|me|a|an) )?"  # "from the temple not church"
WORD = r"(?!(?:not|and|or|but|is|are|was|the|to|with|go|i|me|you|he|she|they|it|him|her|them|one|that|this|there|close|sure|really|yet|now|her|much|any)\b)[\w'’-]{2,}"
FEW = rf"{WORD}(?: {WORD}){{0,2}}?"
OPEN = r"(?:(?:no+|nah|nope|sorry|soz|oh|oops|whoops|wait|hang on|hold on|typo|i mean[t]?|i should(?: have)? sa(?:y|id)|(?:it |that )?should (?:be|say|have been|read)|read|wrong one|wrong)\b[ ,.:;!-]*|\* ?)+"
MILD = r"(?:(?:actually|well|um|er|yeah|yes|ok|okay)\b[ ,.:;-]*)*"
IS = r"(?:it'?s|it is|that'?s|he'?s|he is|she'?s|she is|they'?re|(?:his|her|their|its|the) name(?:'?s| is))"
CALLED = r"(?:really |actually |now )?(?:called|named|spel(?:t|led)|known as)"
TAIL = r"(?:[ ,.;-]+(?:with (?:an?|one|two|no) \w+|actually|sorry|soz|i mean[t]?|i should(?: have)? sa(?:y|id)|typo|now|tho|though|btw|lol|oops|whoops|please|pls))*(?: ?\*)?"
AMEND = re.compile(
    rf"(?P<mild>{MILD})(?P<open>{OPEN})?{MILD}(?:(?:it'?s |he'?s |she'?s )?not {DET}(?P<not>{FEW})[ ,.;-]+(?:but )?)?(?P<is>{IS} )?(?P<called>{CALLED} )?{DET}(?P<new>{FEW})"
    rf"(?P<tail>{TAIL})(?:[ ,.;-]+(?:not|rather than|instead of) {DET}(?P<than>{FEW}))?(?P<end>{TAIL})[ .!?]*", re.I)
IS_MY = re.compile(r"\b(?P<who>[\w'’-]+?)(?:(?:'?s| is| are)(?: the one)?(?: (?:who|that)(?:'?s| is))?| (?:who|that)(?:'?s| is)) (?:my |a |an )(?P<role>[\w-]+(?: [\w-]+)?)(?=[ ,.!]*(?:$|[,.!;]|and\b|not\b|but\b))", re.I)
SWAPS = re.compile(  # what may stand beside them
    r"(?=.*(?:other way|wrong|mixed|swap|not|no|sorry|wait|oops|mean))(?:(?:no+|nah|sorry|oh|oops|wait|hang on|actually|i mean[t]?|i (?:got|had|put|said) (?:that|it|them|those) (?:wrong|mixed up|(?:the wrong) way (?:a)?round)|(?:it'?s |the )?other way (?:a)?round|wrong way (?:a)?round|vice versa"
    r"|mixed (?:them|those|the two) up|swap (?:them|those)(?: (?:a)?round)?|it'?s|its|and|but|not|[\w'’-]+ isn'?t|is not) ?|[ ,.!;-]+|[\w'’-]+(?=[ ,.!]*$|,))+", re.I)


@dataclass(frozen=True, slots=True)
class Amend:
    """What was meant (``new``), in place of what (``old``, where it is said), and how plainly the words say that something was wrong."""

    new: str
    old: str | None
    plain: bool
    said_of_someone: bool  # "hes my stepdad": of whoever was just named


def amend(text: str) -> Amend | None:
    """The amend that a message is, and no more. None for any other message."""
    if len(text.split()) > LONGEST or (said := AMEND.fullmatch(text.strip())) is None:
        return None
    tail = f"{said['tail']}{said['end']}".strip(" ,.;-").lower()
    old = said["not"] or said["than"]
    of_someone = (said["is"] or "").lower().startswith(("he", "she", "they"))
    marked = bool(tail) and tail not in ("please", "pls", "now", "tho", "though", "btw", "lol") or of_someone and "actually" in said["mild"].lower()
    if not (said["open"] or old or said["called"] or marked):
        return None
    return Amend(said["new"], old, bool(said["open"] or old or said["called"] or "mean" in tail or "say" in tail or "typo" in tail or "with" in tail or "*" in tail), of_someone)


def swapped(text: str, standing: WellbeingMap, talk: Talk) -> Reading | None:
    """"Other way round, lou is my cousin", right after Mo was said to be: each gets what the message says, and Mo is what Lou was."""
    beings = [item for item in standing.items if item.kind in BEINGS]
    told = [(item, role) for said in IS_MY.finditer(text) for item in beings if is_called(said["who"], item) and (role := _relation(said["role"]))]
    rest = IS_MY.sub(" ", text)
    if not told or len({item.id for item, _ in told}) < len(told) or not talk.spoken_of or SWAPS.fullmatch(rest.strip()) is None:
        return None
    changes = [Correction(CorrectionKind.SET, label=item.label, field="relation", to=role) for item, role in told if item.relation != role]
    latest = [item for item in map(standing.item, talk.spoken_of[0][1]) if item is not None and item.kind in BEINGS]
    others = [item for item in latest if item.id not in {one.id for one, _ in told}]
    if len(told) == 1 and len(others) == 1 and others[0].relation == told[0][1] and told[0][0].relation and (other := _named_in(rest, beings)) in (None, others[0]):
        changes.append(Correction(CorrectionKind.SET, label=(other or others[0]).label, field="relation", to=told[0][0].relation))
    return Reading(corrections=tuple(changes)) if changes else None


def _named_in(words: str, beings: list[Item]) -> Item | None:
    return next((item for item in beings for word in re.findall(r"[\w'’-]+", words) if is_called(word, item)), None)


def _relation(words: str) -> str | None:
    told = [each for each in services.reader().read(f"my {words}", asked="people.else").mentions if each.kind in BEINGS]
    return told[0].relation if len(told) == 1 else None


def amended(text: str, asked: str | None, standing: WellbeingMap, talk: Talk) -> Reading | None:
    """The message as a new name for what was said just before. None where it is no amend, or may mean several, or none."""
    said = amend(text)
    if said is None or not talk.spoken_of or talk.spoken_of[0][0] not in talk.recent[:1]:
        return None
    latest = [item for item in map(standing.item, talk.spoken_of[0][1]) if item is not None]
    if any(is_called(said.new, item) for item in standing.items):
        return None
    if said.old is not None:
        latest = [item for item in latest or standing.items if is_called(said.old, item)]
    found = _goes_by(said, asked, latest)
    return Reading(corrections=tuple(found)) if found else None


def _goes_by(said: Amend, asked: str | None, latest: list[Item]) -> list[Correction]:
    beings = [item for item in latest if item.kind in BEINGS]
    if is_role(said.new):
        return _another_role(said, [item for item in beings if is_role(item.label)])
    alike = [item for item in beings if not is_role(item.label) and _alike(item.label, said.new)]
    if len(alike) == 1:
        return [_renamed(alike[0], said.new)]
    things = [item for item in latest if item.kind in THINGS]
    kind = _kind_of(said.new) if said.plain or said.old or not (asked or "").startswith(WHERE) else None
    same = [item for item in things if item.kind is kind]
    return [_renamed(same[0], said.new)] if len(same) == 1 and not said.said_of_someone else []


def _another_role(said: Amend, roles: list[Item]) -> list[Correction]:
    told = [each for each in services.reader().read(f"my {said.new}", asked="people.else").mentions if each.kind in BEINGS]
    if len(told) != 1 or not (said.plain or said.said_of_someone):
        return []
    fits = [item for item in roles if item.kind is told[0].kind]
    near = [item for item in fits if fold_label(item.label) in fold_label(said.new)]  # "sorry, my nan" after mum may be somebody else
    found = near or (fits if said.old or said.said_of_someone else [])
    if len(found) != 1:
        return []
    item = found[0]
    changes = [_renamed(item, told[0].label)]
    if told[0].relation and told[0].relation != item.relation:
        changes.insert(0, Correction(CorrectionKind.SET, label=item.label, field="relation", to=told[0].relation))
    return changes


def _kind_of(words: str) -> Kind | None:
    """Whether these words alone name a place or something to do."""
    for asked in ("places.go", "activities.do"):
        found = services.reader().read(f"the {words}" if asked == "places.go" else words, asked=asked).mentions
        if len(found) == 1 and fold_label(found[0].label) == fold_label(words):
            return found[0].kind
    return None


def _renamed(item: Item, new: str) -> Correction:
    shown = new.title() if item.kind in BEINGS and item.label[:1].isupper() and new.islower() else new
    return Correction(CorrectionKind.RENAME, label=item.label, to=shown)


def is_called(words: str, item: Item) -> bool:
    """Whether these words are a name of this thing: its label, an alias, or its role."""
    return fold_label(words) in {fold_label(word) for word in (item.label, bare_name(item.label), *item.aliases, item.relation_words or "") if word}


def _alike(label: str, name: str) -> bool:
    return SequenceMatcher(None, fold_label(bare_name(label)), fold_label(name)).ratio() >= ALIKE
