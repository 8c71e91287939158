"""What somebody is to the participant, put right: "not my friend, my cousin", "you've got Maggie down as a friend she was my boss"."""

import re

from mapping.model import CorrectionKind, Kind, Mention
from nlu.extraction.kinship import relation_through
from nlu.extraction.marked import BEINGS, ITEM, MEN, THE, WOMEN, Corrected, Marked, fits_sex, role_relation
from nlu.extraction.pronouns import from_known
from nlu.extraction.putting_right import AS, PUT, who
from nlu.extraction.renaming import set_relation
from nlu.extraction.sightings import Sighting
from nlu.extraction.spotting import Spots
from nlu.extraction.taking_off import LEAD, NEGATED, START

MY = r"(?:my|me|ma|mi|a|an|the|our) "
ROLE = r"(?:§\d+|[^\W\d_][\w'-]*(?: [\w'-]+){0,2})"
IS = r"(?:is|'s|was|are|'re|were|s)"
PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<who>{ITEM}) (?:down |in |up )?as (?:{MY})?(?P<old>{ROLE}?),? (?:but |and |sorry )?(?:she|he|they|that|it) ?{IS} (?:actually |really |just )?(?:{MY})?"
        rf"(?P<new>{ROLE})",
        rf"(?:(?P<who>{THE}{ITEM}|he|she|they|it|that) ?{IS}? ?)?(?:not|n't) (?:really |actually |just )?(?:{MY})?(?:actual |real |proper )?(?P<old>{ROLE}?)"
        rf"(?: (?:only|actually|really|at all|though|lol|tho|any ?more))*,?\.? ?(?:(?:just|but|only|more|more of|more like|rather)[ ,]*)*(?:(?:she|he|they|it|that|§\d+) ?{IS} )?"
        rf"(?:just |actually |more of |more like |really |only )*(?P<my>{MY})(?:actual |real )?(?P<new>{ROLE})",
        rf"(?:(?P<who>{THE}{ITEM}|he|she|they) ?{IS}|^{LEAD}(?:correction)?|[.,] ) ?(?:actually |really )?(?:{MY})?(?P<new>{ROLE}?),? (?:really |actually )?(?:more than|not|rather "
        rf"than|instead of|and not) (?:{MY})?(?P<old>{ROLE}?)(?=$|[,.!?]| (?:no|put|and|i|she|he|so|but)\b)",
        rf"(?P<who>{THE}{ITEM}|he|she|they) ?{IS} more (?:of |like )?(?:{MY})?(?P<new>{ROLE}?) than (?:{MY})?(?P<old>{ROLE}?)(?=$|[,.!?])",
        rf"{START}{PUT} {who('who')}{AS} (?:just )?(?:{MY})?(?P<new>{ROLE}?)(?: (?:not|instead of|rather than) (?:{MY})?{ROLE})?(?=$|[,.!?;]| (?:please|pls|instead|now|cause|because|she|he|i)\b)",
    )
)
JUST_PUT = re.compile(rf"(?:^{LEAD}|[.,!] {LEAD}|\b(?:no|actually|just|please) )(?:put|make it|call (?:him|her)) (?:{MY})?(?P<new>{ROLE}?)(?=$|[,.!?;]| (?:please|pls|instead|we|she|he|i)\b)")
THROUGH = re.compile(
    rf"(?P<who>{THE}{ITEM}|he|she) (?:is |'s )?(?:not|n't) [^§]*?(?:(?:she|he|they) ?{IS}|§\d+ {IS}|but|,) (?:actually |really )?{THE}(?P<owner>{ITEM})(?: 's)? (?!is |was |'s |are )(?P<new>{ROLE})"
)
AT_FIRST = (  # what stands before a role that is told anew
    rf"(?:^|[.!?:] |, |\b(?:but|wrong|correction :|not (?:a |my |just a )?(?:§\d+|[\w-]+)) ){LEAD}(?:(?:correction :|technically|by the way|in fact|i should (?:have|'ve) (?:said|told you|put)|"
    rf"i (?:meant|forgot) to say|just to say|(?:you 've |you )?(?:got|put|have) {ITEM} wrong),? )*"
)
IS_ROLE = re.compile(
    rf"{AT_FIRST}{THE}(?P<who>{ITEM}|he|she) ?{IS} (?:actually |really |just |technically |in fact )*(?:(?:a |my )?(?:family|relative|relation)[ ,]+(?:(?:she|he|{ITEM}) ?{IS} )?)?"
    rf"(?:my|our|a|an|me|ma) (?P<new>{ROLE}?)(?=$|[,.!?]| (?:not|so|we|actually|really|lol|tbh|you know|by the way|i mean|though|tho)\b)"
)
CORRECTING = re.compile(r"\b(?:no|not|wrong|actually|sorry|correction|technically|should|said|meant|say|family|relative|relation|by the way|got|put)\b|n't")  # before it, in mid message, a role is news
TOGETHER = re.compile(  # "me and sarah are cousins"
    rf"(?:(?:(?:me|i) and {THE}(?P<a>{ITEM})|{THE}(?P<b>{ITEM}) and (?:me|i|myself)) (?:are|is|r) (?:actually |really )?(?P<c>[\w-]+)s\b|"
    rf"we (?:are|'re) (?:actually |really )?(?P<d>[\w-]+)s,? (?:me and {THE}(?P<e>{ITEM})|{THE}(?P<f>{ITEM}) and (?:me|i)))(?=$|[,.!]| not| actually| really)"
)
BESIDE = re.compile(  # "my cousin sarah i mean", "it's my cousin sarah not my friend sarah"
    rf"^{LEAD}(?:it ?(?:is|'s) )?{MY}(?P<new>{ROLE}?) (?P<who>{ITEM})(?: i meant?|,? (?:and )?not (?:{MY})?(?P<old>{ROLE}?)(?: {ITEM})?)(?=$|[,.!])"
)
EQUALS = re.compile(rf"^{LEAD}(?P<who>{ITEM}) = (?:{MY})?(?P<new>{ROLE}?)$")
ALONE = re.compile(  # "i meant cousin", "wrong, cousin", "not friend. cousin", of whoever was spoken of last
    rf"^{LEAD}(?:(?:i )?meant? (?:to (?:say|put) )?(?:{MY})?(?P<a>{ROLE}?)|(?:wrong|typo|correction :?),? (?:{MY})?(?P<b>{ROLE}?)|not (?:{MY})?(?P<old>{ROLE}?)[,.] (?:{MY})?(?P<c>{ROLE}?)|"
    rf"(?:{MY})?(?P<d>{ROLE}?),? i meant?)[.!]?$"
)
EX = re.compile(rf"(?:(?P<who>{THE}{ITEM}|he|she|that) ?(?:is|'s) |(?:put|mark|make|move) {who('w2')} (?:down )?(?:as |to )?)(?:now |just )?(?:{MY})?(?P<ex>ex\b[ -]?[\w-]*)")
PARTNERS = ("partner", "husband", "wife")
SOCIAL = ("friend", "neighbour", "colleague", "roommate", "other")


def find_relations(marked: Marked, spots: Spots, found: Corrected) -> None:
    """The relation that is put right, if one is."""
    if _through(marked, found) or _ex(marked, found):
        return
    for pattern in PATTERNS:
        match = pattern.search(marked.text)
        if match and not NEGATED.search(marked.text[: match.start()]) and _changed(marked, spots, match, found):
            return
    match = JUST_PUT.search(marked.text)
    if match and (role := role_relation(match["new"])):
        named = [m for m in marked.all(marked.text[: match.start()]) if _is_being(m)] or [marked.subject]
        pronoun = "he" if role[0] in MEN else "she"
        fitting = [m for m in named if _is_being(m) and m.relation != role[0]]
        item = next((m for m in reversed(fitting) if role[0] not in MEN | WOMEN or fits_sex(m, pronoun)), None)
        if item:
            _relate(marked, item, role, match[0], found)
    match = IS_ROLE.search(marked.text)
    if match and not found.corrections and "'s" not in match["new"] and (match.start() == 0 or CORRECTING.search(marked.text)):
        item, role = marked.meant(match["who"], match.start("who")), role_relation(match["new"])
        if role and _is_being(item) and item.relation and role[0] != item.relation and not match["new"].startswith("ex"):
            _relate(marked, item, role, match[0], found)
    if not found.corrections:
        _told_anew(marked, found)


def _told_anew(marked: Marked, found: Corrected) -> None:
    """Who somebody is, told in few words and with no verb between: "sarah = cousin", "me and sarah are cousins", "cousin i mean"."""
    if match := TOGETHER.search(marked.text):
        item, role = marked.item(next(match[g] for g in "abef" if match[g])), role_relation(match["c"] or match["d"])
        if role and role[0] not in SOCIAL and _is_being(item):
            _relate(marked, item, role, match[0], found)
        return
    for pattern in (BESIDE, EQUALS):
        match = pattern.search(marked.text)
        if match and (role := role_relation(match["new"])) and _is_being(item := marked.item(match["who"])) and item.relation:
            _relate(marked, item, role, marked.text, found)
            return
    match = ALONE.search(marked.text)
    if match and marked.subject and _is_being(marked.subject) and marked.subject.relation and role_relation(marked.subject.label) is None:
        if role := role_relation(marked.as_said(next(match[g] for g in "abcd" if match[g]))):
            _relate(marked, marked.subject, role, marked.text, found)


def _changed(marked: Marked, spots: Spots, match: re.Match[str], found: Corrected) -> bool:
    said = match.groupdict()
    old, new = role_relation(marked.as_said(said.get("old") or "")), role_relation(marked.as_said(said["new"]))
    if new is None or ("old" in said and old is None):
        return False
    item = marked.meant(said["who"], match.start("who")) if said.get("who") else marked.subject
    if item is None:
        return False
    if not _is_being(item):
        return False
    return _relate(marked, item, new, match[0], found)


def _is_being(item: Mention | None) -> bool:
    return item is not None and item.kind in BEINGS


def _relate(marked: Marked, item: Mention, role: tuple[str, bool | None], said: str, found: Corrected) -> bool:
    if role[0] == item.relation and role[0] != "other":
        return False
    set_relation(item.label, role, found)
    found.said_in.append(said)
    return True


def _through(marked: Marked, found: Corrected) -> bool:
    """ "Not a friend only, she is my husband's cousin": what that makes them to the participant."""
    match = THROUGH.search(marked.text)
    if not match or (role := role_relation(match["new"])) is None:
        return False
    item, owner = marked.meant(match["who"], match.start("who")), marked.item(match["owner"])
    if not _is_being(item) or owner.label == item.label:
        return False
    owned = Sighting(0, 1, Kind.PERSON, "role", match["new"], role[0], formal=role[1])
    relation, formal = relation_through(from_known(owner), owned)
    return _relate(marked, item, (relation, formal), match[0], found)


def _ex(marked: Marked, found: Corrected) -> bool:
    """ "Jo is my ex": a partner once, a friend once; over now."""
    match = EX.search(marked.text)
    if not match:
        return False
    group = "who" if match["who"] else "w2"
    item = marked.meant(match[group], match.start(group))
    partners = [m for m in marked.known if m.relation in PARTNERS and m.current]
    if not _is_being(item) or item.relation not in (*PARTNERS, None, "friend", "other", "boss", "colleague"):
        item = partners[0] if len(partners) == 1 and "§" not in match[group] else None
    if item is None:
        return False
    role = role_relation(re.sub(r"^ex[ -]?", "", match["ex"]).strip() or "partner") or ("partner", None)
    if role[0] != item.relation and not (role[0] == "partner" and item.relation in PARTNERS):
        found.add(CorrectionKind.SET, label=item.label, field="relation", to=role[0])
    if item.current:
        found.add(CorrectionKind.SET, label=item.label, field="status", to="past")
    found.said_in.append(match[0])
    return True
