"""Names put right: "actually its Deb not Dev", "call him Kev", "she spells it Sara without an h", "not my mum, my nan"."""

import re

from mapping.model import CorrectionKind, Kind, Mention
from nlu.extraction import lexicons
from nlu.extraction.letters import by_letters
from nlu.extraction.marked import BEINGS, ITEM, THE, Corrected, Marked, most_like, role_relation
from nlu.extraction.spotting import Spots
from nlu.extraction.taking_off import LEAD, NEGATED, START

WORD = r"(?:§\d+|[^\W\d_][\w'&-]*)"
TO = rf"(?P<to>the {WORD} and {WORD}(?=$|[.,!])|(?:the |a |an |my |me |our )?{WORD}(?: (?:'s )?{WORD}){{0,3}}?)"
STOP = (
    r"(?=$|[,.!?;:()\"“”]| (?:because|so|and|but|as|i|she|he|it|they|we|you|now|actually|please|pls|plz|thanks|for|from|with|without|"
    r"not|is|was|'s|that|who|spelt|spelled|sorry|instead|cause|cos|coz|if|since|when|then|ta|mate|too|double|two|one|minus|on|wait|"
    r"my bad|oops|anymore|thats|dunno|the change|innit|at|no|man|like that|last year|last month|last week|this year|recently|years ago|months ago|e b)\b)"
)
ITS = r"(?:it|that|he|she|they|name|this|there|his name|her name|its name|the name|their name)(?: (?:'s|is|was|should be|shud be|wants to be|are))?"
NOT = r"(?:n't|not|nae)"
A = rf"{THE}(?P<a>{ITEM})"
SAID = r"(?:said|put|wrote|typed|told you|wrote down|called (?:him|her|it)|spelt|got|have|has|it put|it wrote|it says|it 's got)"
PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{TO},? (?:and |it 's |its )?(?:{NOT}|instead of|rather than|no) {A}(?! {NOT})",
        rf"{A} (?:should|shud|ought to|needs to|need to|has to|is supposed to|is meant to|was meant to|was supposed to|meant to) (?:be|say|read|have "
        rf"been|have said) (?:called |spelt |spelled |written |named |down as )?{TO}{STOP}",
        rf"(?:^{LEAD}|{ITS} ?(?:is|'s|was)? ?)(?:{NOT}|no) (?:called |actually |really )?{A} ?(?:any ?more|now)?(?:, [^§,.]{{0,40}})?,? (?:but |rather |i meant? |"
        rf"i should(?: have|'ve) said )?(?:{ITS} |its )?(?:now |actually |called |really |just )*{TO}{STOP}",
        rf"\b{SAID} {A}[ ,.]*(?:(?:down|here|there|before|earlier)[ ,.]*)?(?:as \w+ )?(?:(?:but|and|sorry|i meant?|meant|actually|no)[ ,]*)*(?:(?:it|that|he|she|they|the name|her name|his name) "
        rf"(?:should be|shud be|'s|is|was meant to be|should say|meant|(?:actually )?spells? it|is spelt|'s spelt|goes by|wrote|is called)|should(?: be|'ve been| have "
        rf"been)|i meant?|meant|spells it) (?:actually |really |called |spelt )?{TO}{STOP}",
        rf"{START}(?:change|rename|swap|switch|turn|correct|replace|fix) {A}(?: 's name)? (?:to|as|for|into|with|by) {TO}{STOP}",
        rf"{START}(?:put|write|have|save|list|note) {A} (?:down )?(?:as|to be|under) {TO}{STOP}",
        rf"{START}(?:put|write|use|say|have) {TO} (?:instead of|rather than|in place of|where it says|for) {A}",
        rf"{START}call {A} {TO}{STOP}",
        rf"{A} (?:is |'s )?(?:now |actually |really |just )?(?:known as|goes by|gets called|likes to be called|prefers|prefers to be called|wants to be "
        rf"called|changed (?:his|her|their|its) name to|goes as|is now called|is now) {TO}{STOP}",
        rf"{A} (?:is |'s )called {TO} now\b",
        rf"{A} 's (?:real |actual |proper |full |right |correct )?name (?:is|'s|should be) (?:actually |really |spelt |spelled |written |with )?{TO}{STOP}",
        rf"{A} (?:is|'s) (?:actually |really |meant to be )?(?:spelt|spelled|written) (?:like )?{TO}{STOP}",
    )
)
PRO = r"(?P<pro>him|her|it|them|that|this one|that one)"
OF_PRONOUN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{START}(?:call|rename) {PRO} {TO}{STOP}",
        rf"{START}(?:change|rename|correct|switch|fix) {PRO}(?: name)? (?:to|as|into) {TO}{STOP}",
        rf"{START}(?:change|correct|fix) (?P<pro>his|her|the|its|their) name to {TO}{STOP}",
        rf"{START}(?:just )?put {PRO} (?:down )?as (?!a |an |my |the |both|not )(?P<to>(?:§\d+|[^\W\d_][\w'-]+)(?: [^\W\d_][\w'-]+)?){STOP}",
    )
)
SPELLING = (
    r"(?:,? (?:with|without|with / o|minus|no|not|has|double|two|one|but with|only|just|spelt|spelled)(?: (?:an?|the|one|two|double|no|just|only|silent))? "
    r"(?:[b-z]|a(?=$|[.,!])|(?P<twin>[a-z])(?P=twin)|[a-z] ?'s|[a-z]s|[a-z]ees?|aitch|wye|zed|capital|letter)\b)"
)
SPELT = re.compile(
    rf"(?:(?:spelt|spelled|spells (?:it|her name|his name|that)|spell (?:it|her name|his name|that)|written|writes (?:it|his name|her name)) (?:like |as |with )?(?P<to>{WORD})"
    rf"|(?:it 's|it is|that 's|is|its|'s|name 's|be|meant?|^{LEAD}|put|write(?: correct)?(?: please)?(?: is)?) ?(?:just |actually )?(?P<t2>{WORD}){SPELLING}"
    rf"|^{LEAD}(?:the )?(?:correct|right|proper) (?:spelling|name)(?: of (?:it|that|her name|his name))? (?:is|would be|should be) (?P<t4>{WORD})"
    rf"|^{LEAD}(?P<t5>{WORD}) is (?:how|the way) (?:you|u|she|he|it 's|they|i|we)(?: should)? (?:spell|spells|spelt|write|writes)\b"
    rf"|^{LEAD}(?P<t6>{WORD}) is (?:the )?(?:correct|right|proper) (?:spelling|name)"
    rf"|{START}write (?:correct|it correct|properly|right)(?: please)?(?: is| as| it is)? (?P<t3>{WORD}))"
)
SHOULD_BE = re.compile(
    rf"(?:spel\w* [^.,]{{0,30}}?wrong,? (?:(?:it|that|the name|her name|his name) )?(?:is|'s|should be)|(?:^{LEAD}|[.,] |\bit |wrong )(?:it |that |"
    rf"name |the name )?should (?:be|say|read|have been)) (?:spelt |spelled |called )?(?P<to>{WORD})"
)
MEANT = re.compile(rf"^{LEAD}(?:i meant?|meant|i meant to (?:say|put|type|write)|it 's actually|it 's called|should(?: have|'ve) (?:been|said)) (?:to say )?(?:the |my )?(?P<to>{WORD}(?: {WORD})?)(?=$|[.,!])")
SLIP = re.compile(rf"^(?:(?:no|oh|ah|sorry|soz),? )*(?:oops|whoops|typo|argh|doh|autocorrect|spelling|predictive text|correction)[ ,:.!]+(?:(?:it 's|that 's|i meant?|meant|should be) )*(?P<to>{WORD})[ .!]*$")
JUST_PUT = re.compile(rf"{START}(?:just )?(?:put|say|write|use) (?:just )?(?P<to>{WORD}){STOP}")
MOVED = re.compile(
    rf"(?:(?:put|said|got|have|it says) {THE}(?P<a>{ITEM}) for {THE}(?P<b>{ITEM})|{THE}(?P<c>{ITEM}) (?:is|are|'s) (?:{NOT}|no longer) (?:in|at|living in) "
    rf"{THE}(?P<d>{ITEM})(?: any ?more| now)?)[,.]? (?:(?:but|and|sorry|no)[ ,]*)*(?:she|he|they|§\d+) (?:'s |has |have |'ve |just )*moved (?:to|over to|back to) {TO}{STOP}"
)
NEVER = frozenset(
    (
        "to i me you on for as sure good bad like nice going is am be so too really very much happy fussed the a an my at in it that this "
        "there here close well one anything nothing not him her them she he they we us what who why how when where no yes yeah nah both "
        "neither just here other another fine ok right wrong left sad ill sick poorly dead gone alone together weekly daily monthly past "
        "meant inner middle outer up down off out more less again back better worse now then later first second third new old same different "
        "current helpful hard help both mixed all any some many few lot bit kind sort sorry please thanks stuff things thing someone "
        "somebody something anyone everyone wait hang hold change feel think know mean say said put get got take because and or but if "
        "zero two three four five six seven eight nine ten eleven twelve"
    ).split()
)

LITTLE = frozenset("'s 're 'm is its it's called really actually should was were name spelt spelled oh the a an my me our shud".split())


def find_renames(marked: Marked, spots: Spots, found: Corrected) -> None:
    """The one name or role that is put right."""
    if spelt := by_letters(marked, spots.message.source):
        target, name = spelt
        found.add(CorrectionKind.RENAME, name, target.label, label=target.label, to=name)
        found.said_in.append(marked.plain(marked.text))
        return
    for pattern in PATTERNS:
        for match in pattern.finditer(marked.text):
            if not NEGATED.search(marked.text[: match.start()]) and rename(marked, spots, marked.item(match["a"]), match["to"], match[0], found):
                return
    for pattern in OF_PRONOUN:
        match = pattern.search(marked.text)
        if match and not NEGATED.search(marked.text[: match.start()]):
            pronoun = {"his": "him", "the": "it", "its": "it", "their": "them"}.get(match["pro"], match["pro"])
            target = marked.meant(pronoun, match.start("pro"))
            if target and rename(marked, spots, target, match["to"], match[0], found):
                return
    _spelt(marked, spots, found)


def find_move(marked: Marked, spots: Spots, found: Corrected) -> bool:
    """A place somebody has moved away from takes the name of the new one."""
    match = MOVED.search(marked.text)
    if not match:
        return False
    place = marked.item(match["a"] or match["d"])
    return place.kind is Kind.PLACE and rename(marked, spots, place, match["to"], match[0], found)


def _spelt(marked: Marked, spots: Spots, found: Corrected) -> None:
    """The right spelling of the name that is most like it."""
    for pattern, least in ((SPELT, 0.45), (SHOULD_BE, 0.55), (MEANT, 0.6), (SLIP, 0.6)):
        match = pattern.search(marked.text)
        to = next((t for t in (match.groupdict().get(g) for g in ("to", "t2", "t3", "t4", "t5", "t6")) if t), None) if match else None
        if not to or to in NEVER or to.split()[0] in NEVER:
            continue
        named = marked.items if pattern not in (MEANT, SLIP) else []
        target = most_like(to, named, None, 0.3) or most_like(to, marked.known, marked.subject, least)
        if target and to not in {m.label.lower() for m in marked.known} and rename(marked, spots, target, to, match[0], found):
            return
    match = JUST_PUT.search(marked.text)
    if match and match["to"] not in NEVER and not role_relation(match["to"]):
        target = most_like(match["to"], marked.known, marked.subject, 0.5)
        if target and (target is marked.subject or not marked.subject) and _name_like(marked, spots, target, match["to"]):
            rename(marked, spots, target, match["to"], match[0], found)


def rename(marked: Marked, spots: Spots, target: Mention, to: str, said: str, found: Corrected) -> bool:
    """Give an item another name, or another role; true where these words may be one."""
    to = _only_the_name(marked.plain(to))
    if re.search(r"(?:different|another|other) [^§]*$", marked.text[: max(0, marked.text.find(said)) + len(said)].split("§")[0]):
        return False
    if not to or to.split()[0] in NEVER or to.split()[-1] in NEVER or to == target.label.lower():
        return False
    taken = any(to == m.label.lower() for m in marked.known)
    if taken and not _nothing_but(marked, said) or not _name_like(marked, spots, target, to):
        return False
    role = role_relation(to) if target.kind is Kind.PERSON else None
    if taken and role:
        return False
    typed = typed_as(spots, to)
    if role and not _is_role(target.label):
        if role[0] == target.relation:
            return False
        set_relation(target.label, role, found)
    else:
        found.add(CorrectionKind.RENAME, label=target.label, to=typed)
        if role and role[0] != target.relation:
            set_relation(typed, role, found)
    found.said_in.append(said)
    found.only_said |= {to, target.label.lower()}
    return True


def _nothing_but(marked: Marked, said: str) -> bool:
    """Whether the message is this correction and no more: "it's Tim who helps, not Tom" is news of a Tim on the map."""
    return len(re.findall(r"[^\W\d_]+", marked.text.replace(said, " ", 1))) <= 2


def _only_the_name(words: str) -> str:
    """The words after the last little word ("should say it 's alan"), without letters that spell them out."""
    cut = re.sub(r"^(?:the|a|an|my|me|our) |(?: \w\b)+$", "", words.strip()).split()
    last = max((at for at, word in enumerate(cut) if word in NEVER or word in LITTLE), default=-1)
    if 0 < last < len(cut) - 1 and cut[last] in ("and", "of", "the", "'s") and cut[last - 1] not in LITTLE | NEVER:
        return " ".join(cut)
    return " ".join(cut[last + 1 :] if last < len(cut) - 1 else cut)


def set_relation(label: str, role: tuple[str, bool | None], found: Corrected) -> None:
    """Another relation, and whether formal where the word says so."""
    relation, formal = role
    found.add(CorrectionKind.SET, label=label, field="relation", to=relation)
    if relation == "other" and formal:
        found.add(CorrectionKind.SET, label=label, field="formal", to="true")


def _is_role(label: str) -> bool:
    return role_relation(label) is not None


def _name_like(marked: Marked, spots: Spots, target: Mention, to: str) -> bool:
    """Whether these words can be a name of such an item: a person is no "noise", a place no "my mum"."""
    low = list(lexicons.pieces(to))
    at = next((i for i in range(len(spots.message.low)) if spots.message.low[i : i + len(low)] == low), None)
    if at is None:
        return False
    end = at + len(low) - 1
    name = spots.message.capital(at) and at > 0 or most_like(to, [target], None, 0.5) is not None
    role = role_relation(to) is not None
    if target.kind in BEINGS:
        return name or role or spots.name_end(at, expected=True) > at or target.label.lower() in to or spots.strange(at)
    return name or not role and (spots.message.doc[end].pos_ in ("NOUN", "PROPN", "X", "ADJ") or end in spots.by_word)


def typed_as(spots: Spots, words: str) -> str:
    """Words of the reading as they were typed."""
    low = list(lexicons.pieces(words))
    message = spots.message
    for at in range(len(message) - len(low) + 1):
        if message.low[at : at + len(low)] == low:
            return message.said(at, at + len(low))
    return words
