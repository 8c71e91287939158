"""Set shapes in which people write a list or whose somebody is, put as the reader knows them: "2 mates. jay n callum" is two mates jay n callum."""

import re

from nlu.extraction import lexicons
from nlu.extraction.role_words import role_relation

MEANT = {"alrite": "alright", "alryt": "alright", "awrite": "alright", "awright": "alright", "orite": "alright", "allright": "alright"}  # or the ear takes it for a name
MADE_MANY = {"childrens": "children", "childs": "children", "mans": "men", "womans": "women", "grandchildrens": "grandchildren", "grandchilds": "grandchildren"}
MADE = re.compile(rf"\b(?:{'|'.join((*MADE_MANY, *MEANT))})\b(?! (?:homes?|hospital|ward|cent(?:re|er)s?|services?|social|clubs?|groups?|part(?:y|ies)|birthdays?|clothes|books?|names|schools?|playground|tv|dad|mum|father|mother|act)\b)", re.I)
BEEN = re.compile(r"^(?:(?:i'?ve|ive|i have|just|mostly|mainly|only|well|um+|oh|been busy)\W+)*been (?=\w+ing\b)", re.I)  # "been stacking shelves all day"
LOVES = re.compile(r"\bi (?:(?:really|just|do|also) )*(?:love|like|enjoy) (?P<verb>sew|knit|crochet|cook|bake|swim|dance|sing|paint|draw|cycle|garden|write)\b(?! ?(?:ing|s)\b)", re.I)  # "i love sew"
I_GARDEN = re.compile(r"\b(?P<who>i|we)(?P<often> (?:also|still|just|sometimes|mostly))? garden\b", re.I)  # what they do, and no place
SHELVES = re.compile(r"\bi (?P<verb>stack|fill) shelves\b", re.I)
R_KID = re.compile(r"\br kid\b", re.I)  # "me n r kid"
ONE_CHILD = re.compile(r"(?<=\bone )(?:childs|childrens|children)\b", re.I)
COUNTED = re.compile(  # "two son", "three sister"
    r"\b(?P<count>two|three|four|five|six|2|3|4|5|6) (?P<who>son|daughter|sister|brother|friend|cousin|kid|child|neighbour|nephew|niece|aunt|uncle|grandson|granddaughter|grandchild|mate)\b(?![ -]in[ -]law|['’]s)", re.I)
WHOSE = re.compile(  # "his girlfriends Tash's"
    r"\b(?P<whose>(?:his|her|their|my|our|me) (?:best |new |ex )?)(?P<role>girlfriend|boyfriend|partner|mate|friend|sister|brother|cousin|uncle|aunt|auntie|aunty|missus|fiance|fiancee)s (?P<name>[A-Z][a-z]+|[a-z]{3,})(?=['’]s\b)")
MANY = r"mates|friends|best friends|sisters|brothers|kids|children|sons|daughters|cousins|aunts|aunties|uncles|neighbours|nieces|nephews|grandkids|grandchildren|housemates|flatmates|dogs|cats|lads|girls|boys"
LISTED = re.compile(  # a count or "my" before, and behind the stop nothing but names
    rf"^(?P<lead>\W*(?:(?:i'?ve got|ive got|i have|i got|have|got|just|only|well|um+|yeah|yes|oh|there'?s|theres|there are|my|our|a|an|the|couple of|couple|few|some|two|three|four|five|six|[2-9])\W+)+)"
    rf"(?P<who>(?:(?:good|best|close|old|little|grown up|school|work) )?(?:{MANY}))\s*[.:;–-]+\s+(?P<names>[^.!?\n;:]+)(?P<end>[.!\s]*)$", re.I)
PARTING = re.compile(r"\s*(?:,|&|\+|\band\b|\bn\b|\bnd\b|\s)\s*", re.I)
MOST_NAMES = 7
TOLD_BEHIND = re.compile(r"^(?P<names>[A-Za-z][\w'’-]*(?:(?:,| and| n| &)? [A-Za-z][\w'’-]*){0,5})\s*(?:\((?:my |our )?(?P<in>[a-z][a-z -]+)\)|\s[–-]+\s*(?:my |our )?(?P<after>[a-z][a-z -]+))[.!\s]*$", re.I)
ONE_OF = {"children": "child", "kids": "kid", "grandchildren": "grandchild", "grandkids": "grandchild", "twins": "child"}
NOT_NAMES = frozenset("i me we my our the a an from at in on who he she they it is are and".split())


def reworded(text: str, asked: str | None = None) -> str:
    """The text with these shapes put as the reader knows them. All other words stay as they were typed."""
    text = BEEN.sub("", text) if (asked or "").startswith("activities.") else text
    if (asked or "").startswith("activities."):
        text = LOVES.sub(lambda found: f"i {found['verb']}", text)
        text = I_GARDEN.sub(lambda found: f"{found['who']}{found['often'] or ''} do gardening", text)
        text = SHELVES.sub(lambda found: f"{found['verb']}ing shelves", text)
    text = R_KID.sub("our kid", text)
    text = ONE_CHILD.sub("child", text)
    text = MADE.sub(lambda found: (MADE_MANY | MEANT)[found[0].lower()], text)
    text = COUNTED.sub(lambda found: f"{found['count']} {_several(found['who'])}", text)
    text = WHOSE.sub(lambda found: f"{found['whose']}{found['role']} {found['name']}" if _named(found["name"]) else found[0], text)
    if (listed := LISTED.match(text)) and _all_names(listed["names"]):
        text = f"{listed['lead']}{listed['who']} {listed['names']}{listed['end']}"
    if (behind := TOLD_BEHIND.match(text)) and _all_names(behind["names"]):
        text = _role_first(behind["names"], behind["in"] or behind["after"]) or text
    return text


def _several(word: str) -> str:
    low = word.lower()
    return f"{word}ren" if low.endswith("child") else f"{word}s"


def _named(word: str) -> bool:
    return word[:1].isupper() or word.lower() in lexicons.names() - lexicons.ordinary_names()


def _all_names(words: str) -> bool:
    """Whether it is a list of names and no more; a name that no list has needs its capital, or another beside it."""
    said = [word for word in PARTING.split(words.strip()) if word]
    known = [word for word in said if word.lower() in lexicons.names()]
    strange = [word for word in said if word not in known]
    return 0 < len(said) <= MOST_NAMES and bool(known) and all(
        word.isalpha() and len(word) > 1 and word.lower() not in NOT_NAMES and (word[:1].isupper() or len(known) > len(strange)) for word in strange)


def _role_first(names: str, role: str) -> str | None:
    """"Poppy (grandchildren)" is my grandchild Poppy."""
    several = len([word for word in PARTING.split(names) if word]) > 1
    role = role.strip().lower()
    if several:
        return f"my {role} {names}" if role in MANY.split("|") or role in ONE_OF else None
    one = ONE_OF.get(role, role)
    return f"my {one} {names}" if role_relation(one) else None
