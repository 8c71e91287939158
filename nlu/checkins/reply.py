"""Reads the reply to "how did it go": what became of it, what stood in the way, and a number where there is one."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import yaml

from nlu.checkins.hindrances import IN_THE_WAY
from nlu.checkins.learned.told import told
from nlu.checkins.speaking import as_said, plain

WAYS = Path(__file__).with_name("ways.yml")
SORTS = ("not_said", "same", "other", "away", "still_done", "changed_mind", "partly", "gave_up", "not_yet", "done")  # in this order
UNSURE = 0.45  # below this nothing is known
SURELY = 0.4  # the same where a deed is told and nothing denied
GLAD = 0.55  # and below this it is not glad: to take for done what did not happen is the worst mistake, and asking again a small one
HIGHEST = 10
NUMBERS = {word: number for number, word in enumerate("zero one two three four five six seven eight nine ten".split())}
HALFWAY = re.compile(r"(?:(?:um|oh|about|around|maybe|probably|i'?d say|id say|i'?m|im|say|nearly|almost|just) )*(?:half ?way(?: (?:there|through|up))?|in the middle|(?:right )?(?:in )?the middle|half)(?: (?:i think|maybe|i guess|really))*[ .!]*")
PART_WAY = re.compile(r"(?:(?:um|oh|about|around|maybe|probably|i'?d say|id say|i'?m|im|say|nearly|almost|just|like|only|at|up to) )*(?:(?P<part>a quarter|quarter|a third|third|two thirds|three quarters|most|not (?:very |that |too |so |really )?far(?: along)?(?: at all)?|(?:hardly|barely|only just|just about|just) (?:started|begun)|nowhere(?: near)?(?: really)?|(?:not|haven'?t|i haven'?t)(?: even| really)* started(?: yet)?|early days|nearly there|almost there|all)(?: of)?(?: (?:the )?way)?|(?P<percent>\d{1,3}) ?(?:%|per ?cent))(?: (?:there|through|along|off|i think|maybe|i guess|really))*[ .!]*")
PARTS_OF = {"a quarter": 3, "quarter": 3, "a third": 3, "third": 3, "two thirds": 7, "three quarters": 8, "most": 8, "not far": 2, "nearly there": 9, "almost there": 9, "all": 10}
NUMBER = re.compile(
    r"(?:(?:ok|okay|alright|um|er|erm|ooh|oh|hmm+|well|solid|good|strong|weak|decent|maybe|probably|perhaps|i think|i would say|i'?d (?:say|give it|put)|id (?:say|give it|put)|i'?ll say|more like|about|abt|around|bout|roughly|like|a|an|it'?s|its|its a|say|so|im at|i'm at|still|now|only|just|nearly|almost|prob(?:ably)?|between|somewhere|up to|down to) )*"
    rf"(?P<number>\d{{1,3}}|{'|'.join(NUMBERS)})(?:\.\d| and a (?:half|bit))?(?: ?(?:/|out of|of|from) ?(?:10|ten))?(?:(?:,? (?:or|maybe|to|and|or maybe|possibly) | ?- ?)(?:a |an )?(?:\d{{1,2}}|{'|'.join(NUMBERS)})(?: ?(?:/|out of|of|from) ?(?:10|ten))?)?"
    r"(?:,? (?:i think|i'?d say|i reckon|i suppose|maybe|ish|today|now|this (?:week|time)|i guess|probably|really|right now|at the moment|atm|so far|tbh|please|thanks|mate|love|dear|or so|for now|yeah|lol|haha|innit|sadly|i'?m afraid|im afraid|sorry|honestly|lad|la|pal|bro|bruv|man|kid|duck|hun|hen|chuck|fam|beta|sir|unfortunately|if i'?m honest|if that|max|at (?:most|best|a push)|x))*[ .!?]*")
NOT_THAT = re.compile(rf"^(?:(?:well|um|no|it'?s|its) )*not (?:quite |really |yet |even )?(?:a |an )?(?:\d{{1,2}}|{'|'.join(NUMBERS)})(?: yet| though| any ?more)*,? (?:but )?(?=\S)")  # "not a 5, more like a 4"
BESIDE = re.compile(rf"(?<![\d/.])\b(?P<number>\d{{1,2}}|{'|'.join(NUMBERS)}) ?(?:/ ?10\b|out of (?:10|ten)\b)(?! (?:times|people|days|of the))")
PUTS_NUMBER_RIGHT = re.compile(r"(?:(?:lol|lmao|haha+|ha|actually|no|nah|nope|wait|sorry|oops|ooh|oh|hang on|hold on|scratch that|scrap that|i mean|i meant|make (?:it|that)|change (?:it|that) to|call it|put|tbh|honestly|well|hm+|on second thoughts?|thinking about it|more like|nearer(?: to)?|closer to|rather)\b[ ,.!…-]*)+(?=.)")
YES_SIGNS, NO_SIGNS = ("👍", "✅", "😀", "😊", "🙂", "❤"), ("👎", "❌", "🙁", "☹", "😢", "😞", "😔", "😭", "😕", "😩", "😣", "😖", "😫", "🥺")
GLAD_NEWS = re.compile(r"\b(?:had (?:the|her|a|their) baby|got (?:married|engaged|a job|the job)|passed (?:her|his|my|the)|birthday|congrat\w*|won|pregnant|new (?:baby|puppy|kitten|job))\b")
COMING = re.compile(r"(?:my|our|his|her) [\w' ]{2,24}?(?: is|'s)? (?:start(?:s|ing)|mov(?:es|ing)|com(?:es|ing)|gett?(?:s|ing)|turn(?:s|ing)|leav(?:es|ing)|arriv(?:es|ing)|due|off|marry(?:ing)?|having)\b(?!.*\b(?:so|no|not|\w+n'?t|because|cos)\b).*\b(?:\w+day|tomorrow|next|soon|in (?:a|two|\w+) (?:weeks?|months?))\b.*")
NO_SAID = r"(?:(?:no|nah|nope|naw|sorry|not (?:yet|really|this (?:week|time))|(?:i |we )?(?:(?:bloody|fucking|flipping|just|really|honestly|actually) )?(?:didn'?t|couldn'?t|haven'?t|wasn'?t able|never)(?: (?:get (?:round to it|there|out|chance|the chance)|go|going|been|make it|manage(?: it)?|do it|to(?: go)?|able(?: to)?|like|tbh|this (?:week|time)|yet))*)[ ,.!]+)+"
IN_THE_WAY_SAID = tuple(re.compile(way, re.I) for way in (
    r"(?:(?:well|sorry|tbh|no|nah) ?,? )*(?P<why>.+?),? so (?:(?:that'?s|its|it'?s|it was|i'?m afraid) )?(?:a )?(?:no|nope|nah|naw|not this (?:week|time)|not yet|(?:i|we|it)? ?(?:didn'?t|couldn'?t|haven'?t|never|wasn'?t able to)\b(?! (?:stay|finish))[\w' ]{0,24}(?: but i (?:did|went|do|had|have|will|just)\b.*)?)(?: (?:from me|sorry|this (?:week|time)|then|really))*",
    r"(?:(?:well|yeah|um|so|no|nah) ?,? )*(?:i |we )?(?:was|were|had) (?:going|gonna|meant|meaning|planning|about|supposed|hoping|all set|ready)(?: to)?\b.*?\bbut (?:then )?(?:because )?(?P<why>.+)",
    rf"{NO_SAID}(?P<why>(?:my|me|our|the|his|her|he|she|they|we|there|nobody|no one|someone|it) ?(?:[\w']+ ){{0,3}}?(?:was|were|is|isn'?t|had|has|kept|wouldn'?t|won'?t|broke|let|died|cancelled|rang|fell|needed|turned|been|stopped)\b(?! (?:fine|good|ok|okay|great|nice|lovely|going to|gonna)).*)"))
OWN_DOING = re.compile(r"(?:(?:i|we|just|then) )*(?:didn'?t|never|couldn'?t|forgot|bottled|chickened|decided|changed|ended|left it|lost|fell asleep|will|'?ll|can|do|am going|i'?ll|it(?:'?s| is) (?:on|my)|it was (?:fine|good|ok|nice|great)|don'?t know|dunno)\b", re.I)
DEED = re.compile(  # what happened all the same, and stands in nobody's way
    r"\b(?:i|we) (?:(?:did|went|rang|managed|walked|swam|joined|got there|turned up)\b(?! (?:out|off|wrong|to bed|home|downhill))|made it)|^(?:(?:just|then) )*(?:went|managed|did it|rang)\b|\b(?:was|were) (?:so |really |proper )?(?:great|lovely|good|brilliant|fun)\b|\bcame with me\b")
NEGATED = re.compile(r"\b(?:not|never|no|nearly|almost|\w+n't|dont|didnt|cant|couldnt|havent|wasnt)\b")
TAKES_BACK = re.compile(r"(?:(?:no|nah|na|yeah|only joking|am joking)[ ,.!-]+)?(?:(?:lol|jk|haha+|just kidding|only kidding|only joking|just joking|i'?m joking|kidding|actually|wait|sorry|hang on|hold on|oh|i lied|my mistake|scrap that|no wait|correction|tell a lie|oops|well)[ ,.!-]+)+(?P<what>.+)|(?P<what2>(?:no|nah|nope|yes|yeah),? (?:i|we) (?:did|have|haven)(?:n'?t|nt|'t)?\b.{0,24})")  # an answer given a moment before
NO_THING = re.compile(r"^(?:well |sorry |tbh |just )*no (?!i\b|i'|it|we\b|the\b|my\b|because|cos|coz|as\b|since|sorry|not|didn|couldn|haven|he\b|she\b|they\b|there\b|was\b|had\b|been\b|too\b|but\b|been|am\b)\w+", re.I)  # "no bus", "no money"
LEAD = re.compile(
    r"^(?:(?:no|nah|nope|naw|not (?:yet|really|this (?:week|time))|sorry|well|i (?:couldn't|couldnt|didn't|didnt|could not|did not)(?: (?:go|do it|make it|manage(?: it)?))?|couldn't|couldnt|didn't|didnt)"
    r"(?: (?:go|do it|make it|manage(?: it)?))?[,.!]*\s+)+(?:(?:because|cos|coz|cuz|since|as)(?: of)? |due to )?", re.I)
NOT_DONE = re.compile(  # the "no" before what stood in the way, and not the "couldn't" of "couldn't afford it", which is what stood there
    r"^(?:(?:no|nah|nope|naw|not (?:yet|really|this (?:week|time))|sorry|well)[,.!]*\s+|(?:i )?(?:couldn'?t|didn'?t|could not|did not)(?:(?: (?:go|do it|make it|manage(?: it)?))(?:[,.!]+\s+|\s+(?!out\b|in\b|to\b|on\b|with\b|far\b|back\b|there\b|any|by\b|up\b))|[,.!]+\s+"
    r"|\s+(?=(?:because|cos|coz|cuz|since|as|due|the|my|me|his|her|our|he|she|it|it'?s|they|there|we|i|i'?m|too|no|nobody|been|was|had)\b)))+(?:(?:because|cos|coz|cuz|since|as)(?: of)? |due to )?", re.I)
BECAUSE = re.compile(r".*?\b(?:because|cos|coz|cuz|due to)(?: of)? ", re.I)


class Went(StrEnum):
    """What a reply says of it."""

    DONE = "done"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    CHANGED_MIND = "changed_mind"
    NOT_SAID = "not_said"  # they would rather not say
    SAME = "same"  # as it was the time before
    LATER = "later"  # to be asked another time
    OTHER = "other"  # no answer: a question, news, or nothing we can tell


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply read. ``barrier``: what stood in the way, in the person's words; ``rating``: 0 to 10, where it is a number alone.

    ``sure`` is False where it is the judge's guess alone and a weak one.
    """

    went: Went
    barrier: str | None = None
    rating: int | None = None
    sure: bool = True


def read_reply(text: str) -> Reply:
    """Reads one reply. Anything can be said here; what is no answer is ``OTHER``."""
    said = plain(text)
    if (rating := read_rating(text)) is not None:
        return Reply(Went.OTHER, rating=rating)
    if not any(letter.isalnum() for letter in said):
        return _by_sign(said)
    sort = _clear(said)
    if sort == "still_done":
        return Reply(Went.DONE)
    if sort == "away":
        return Reply(Went.LATER)
    if sort == "gave_up":
        return Reply(Went.NOT_YET)
    if sort not in ("not_said", "same", "other") and (stood := _stood_in_the_way(text)) is not None:
        return Reply(Went.NOT_YET, barrier=stood)
    guess, sure = told().reply(text)
    if sort is None:
        glad = SURELY if (deed := DEED.search(said)) and not NEGATED.search(said[: deed.end()]) else GLAD  # "ah did it but it near killed me"
        sort = guess if sure >= (glad if guess == "done" else UNSURE) else "other"
        if sort == "barrier" and (GLAD_NEWS.search(said) or COMING.match(said)):
            sort = "other"  # "Amy has had the baby!" stands in nobody's way, nor does what is yet to come
    elif sort == "not_yet" and guess == "barrier" and len(LEAD.sub("", text.strip()).split()) > 1:
        sort = "barrier"  # "nah the bus was late": a no, and why
    if sort == "not_yet" and hindered(text):
        sort = "barrier"
    if sort == "barrier":
        return Reply(Went.NOT_YET, barrier=barrier_words(text), sure=sure >= UNSURE)
    why = BECAUSE.match(text.strip())
    stood = text.strip()[why.end():].strip(" .,!") if why and sort in ("not_yet", "partly") else None
    return Reply(Went(sort), barrier=stood or None, sure=sure >= UNSURE or _clear(said) is not None)


def _stood_in_the_way(text: str) -> str | None:
    """What stood in the way where the grammar says so: "X so no", "I was going to but X", "no, X was ill". None for anything else."""
    said = " ".join(text.replace("’", "'").split()).strip(" .,!")
    found = next((match for words in (said, plain(text).strip(" .,!")) for way in IN_THE_WAY_SAID if (match := way.fullmatch(words))), None)
    why = as_said(said, found["why"].strip(" .,!")) if found else ""
    return barrier_words(why) if len(why.split()) > 1 and not OWN_DOING.match(why) and not DEED.search(plain(why)) else None


def hindered(text: str) -> bool:
    """Whether more is said than the "no": something that stands in people's way."""
    left = LEAD.sub("", text.strip())
    return left != text.strip() and len(left.split()) > 1 and IN_THE_WAY.search(plain(left)) is not None


def read_rating(text: str, *, asked: bool = False) -> int | None:
    """A number from 0 to 10 said alone ("7", "about a 6", "4/10", "seven"), or "halfway" where a number was ``asked`` for; None for anything else."""
    said = plain(text)
    if asked and HALFWAY.fullmatch(said):
        return HIGHEST // 2
    if asked and (part := PART_WAY.fullmatch(said)):
        return _part_of(part["part"]) if part["part"] else min(round(int(part["percent"]) / 10), HIGHEST)
    found = NUMBER.fullmatch(NOT_THAT.sub("", re.sub(r"(?<=\d)ish\b", "", said)))
    if found is None:
        return None
    number = NUMBERS.get(found["number"], int(found["number"]) if found["number"].isdigit() else -1)
    return number if 0 <= number <= HIGHEST else None


def rating_instead(text: str) -> int | None:
    """A number from 0 to 10 that puts another right: "lol more like a 6", "actually 6", "no wait, 5". None for anything else, a bare number too."""
    said = plain(text)
    led = PUTS_NUMBER_RIGHT.match(said)
    return read_rating(said[led.end():] or "-") if led else None


def _part_of(words: str) -> int:
    return PARTS_OF[words] if words in PARTS_OF else 2 if "far" in words or "early" in words else 0 if re.search(r"not|haven|nowhere", words) else 1


def rating_beside(text: str) -> int | None:
    """A number out of ten said beside how it went ("yes! and id say 7 out of 10"); None where there is none, or none out of ten."""
    found = BESIDE.search(plain(text))
    if found is None or read_rating(text) is not None:
        return None
    number = NUMBERS.get(found["number"], int(found["number"]) if found["number"].isdigit() else -1)
    return number if 0 <= number <= HIGHEST else None


def barrier_words(text: str) -> str:
    """What stood in the way, without the "no" and the "because" before it."""
    said = " ".join(text.split()).strip(" .,!")
    left = said if NO_THING.match(said) else NOT_DONE.sub("", said.replace("’", "'"))
    if len(left.split()) > 1 and (why := BECAUSE.match(left)):
        left = left[why.end():] or left
    return left.strip(" .,!") or said


def _by_sign(said: str) -> Reply:
    if any(sign in said for sign in YES_SIGNS):
        return Reply(Went.DONE)
    return Reply(Went.NOT_YET if any(sign in said for sign in NO_SIGNS) else Went.OTHER, sure=any(s in said for s in NO_SIGNS))


def _clear(said: str) -> str | None:
    bare = said.strip(" .!,")
    for sort in SORTS:
        way = _way(sort)
        if way.search(bare) if sort in ("changed_mind", "still_done") else way.fullmatch(bare):
            return sort
    return None


@lru_cache(maxsize=16)
def _way(sort: str) -> re.Pattern[str]:
    ways = yaml.safe_load(WAYS.read_text(encoding="utf-8"))[sort]
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)")
