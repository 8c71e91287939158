"""Who has died, and what is over: told by plain words, so that it is answered with care and never cheerfully."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from actions.patterns import pattern, plain, says
from mapping.history import Talk
from mapping.model import Correction, CorrectionKind, Item, Kind, Mention, Reading, Status, WellbeingMap
from mapping.naming import bare_name

KEPT = "check.keep"  # asked about everybody who died: see actions/asking.py
WORDS_BETWEEN = 2  # "Rex has sadly died"
NEAR = 40  # characters after "lost my ..." within which the name stands
SHE_DIED = re.compile(r"(?:\w+,? )?(?:s?he|they)(?:'s| has| had|s)?(?: sadly| just)? (?:died|passed)\b")
BEINGS = (Kind.PERSON, Kind.PET, Kind.GROUP)
SENTENCE = re.compile(r"[.!?\n;]+")
JOINED = re.compile(r"(?:[\s,&+]|\b(?:and|n|my|our|his|her|their|the|both)\b)*")
AND, SEVERAL = re.compile(r"&|\+|\b(?:and|n)\b"), re.compile(r"\b(?:all|both|have|are|were|they)\b|'(?:re|ve)\b")
LATE = re.compile(r"(?:rip|r\.i\.p|rest|god)\b")
Named = dict[str, tuple[str, ...]]


def died(text: str) -> bool:
    """Whether the words speak of a death."""
    return says("died", text) and not says("no death", text)


def ended(text: str, reading: Reading) -> Reading:
    """The reading with the one person spoken of kept as past, where the words say that it is over; and no wish for the dead."""
    beings = [mention for mention in reading.mentions if mention.kind in BEINGS and not mention.wished]
    if died(text):
        gone, spared = _who_died(text, beings), _spared(text, beings)
        return replace(reading, wishes=(), mentions=tuple(
            _past(each) if each is gone else replace(each, current=True) if each.label in spared else each for each in reading.mentions))
    if len(beings) != 1 or not says("over", text) or says("not over", text):
        return reading
    return replace(reading, mentions=tuple(_past(each) if each is beings[0] else each for each in reading.mentions))


def at_rest(reading: Reading, standing: WellbeingMap, talk: Talk) -> Reading:
    """The reading with those who died left as past: "i talk to Alan at his grave every Sunday" doesn't bring him back."""
    ids = {each for key, about in talk.asked_times if key == KEPT for each in (about or "").split("+")}
    gone = {item.label for item in standing.items if item.id in ids and item.status is Status.PAST}
    return replace(reading, mentions=tuple(
        _past(each) if each.known and each.label in gone else each for each in reading.mentions)) if gone else reading


def still_there(text: str, reading: Reading, standing: WellbeingMap) -> Reading:
    """The reading with what is past on the map put right, where the words say that it is not: "no i still watch telly"."""
    past = {item.label for item in standing.items if item.status is Status.PAST and item.kind not in BEINGS}
    back = [mention for mention in reading.mentions if mention.known and mention.label in past]
    if reading.corrections or reading.wishes or len(back) != 1 or not says("still there", text) or says("not there", text):
        return reading
    now = Correction(CorrectionKind.SET, label=back[0].label, field="status", to="current")
    return replace(reading, corrections=(now,), mentions=tuple(replace(each, current=True) if each is back[0] else each for each in reading.mentions))


def the_dead(text: str, beings: Iterable[Item]) -> frozenset[str]:
    """The ids of those whose death these words tell of: not everybody who is past in a message that speaks of a death."""
    everybody = tuple(beings)
    named = {item.id: words_for(item) for item in everybody}
    found: set[str] = set()
    for sentence, before in _sentences(plain(text)):
        for way in pattern("died").finditer(sentence):
            found |= _told_dead(sentence, before, way, named)
    past = {item.id for item in everybody if item.status is Status.PAST}
    if not found and len(past) == 1 and says("has died", text) and not pattern("death of").search(plain(text)):
        return frozenset(past)
    return frozenset(found & past)


def words_for(item: Item) -> tuple[str, ...]:
    """Every word this message may have used for them."""
    words = (item.label, bare_name(item.label), *item.aliases, item.relation_words or "", item.relation or "")
    return tuple(dict.fromkeys(plain(word) for word in words if word and word != "other"))


def _told_dead(sentence: str, before: str, way: re.Match[str], named: Named) -> set[str]:
    """Whom one way of speaking of a death is about."""
    said = way.group()
    if LATE.match(said) and (found := _last_before(sentence[:way.start()].rstrip(" ,"), named)) and re.match(r"(?: (?:rest )?(?:her|him|them|his soul|her soul))?(?: and|,|$)", sentence[way.end():]):
        return found  # "my nan, god rest her, and my mum"
    if re.match(r"lost|late|rip|r\.i\.p|rest|god|widow", said):
        return _first_after(sentence[way.start():way.end() + NEAR], named) or ({_nearest(before, named)} - {None} if "him" in said or "them" in said else set())
    if re.match(r"death|funeral|buried", said):
        owner = re.search(r"([\w-]+(?: [\w-]+)?)(?:'s|s') (?:\w+ )?$", sentence[:way.start()]) or re.search(r"([\w-]+)s $", sentence[:way.start()])
        of = re.match(r" (?:of|for) (.{2,40})", sentence[way.end():])
        if owner and (found := _last_before(f"{owner[1]} ", named)):
            return found
        if of:
            return _first_after(of[1], named)
        if said == "buried":
            return _last_before(sentence[:way.start()], named) or _first_after(sentence[way.end():way.end() + NEAR], named)
        return {each} if re.search(r"\b(?:his|her|their) (?:\w+ )?$", sentence[:way.start()]) and (each := _nearest(before + sentence[:way.start()], named)) else set()
    return _last_before(sentence[:way.start()], named, said) or ({each} if (each := _nearest(before, named)) else set())


def _last_before(words: str, named: Named, told: str = "", *, commas: bool = False) -> set[str]:
    """The last one named in these words, and those joined to them: "my nan and grandad", but not the first of "mum, my nan". ``told``: the
    words for the death, which may say that it was several: "mum, dad are dead". ``commas``: a comma joins them as well.
    """
    places = _places(words, named)
    found: set[str] = set()
    edge, joined = None, False
    for start, end, who in sorted(places, key=lambda place: -place[1]):
        if edge is None:
            joined = commas or SEVERAL.search(words[end:] + told) is not None or "," not in words
        elif start >= edge:
            continue
        elif JOINED.fullmatch(words[end:edge]) is None or not (joined := joined or AND.search(words[end:edge]) is not None):
            break
        found.add(who)
        edge = start
    return found


def _first_after(words: str, named: Named) -> set[str]:
    """The first one named in these words, the one the most letters speak for, and those joined to them."""
    found: set[str] = set()
    edge = None
    for start, end, who in sorted(_places(words, named), key=lambda place: (place[0], -place[1])):
        if edge is not None and start < edge:
            found |= {who} if not found else set()
            continue
        if edge is not None and JOINED.fullmatch(words[edge:start]) is None:
            break
        found.add(who)
        edge = end
    return found


def _nearest(words: str, named: Named) -> str | None:
    """Whoever was named last."""
    return max(((end, who) for _, end, who in _places(words, named)), default=(0, None))[1]


def _places(words: str, named: Named) -> list[tuple[int, int, str]]:
    return [(found.start(), found.end(), who) for who, ways in named.items() for way in ways
            for found in re.finditer(rf"(?<!\w){re.escape(way)}(?!\w)", words)]


def _sentences(text: str) -> Iterable[tuple[str, str]]:
    """Each sentence, and all that stands before it."""
    start = 0
    for end in (*(mark.start() for mark in SENTENCE.finditer(text)), len(text)):
        if text[start:end].strip():
            yield text[start:end], text[:start]
        start = end


def _who_died(text: str, beings: Collection[Mention]) -> Mention | None:
    """The one just before the words, where the reader has seen nobody as gone."""
    said = plain(text)
    place = pattern("has died").search(said)
    if place is None or not all(mention.current for mention in beings):
        return None
    ends = {said.rfind(plain(mention.label), 0, place.start()) + len(mention.label): mention
            for mention in beings if plain(mention.label) in said[:place.start()]}
    if not ends and len(beings) == 1 and SHE_DIED.match(said):
        return next(iter(beings))
    nearest = max(ends, default=None)
    return ends[nearest] if nearest is not None and len(said[nearest:place.start()].split()) <= WORDS_BETWEEN else None


def _spared(text: str, beings: Collection[Mention]) -> set[str]:
    """The labels of those named before whoever died, and not joined to them: mum, in "my mum, my nan died"."""
    named = {each.label: tuple(plain(word) for word in (each.label, *each.aliases, each.relation_words or "", each.relation or "") if word and word != "other") for each in beings}
    spared: set[str] = set()
    for sentence, _ in _sentences(plain(text)):
        for way in pattern("died").finditer(sentence):
            before, said = sentence[:way.start()], way.group()
            spared |= _last_before(before, named, said, commas=True) - _last_before(before, named, said)
    return spared


def _past(mention: Mention) -> Mention:
    return replace(mention, current=False, frequency=None)
