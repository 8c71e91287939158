"""What is put right about an item: how close, how often, over or not, a help or not."""

import re

from mapping.model import Closeness, CorrectionKind, Impact, Kind, Mention
from nlu.extraction.marked import BEINGS, ITEM, THE, Corrected, Marked, role_relation
from nlu.extraction.rhythms import frequency_in
from nlu.extraction.taking_off import LEAD, NEGATED, START


def who(group: str) -> str:
    """A pattern for an item or the pronoun that means it."""
    return rf"(?P<{group}>{THE}{ITEM}|him|her|them|it|that|this one|that one|he|she|they)"


PUT = r"(?:put|move|mark|make|set|change|shift|bring|push|pull|stick|have|list|count|pit|note|switch|pop|slide|bump)"
AS = r"(?: down| up)?(?: back)?(?: as| to be| to| under| in as| in| into| on)?"
ENDS = (
    r"(?=$|[,.!?;:]| (?:please|pls|plz|ta|thanks|now|not|i|she|he|it|they|we|you|because|cos|coz|as|since|so|and|but|actually|"
    r"though|for|on|if|instead|then)\b)"
)
MUST = r"(?:should|needs to|need to|ought to|has to|can|belongs?|wants to|shud)"
OUTWARD = re.compile(
    rf"{START}{PUT} {who('w1')} (?:(?:a (?:bit|little|lot|wee bit)|much|even|way|well|lots) )?(?P<far>further out|farther out|further "
    r"away|farther away|further|farther|outwards?|out a bit|out|away|on the outside|on the edge|less close|lower|down a ring|out one|out a "
    r"ring|closer in|closer|nearer|further in|inwards?|in a bit|in closer|in one|in a ring|up a ring|right in|in)"
    rf"(?: to (?:me|the (?:middle|centre|center|edge|outside)))?(?: on (?:the|my) map)?{ENDS}"
)
RING = re.compile(
    rf"(?:{START}{PUT} {who('w1')}{AS}|{who('w2')} {MUST} ?(?:be|go)?(?: in| into| on)?|{who('w3')} (?:is|'s) (?:really |actually |more )?"
    r"(?:in|on)) (?:the |my )?(?P<ring>inner|middle|outer|inside|outside|first|second|third|closest|furthest|nearest|edge|centre|center|core)"
    rf"(?: one| circle| ring| most| bit| part)?{ENDS}"
)
RINGS = {
    **dict.fromkeys(("inner", "inside", "first", "closest", "nearest", "centre", "center", "core"), Closeness.INNER),
    **dict.fromkeys(("middle", "second"), Closeness.MIDDLE),
    **dict.fromkeys(("outer", "outside", "third", "furthest", "edge"), Closeness.OUTER),
}
FAR = r"(?:further out|farther out|further away|farther away|further|farther|outwards?|out)"
LESS = r"(?:not|n't|never) (?:really |actually |all |even |been |be |so |that |very |too |quite |as |exactly |particularly )*"
AND_ME = rf"(?:(?:me|i) and {THE}(?P<a>{ITEM})|{THE}(?P<b>{ITEM}) and (?:me|i|myself))"
LESS_CLOSE = tuple(  # said of somebody on the map: one ring further out than now, and at least outside the inner one
    re.compile(pattern)
    for pattern in (
        rf"{AND_ME} (?:are|is|were|'re|have|'ve|has)? ?{LESS}close(?= |$|[,.!?])(?! friends| mates)",
        rf"(?:^|[.,!?] |but |and |so )(?:i 'm|i am|i was|i do|i 've|i have) ?{LESS}(?:feel )?close (?:to|with) {THE}(?P<a>{ITEM})",
        rf"(?:^{LEAD}){LESS}close (?:to|with) {THE}(?P<a>{ITEM})",
        rf"(?P<a>{THE}{ITEM}|he|she|they) (?:is|are|'s|'re|was)? ?{LESS}(?:close(?! (?:to (?:the|my|where|home|work)|by))|(?:one of|some of) my (?:closest|nearest)|(?:someone|somebody) (?:that )?i (?:am|'m) (?:very |really |that )?close (?:to|with))",
        rf"(?P<a>{THE}{ITEM}|he|she|they) (?:is|are|'s|'re) (?:a bit |way |far |much )*too (?:close|near|far in)(?: in)?(?: (?:to (?:me|the (?:middle|centre))|on (?:the|my) (?:map|picture)|there))*(?=$|[,.!])",
        rf"(?:you 've |you |i 've |i |it 's |it )(?:got|put|have|has|had|placed) (?P<a>{THE}{ITEM}|him|her|them) (?:a bit |way |far |much )*(?:too|to) (?:close|near|far in)",
        rf"(?P<a>{THE}{ITEM}|he|she|they) (?:should ?n't|should not|ought not to|need ?n't|does n't need to|do n't need to) (?:be |go )?(?:so |that |as |this |too )*(?:close|near|far in|in the (?:inner|first|closest|middle)(?: (?:ring|circle|one|bit))?|in the cent(?:re|er))(?=$|[,.!])",
        rf"\b(?:would n't|would not|ca n't|do n't) (?:really )?(?:say|call|think) (?:that )?(?:{AND_ME} (?:are|were)|(?P<c>{ITEM}) (?:is|'s|and i are)|we (?:are|'re|were)|i (?:am|'m)) (?:really |very |that |so |all that )*close",
        rf"{AND_ME} (?:have |'ve |has |are |'re |had |just |kind of |sort of |kinda )*(?:drifted|grown apart|gone our (?:own|separate) ways|grew apart|drift apart|drifting|less close|more distant|distant)",
        rf"(?:^|[.,!?] |but |and |so |cos |because )we (?:have |'ve |are |'re |had |were |just |kind of |sort of |kinda |really |do |did )*(?:{LESS}(?:get on |feel )?close(?! (?:friends|mates))|(?:drifted|drifting|grown apart|grew apart|more distant|distant|less close)(?= |$|[,.!]))",
        rf"^{LEAD}{LESS}close(?: any ?more| now| really| tbh| to (?:be honest|him|her|them|that|me)| at all)*[ .!]*$",
        rf"\btake (?P<a>{THE}{ITEM}|him|her|them) (?:out of|off|away from) the (?:inner|middle|first|closest|cent(?:re|er))(?: (?:ring|circle|one|bit))?",
        rf"(?P<a>{THE}{ITEM}|he|she|they) {MUST} ?(?:be|go|move|come)? ?(?:a (?:bit|little) |much |way |even )*{FAR}(?: than that)?{ENDS}",
        rf"^{LEAD}(?:a (?:bit|little) |much |way |even |one )*(?:further|farther) (?:out|away)(?: than that)?(?: for {THE}(?P<a>{ITEM}))?(?: please| pls)*[ .!]*$",
    )
)
BARE_RING = re.compile(rf"^{LEAD}(?:(?:not|n't) (?:the )?(?:inner|middle|outer)(?: (?:ring|circle|one))?,? )?(?:the )?(?P<ring>inner|middle|outer)(?: (?:ring|circle|one))?(?: for {THE}(?P<a>{ITEM}))?(?: please| pls)*[ .!]*$|^{LEAD}(?P<b>{THE}{ITEM}|he|she|they) ?(?:is|'s) (?P<ring2>inner|middle|outer)[ .!]*$")
ORDER = (Closeness.INNER, Closeness.MIDDLE, Closeness.OUTER)
PAST = (
    r"(?:the |my |an? )?(?:past|ex|exes|old (?:friend|mate)|former|gone|over|finished|ended|history|not current|no longer current|"
    r"past tense|dead|inactive|old)"
)
OVER = re.compile(rf"(?:{START}{PUT} {who('w1')}{AS}|{who('w2')} {MUST} (?:be |go )?(?:in )?) ?(?:the |my )?{PAST}{ENDS}|{who('w3')} (?:is|'s|are) (?:now |all )?(?:(?:in|a thing of) the past|history|no longer current){ENDS}")
NOW = re.compile(rf"{START}{PUT} {who('w1')}{AS} (?:the )?(?:present|current|now|still going|ongoing|not past)(?=$|[,.!])")
SPLIT = (
    r"(?:broke up|broken up|broke it off|split up|split|divorced|got divorced|separated|dumped|ended it|ended things|called it "
    r"(?:off|quits|a day)|are over|not together|are done|finished)"
)
PARTED = re.compile(
    rf"(?:^|[.,!?] |and |so |but |because )(?:{THE}(?:me|i) and {who('a')}|{who('b')} and (?:i|me)|we|{who('c')} (?=dumped me))"
    rf"(?: (?:'ve|have|had|just|are|'re|got|is|has))* ?{SPLIT}\b"
)
CHANGES = re.compile(r"\b(?:move|put|so (?:he|she|they)|ex|take|change|past|not (?:my )?(?:boyfriend|girlfriend|partner|bf|gf))\b")
NOT_LIVING = re.compile(
    rf"(?P<a>{ITEM}) (?:is|are|'s|does|do)? ?(?:n't|not|no longer) (?:living|live|lives|staying|stay) (?:here|with (?:me|us)|in (?:the|my|our) "
    rf"(?:house|flat|place))|(?P<b>{ITEM}) (?:has |'s |have |just |already )*moved out"
)
WAS = re.compile(r"^(?:well |he |she |they |it |oh )*(?:was|used to be|were)(?: my| me| a| the| our| ma)? (?P<role>[\w'-]+(?: [\w'-]+)?)")
HELPFUL = (
    (Impact.MIXED, r"both|mixed|a bit of both|bit of both|half and half|helps and hinders|good and bad"),
    (Impact.NEITHER, r"neither|neutral|nothing either way"),
    (Impact.HELPS, r"helps?|helping|helpful|a help|good|positive|supportive|a good one|good for me"),
    (Impact.HINDERS, r"hinders?|unhelpful|a hindrance|hard|difficult|bad|negative|not helpful|a stress|stressful|bad for me|harder"),
)
FELT = re.compile(
    rf"{START}(?:put|mark|make|set|change|have|tick|list|count)(?: {who('w1')}{AS}| down)? (?P<felt>{'|'.join(p for _, p in HELPFUL)})"
    rf"(?: for {who('w2')})?(?=$|[,.!?;])"
)
OFTEN = re.compile(rf"{START}{PUT} {who('w1')}{AS} (?P<often>[\w /]+?)(?: not [\w ]+)?(?=$|[,.!?;])")
DID_I_SAY = re.compile(
    rf"(?:did i (?:say|put)|i (?:said|told you)) (?:i see )?{who('w1')} (?P<first>[\w ]+?) ?(?:[,?.!]|(?= (?:but|sorry|no|i meant|meant|should))) (?:(?:i meant?|it 's|no|but|sorry|more "
    r"like|meant|should be)[ ,]+)*(?P<often>(?:every|once|twice|weekly|daily|monthly|most|each|few|couple)\b[\w ]*)"
)


def find_settings(marked: Marked, found: Corrected) -> None:
    """What is to be set otherwise."""
    for step in (_ring, _over, _parted, _felt, _often):
        step(marked, found)


def _who(marked: Marked, match: re.Match[str], *groups: str) -> Mention | None:
    """The item that the first of these groups to match means; without any, what the question was about."""
    group = next((name for name in groups if match[name]), None)
    return marked.meant(match[group], match.start(group)) if group else marked.subject


def _set(found: Corrected, match: re.Match[str], who: Mention, field: str, to: str) -> None:
    found.add(CorrectionKind.SET, label=who.label, field=field, to=to)
    found.said_in.append(match[0])


def _asked_for(marked: Marked, match: re.Match[str] | None) -> bool:
    return match is not None and not NEGATED.search(marked.text[: match.start()])


def _ring(marked: Marked, found: Corrected) -> None:
    match = RING.search(marked.text)
    if _asked_for(marked, match):
        item = _who(marked, match, "w1", "w2", "w3")
        answers = marked.asked == "person.closeness" and item is marked.subject
        if item and item.kind in (*BEINGS, Kind.GROUP) and not answers:
            _set(found, match, item, "closeness", RINGS[match["ring"]].value)
        return
    match = OUTWARD.search(marked.text)
    if _asked_for(marked, match):
        item = _who(marked, match, "w1")
        alone = item is not None and item.closeness is not None and len(re.sub(r"[^§\w ]", "", marked.text).split()) == len(match[0].split())
        said_of_place = match["far"] in ("in", "out", "away") and "map" not in match[0] and not alone
        answers = marked.asked == "person.closeness" and item is marked.subject
        if item and item.kind in (*BEINGS, Kind.GROUP) and not said_of_place and not answers:
            _set(found, match, item, "closeness", _step(item, match["far"]).value)
            return
    _less_close(marked, found)


def _less_close(marked: Marked, found: Corrected) -> None:
    """ "Me and dave aren't that close", "hes too close in", "outer ring for dave": said of one who has a ring, or is spoken of."""
    if marked.asked == "person.closeness":
        return
    match = BARE_RING.search(marked.text)
    if match and (item := _who(marked, match, "a", "b")) and item.kind in (*BEINGS, Kind.GROUP):
        _set(found, match, item, "closeness", (match["ring"] or match["ring2"]))
        return
    for pattern in LESS_CLOSE:
        match = pattern.search(marked.text)
        if match is None:
            continue
        named = [group for group in "abc" if match.re.groupindex.get(group)]
        item = _who(marked, match, *named)
        if item and item.kind in (*BEINGS, Kind.GROUP) and item.closeness in (Closeness.INNER, Closeness.MIDDLE):
            _set(found, match, item, "closeness", _step(item, "out").value)
        return


def _step(item: Mention, words: str) -> Closeness:
    """One ring further in or out; where no ring is known, the innermost or the outermost."""
    inward = words.startswith(("closer", "nearer", "further in", "inward", "in", "up", "right"))
    if item.closeness is None:
        return Closeness.INNER if inward else Closeness.OUTER
    at = ORDER.index(item.closeness) + (-1 if inward else 1)
    return ORDER[min(max(at, 0), 2)]


def _over(marked: Marked, found: Corrected) -> None:
    match = OVER.search(marked.text)
    if _asked_for(marked, match) and (item := _who(marked, match, "w1", "w2", "w3")):
        _set(found, match, item, "status", "past")
    match = NOW.search(marked.text)
    if _asked_for(marked, match) and (item := _who(marked, match, "w1")):
        _set(found, match, item, "status", "current")
    match = WAS.search(marked.text)
    if match and marked.asked == "person.relation" and marked.subject and marked.subject.current and role_relation(match["role"]):
        _set(found, match, marked.subject, "status", "past")
    match = NOT_LIVING.search(marked.text)
    if match:
        item = marked.item(match["a"] or match["b"])
        if item.relation == "roommate" and item.current:
            _set(found, match, item, "status", "past")


def _parted(marked: Marked, found: Corrected) -> None:
    """ "We split up so hes my ex": the one named, or asked about, or the only partner there is."""
    match = PARTED.search(marked.text)
    if not match or not (CHANGES.search(marked.text) or marked.asked == "person.relation"):
        return
    partners = [m for m in marked.known if m.current and m.relation in ("partner", "husband", "wife")]
    item = _who(marked, match, "a", "b", "c")
    if item is None or item.kind is not Kind.PERSON:
        item = partners[0] if len(partners) == 1 else None
    if item and not any(c.label == item.label for c in found.corrections):
        _set(found, match, item, "status", "past")


def _felt(marked: Marked, found: Corrected) -> None:
    match = FELT.search(marked.text)
    if _asked_for(marked, match) and (item := _who(marked, match, "w1", "w2")) and not marked.asked.endswith(".impact"):
        felt = next(impact for impact, words in HELPFUL if re.fullmatch(words, match["felt"]))
        _set(found, match, item, "impact", felt.value)


def _often(marked: Marked, found: Corrected) -> None:
    for pattern in (OFTEN, DID_I_SAY):
        match = pattern.search(marked.text)
        often = frequency_in(match["often"]) if match else None
        if match and often and _asked_for(marked, match) and (item := _who(marked, match, "w1")):
            _set(found, match, item, "frequency", often.value)
            return
