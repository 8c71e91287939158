"""What several mentions of one message have to do with each other once all are found: one person told of in two pieces, a pet
by its relation, the speaker's own name, and who lives with the speaker."""

import re
from collections.abc import Callable
from dataclasses import replace

from mapping.model import Kind, Link, Mention, Reading, is_formal
from nlu.extraction import lexicons
from nlu.extraction.role_words import role_relation

CALLED = re.compile(  # "my cpn whats her name. karen", "the nurse, Abimbola her name is"
    r"^(?:[^.!?\n]{0,45}?(?:what(?:'?s| is|s) (?:her|his|their) name(?: again)?|whats?-?(?:her|his)-?(?:name|face)|(?:her|his) name(?:'?s| is)?(?: (?:er+m?|um+))?))?[\s.,?!:…-]*$", re.I)
NAMED_AFTER = re.compile(r"^[\s,]*(?:(?:is|was|'s) )?(?:her|his|their) name(?:'?s| is)?\b", re.I)
TITLED = re.compile(r"(?:dr|doctor|mr|mrs|ms|miss|mx|sister|father|rev(?:erend)?|pastor|imam)\b", re.I)
SPEAKER = (r"(?:this is|it's|its|it is|i'm|im|i am) {name} (?:speaking|here|writing)\b", r"^(?:(?:hi|hiya|hello|hey|heya|morning|afternoon|evening|good|alright|dear|there|oh|ok|yes|love)[\s,.!]+)*{name} (?:here|speaking)\b")
ALIKE = frozenset({"other lady", "lady", "woman", "man", "lad", "guy", "bloke", "resident", "tenant", "lodger", "person", "student", "fella", "gentleman"})
WITH_ME = frozenset("ladies women men lads guys blokes residents tenants lodgers people students fellas gentlemen others lady woman man lad guy bloke resident tenant lodger person student fella".split())
ELSEWHERE = re.compile(r"\b(?:next door|upstairs|downstairs|visits?|comes? (?:round|over|in|by)|used to|moved out|owns?|landlord|landlady|not|n't|nobody|no ?one|alone|on my own|just me|by myself|nearby|down the road)\b", re.I)
JUST_NAMES = re.compile(r"^(?:(?:i|we|me|myself|live|lives|living|with|share|sharing|a|the|house|flat|and|n|just|there'?s|theres|its|it's|at|in|other|two|three|four|five|\d+|moment|yeah|yes|well|oh|um|my|housemates?|flatmates?|roommates?)[\s,.&!-]*)*$", re.I)
HOME = "people.home"
SHOP = r"caf[eé]|coffee shop|shop|store|superstore|supermarket|bakery|pub|restaurant|cinema|hotel|gym|club|diner|takeaway|garage|bank|bookshop|bar"
STREET_END = frozenset("st rd ave ln sq street road avenue lane square".split())
SO_CALLED = r"{place}(?: (?:on|in|at|by|near|down|up|round|off|opposite|from) [^,.!?\n]{{2,30}})?(?:,| called| its called| it's called) (?:its |it's |called )?(?P<name>[a-z]{{2,}}'?s)(?= *(?:[.,!?\n]|$))"
LISTED = re.compile(r"^(?:[\s,.&+]|\b(?:and|n|my|our|the|a|mate|friend|bless (?:her|him|them)|his|her|their|plus|also|with)\b)*$", re.I)


def join(reading: Reading, text: str, asked: str | None) -> Reading:
    """The reading with what belongs together put together."""
    if reading.corrections:
        return reading
    for step in (_whole_places, _brands, _brands_with_kind, _whole_names, _titles_once, _named_roles, _two_in_a_row, _exes, _not_the_speaker, _places_by_name, _listed_only):
        reading = step(reading, text)
    reading = replace(reading, mentions=tuple(_anybody(_surgery(_pet(each), text), text) for each in reading.mentions))
    return _housemates(reading, text) if asked == HOME else reading


def _whole_places(reading: Reading, text: str) -> Reading:
    """"The Hermit's Cave" is no "Hermit"."""
    def whole(one: Mention) -> Mention:
        named = re.search(rf"(?<!\w){re.escape(one.label)}['’]s(?: [A-Z][\w’'-]+)+", text) if one.kind is Kind.PLACE and not one.known and one.label[:1].isupper() else None
        return replace(one, label=named.group()) if named else one
    new = {one.label: whole(one) for one in reading.mentions}
    called = {label: one.label for label, one in new.items()}
    links = tuple(Link(called.get(link.a, link.a), called.get(link.b, link.b), link.words) for link in reading.links)
    return replace(reading, mentions=tuple(new[one.label] for one in reading.mentions), links=links)


def _brands(reading: Reading, text: str) -> Reading:
    """"Park, maccies and the library" in an answer about people: a shop is nobody."""
    def shop(one: Mention) -> bool:
        low = one.label.lower()
        return one.kind in (Kind.PERSON, Kind.GROUP) and not one.known and low in lexicons.words_of("places.txt", "brand") and low not in lexicons.names()
    return replace(reading, mentions=tuple(
        replace(one, kind=Kind.PLACE, relation=None, relation_words=None, formal=None) if shop(one) else one for one in reading.mentions))


def _brands_with_kind(reading: Reading, text: str) -> Reading:
    """"Dennys cafe" and "the odeon cinema" are one place each, and "greggs bakery" is no Gregg's."""
    brands = lexicons.words_of("places.txt", "brand")
    for each in reading.mentions:
        own = each.label.lower().split()[0] in brands and each.kind is Kind.PLACE and not each.known
        owner = {one.label for one in reading.mentions if own and one.kind is Kind.PERSON and f"{one.label}s".lower() == each.label.lower().split()[0]}
        named = re.search(rf"(?<![\w'’]){re.escape(each.label)} (?P<kind>{SHOP})(?!\w)", text, re.I) if own and each.label.lower() in brands else None
        if owner:
            return _brands_with_kind(_without(reading, owner), text)
        if named:
            left = _without(reading, {one.label for one in reading.mentions if one is not each and one.label.lower() == named["kind"].lower()})
            whole = replace(each, label=named.group(), aliases=tuple(dict.fromkeys((*each.aliases, each.label))))
            return _brands_with_kind(replace(left, mentions=tuple(whole if one is each else one for one in left.mentions),
                                             links=tuple(_renamed(link, {each.label}, whole.label) for link in left.links)), text)
    return reading


def _whole_names(reading: Reading, text: str) -> Reading:
    """"Hanna Tesfaye", where the second word was taken for somebody of its own."""
    def whole(one: Mention, other: Mention) -> Mention | None:
        if None not in (one.relation, other.relation) and one.relation != other.relation or other.known or one.known or " " in f"{one.label}{other.label}" or _role(one) or _role(other):
            return None
        spelt = re.search(rf"(?<!\w){re.escape(one.label)} {re.escape(other.label)}(?!\w)", text)
        if spelt is None or not (one.label[:1].isupper() and other.label[:1].isupper() or other.label.lower() in lexicons.surnames()):
            return None
        told = one if one.relation else other
        return replace(told, label=spelt.group(), aliases=tuple(dict.fromkeys((*one.aliases, *other.aliases))),
                       impact=one.impact or other.impact, frequency=one.frequency or other.frequency)
    return _paired(reading, whole)


def _titles_once(reading: Reading, text: str) -> Reading:
    """"Reverend Okafor" is not also Okafor."""
    def once(one: Mention, other: Mention) -> Mention | None:
        twice = one.label.lower().endswith(f" {other.label.lower()}") and len(re.findall(rf"(?<!\w){re.escape(other.label)}(?!\w)", text)) == 1
        return one if twice and not other.known else None
    return _paired(reading, once)


def _named_roles(reading: Reading, text: str) -> Reading:
    """"My cpn whats her name. karen" and "my mother, Hanna Tesfaye": a role and the name told right behind it are one."""
    def named(role: Mention, name: Mention) -> Mention | None:
        if not _role(role) or role.kind is not Kind.PERSON or not _fits(role, name) or _role(name) or name.known or role.known:
            return None
        found = re.search(rf"(?<!\w){re.escape(role.label)}(?!\w)(?P<between>.{{0,80}}?)(?<!\w){re.escape(name.label)}(?!\w)(?P<after>.*)", text, re.S)
        if found is None or found["between"].count("\n"):
            return None
        between, after = found["between"], found["after"]
        asked_for = CALLED.match(between) and re.search(r"\w", between)
        behind = between == ", " and after[:1] in (",", ".", "") and name.label[:1].isupper()
        alone = is_formal(role.relation) and re.fullmatch(r"\s?[,.:–-]+ ", between) and re.fullmatch(rf"(?:my |the )?{re.escape(role.label)}", text[:found.start("between")].strip(), re.I) and not re.search(r"\w", after)
        titled = re.fullmatch(r"[,.:] ", between) and TITLED.match(name.label) and text.lower().startswith(role.label.lower())
        if not (asked_for or behind or titled or alone or NAMED_AFTER.match(after)):
            return None
        return replace(role, label=name.label, aliases=tuple(dict.fromkeys((role.label, *role.aliases))),
                       impact=role.impact or name.impact, impact_words=role.impact_words or name.impact_words,
                       frequency=role.frequency or name.frequency, closeness=role.closeness or name.closeness)
    return _paired(reading, named)


def _fits(role: Mention, name: Mention) -> bool:
    """Whether the name says nothing else of who it is: a GP is a doctor too."""
    return name.relation in (None, role.relation) or (role.relation, name.relation) == ("gp", "doctor")


def _two_in_a_row(reading: Reading, text: str) -> Reading:
    """"Dave and my sister dave is my brother": Dave is the brother, and the sister is somebody else."""
    for each in reading.mentions:
        said = re.search(rf"\bmy (?P<one>[\w-]+) {re.escape(each.label)} (?:is|'s|s) my (?P<other>[\w-]+)", text, re.I) if each.kind is Kind.PERSON else None
        one, other = (role_relation(said["one"].lower()), role_relation(said["other"].lower())) if said else (None, None)
        if said and one and other and one[0] != other[0] and len(re.findall(rf"\b{re.escape(each.label)}\b", text, re.I)) > 1:
            brother = replace(each, relation=other[0], relation_words=said["other"], formal=is_formal(other[0]), aliases=(said["other"],))
            sister = Mention(said["one"], Kind.PERSON, one[0], said["one"], is_formal(one[0]))
            return replace(reading, mentions=tuple(brother if one_of is each else one_of for one_of in reading.mentions) + (sister,))
    return reading


def _exes(reading: Reading, text: str) -> Reading:
    """"My ex son in law" is one, and past; no ex of the speaker's."""
    for each in reading.mentions:
        if each.kind is Kind.PERSON and re.search(rf"\bex[ -]{re.escape(each.label)}\b", text, re.I) and _role(each):
            ended = tuple(replace(one, current=False) if one is each else one for one in reading.mentions)
            return _without(replace(reading, mentions=ended), {one.label for one in reading.mentions if one.label.lower() == "ex"})
    return reading


def _surgery(mention: Mention, text: str) -> Mention:
    """"Gp. Dr Patel": the doctor is the GP."""
    gp = mention.relation == "doctor" and re.search(rf"\bgp\b[\s.,:-]+(?:is |called )?{re.escape(mention.label)}", text, re.I)
    return replace(mention, relation="gp", relation_words="GP", formal=True) if gp else mention


def _not_the_speaker(reading: Reading, text: str) -> Reading:
    """"Hiya, Colin here" and "this is Margaret speaking" put nobody on the map."""
    own = {each.label for each in reading.mentions if each.kind is Kind.PERSON and not each.known and not _role(each) and any(
        re.search(way.format(name=re.escape(each.label)), text, re.I) for way in SPEAKER)}
    return _without(reading, own) if own else reading


def _places_by_name(reading: Reading, text: str) -> Reading:
    """"The caff on the high st, jims": one place and what it is called, and neither Jim nor something called jims."""
    for each in reading.mentions:
        if each.known or each.kind not in (Kind.PLACE, Kind.ACTIVITY) or not _is_place(each):
            continue
        called = re.search(SO_CALLED.format(place=re.escape(each.label)), text, re.I)
        place = replace(each, kind=Kind.PLACE)
        if called is None:
            if each.kind is Kind.PLACE:
                continue
            return replace(reading, mentions=tuple(place if one is each else one for one in reading.mentions))
        name = called["name"]
        extra = [one for one in reading.mentions if one is not each and not one.known and (
            one.label.lower().rstrip("s").rstrip("'") == name.lower().rstrip("s").rstrip("'") or one.label.lower() in STREET_END)]
        impact = next((one.impact for one in (each, *extra) if one.impact), None)
        place = replace(place, aliases=tuple(dict.fromkeys((*each.aliases, name))), impact=impact)
        rest = _without(reading, {one.label for one in extra})
        made = replace(rest, mentions=tuple(place if one is each else one for one in rest.mentions))
        if made != reading:
            return _places_by_name(made, text)
    return reading


def _is_place(mention: Mention) -> bool:
    """Whether the word is in the lists as a kind of place and as nothing one does."""
    cut = list(lexicons.pieces(mention.label))
    sorts = {meaning.sort for end, meanings in lexicons.book().at(cut, 0) if end == len(cut) for meaning in meanings} if cut else set()
    return "place" in sorts and not sorts & {"activity", "doing"}


def _listed_only(reading: Reading, text: str) -> Reading:
    """"My nan, n my mate tayo n his mrs": the wife is tied to Tayo, and not to whoever else stands in the list."""
    people = {each.label for each in reading.mentions if each.kind is Kind.PERSON}
    theirs = {each.label: (each.relation_words or "").lower() for each in reading.mentions if each.label in people and re.search(r"['’]s \w", each.relation_words or "")}
    if not theirs:
        return reading
    return replace(reading, links=tuple(link for link in reading.links if not any(
        one in theirs and other in people and not theirs[one].startswith(other.lower()) and _only_listed(one, other, reading, text)
        for one, other in ((link.a, link.b), (link.b, link.a)))))


def _only_listed(one: str, other: str, reading: Reading, text: str) -> bool:
    """Whether nothing but other names and list words stands between the two."""
    places = [found.span() for label in (one, other) if (found := re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text, re.I))]
    if len(places) != 2:
        return False
    between = text[min(places)[1]:max(places)[0]]
    for each in reading.mentions:
        between = re.sub(rf"(?<!\w){re.escape(each.label)}(?!\w)", " ", between, flags=re.I)
    return LISTED.match(between) is not None


def _anybody(mention: Mention, text: str) -> Mention:
    """"A fella called Roy" is no partner and "two lads" are no sons: such a word alone says who nobody is."""
    words = (mention.relation_words or "").lower().removesuffix("s")
    own = re.search(rf"\b(?:my|our|me) (?:\w+ ){{0,2}}{re.escape(words)}s?\b", text, re.I) if words else None
    if words not in ALIKE or own or mention.known or not re.search(rf"\b(?:a|an|some|this|two|three|four|the|these|other|old) (?:\w+ )?{re.escape(words)}s?\b", text, re.I):
        return mention
    aliases = tuple(word for word in mention.aliases if word.lower().removesuffix("s") != words)
    return replace(mention, relation=None, relation_words=None, formal=None, aliases=aliases) if mention.label.lower().removesuffix("s") != words else mention


def _pet(mention: Mention) -> Mention:
    return replace(mention, kind=Kind.PET) if mention.relation == "pet" and mention.kind is Kind.PERSON else mention


def _housemates(reading: Reading, text: str) -> Reading:
    """"Two other ladies, Selam and Blessing" after "who do you live with?": whoever is only named there is a housemate."""
    words = set(re.findall(r"\w+", text.lower()))
    names = [each for each in reading.mentions if each.kind is Kind.PERSON and each.current and (not each.relation or _vague(each)) and not _role(each)]
    told = " ".join(sentence for sentence in re.split(r"[.!?;\n]+", text) if any(each.label.lower() in sentence.lower() for each in names))
    if not names or ELSEWHERE.search(told) or any(
            each.kind is Kind.PERSON and each not in names and each.relation not in (None, "roommate") for each in reading.mentions):
        return reading
    bare = text
    for each in (*names, *(one for one in reading.mentions if one.relation == "roommate")):
        bare = re.sub(rf"(?<!\w){re.escape(each.label)}(?!\w)", " ", bare, flags=re.I)
    if not (words & WITH_ME or JUST_NAMES.match(bare.strip()) or re.search(r"\b(?:live|share|sharing|living|stay|staying) (?:\w+ ){0,6}with\b", text, re.I)):
        return reading
    return replace(reading, mentions=tuple(
        replace(each, relation="roommate", relation_words=None, formal=is_formal("roommate")) if each in names else each for each in reading.mentions))


def _vague(mention: Mention) -> bool:
    return (mention.relation_words or "").lower() in ALIKE


def _role(mention: Mention) -> bool:
    words = {word for word in (mention.relation_words, mention.relation, *mention.aliases[:0]) if word}
    return mention.label.lower() in {word.lower() for word in words}


def _paired(reading: Reading, one_of: Callable[[Mention, Mention], Mention | None]) -> Reading:
    """The reading with each two that are one made one, and their ties with them."""
    for one in reading.mentions:
        for other in reading.mentions:
            made = one_of(one, other) if one is not other and one.kind is Kind.PERSON is other.kind else None
            if made is not None:
                mentions = tuple(made if each is one else each for each in reading.mentions if each is not other)
                links = tuple(_renamed(link, {one.label, other.label}, made.label) for link in reading.links)
                kept = tuple(dict.fromkeys(link for link in links if link.a != link.b))
                return _paired(replace(reading, mentions=mentions, links=kept), one_of)
    return reading


def _renamed(link: Link, old: set[str], new: str) -> Link:
    return replace(link, a=new if link.a in old else link.a, b=new if link.b in old else link.b)


def _without(reading: Reading, labels: set[str]) -> Reading:
    return replace(reading, mentions=tuple(each for each in reading.mentions if each.label not in labels),
                   links=tuple(link for link in reading.links if not {link.a, link.b} & labels))
