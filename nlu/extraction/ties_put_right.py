"""Two that are one, and two that are not tied: "Jas and Jaspreet are the same", "Dev doesn't go to the gym any more"."""

import re

from mapping.model import CorrectionKind, Kind, Mention
from nlu.extraction.context import is_role_word
from nlu.extraction.marked import ITEM, THE, Corrected, Marked, role_relation
from nlu.extraction.taking_off import START

A, B = rf"{THE}(?P<a>{ITEM})", rf"{THE}(?P<b>{ITEM})"
AND = r",? (?:and|&|\+|/|-|with|plus|or|to|into|=) "
PERSON = r"(?: (?:person|one|thing|place|bloke|woman|guy|girl|lad|man|lady|people|fella|human|group|dog|cat|club|same|difference))?"
MERGES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{A}{AND}{B},? (?:are |is |r |'re |be |were |that 's |its |it 's |they 're )?(?:actually |both |really |all |just |basically |in fact )*"
        rf"(?:the |one and the |one )?(?:same{PERSON}(?=$|[,.!?;]| (?:so|please|can|just|i|they|you|put|and|but|actually|dont|do)\b)|one{PERSON}(?=$|[,.!]))",
        rf"{A} (?:is|'s|was|=|means) (?:actually |really |just |also |basically )*(?:the )?same{PERSON} (?:as|with|like) {B}",
        rf"{A} (?:is|'s|was) (?:actually |really |just )*(?:also|the same) {B}",
        rf"{START}(?:merge|join up|join|combine|mash|lump|roll|make|put|pit|stick|mix|unite) {A}{AND}{B}(?: (?:together|thegither|in|up|into one|"
        rf"as one|as the same|in one|under one))?(?: (?:as|into|under|called) (?P<to>(?:the |my )?[\w'-]+(?: [\w'-]+)?))?",
        rf"{A}{AND}{B}\b[^§]*?(?:(?:put|make|merge|join|count|pit|stick|have|combine) (?:them|it|both|em|those|the two)(?: together| thegither|"
        rf"(?: all)? as one| into one| one| in one| under one)(?:\b)|merge (?:them|em|those)|as one (?:ting|thing|person|place)|jus(?:t)? put "
        rf"(?:as )?(?P<to>(?!a |it |them )[\w'-]+(?: [\w'-]+)?)(?=$|[.,!]))",
    )
)
CALLED = r"(?:call|calls|called|know|knows)"
ONE = (  # two names of one person; an "is" alone counts only where it is the whole of the message
    rf"{A} (?:is|'s) (?:just |actually |really |only |a |the )*(?:short(?: form| name)?|nickname|pet name|diminutive|other name|another name) (?:for|of) {B}",
    rf"{A} (?:is|'s) (?:just |also |the )*(?:what|who|how|the name) (?:i|we|they|people|everyone|everybody|most people|my family|you) ?(?:all |always |usually )?{CALLED} {B}",
    rf"{A} (?:is|'s) (?:just |actually |really |only )*{B} 's (?:\w+ )?(?:nickname|short name|pet name|other name|real name|full name|proper name|name|middle name|first name)\b(?! sake)",
    rf"{A} 's (?:nickname|short name|pet name|other name|real name|full name|proper name|actual name|first name|middle name) (?:is|'s) {B}",
    rf"{A} (?:aka|a k a|also known as|goes by|goes by the name of|is known as|gets called|is called|likes to be called|prefers to be called) {B}(?=$|[,.!]| (?:for short|now|by|as|so|same|she|he|they|both)\b)",
    rf"{A} (?:is|'s) who {B} (?:is|was)\b",
    rf"when i (?:say|said|talk about|mention|wrote) {A} i (?:mean|meant) {B}",
    rf"(?:i|we|they|everyone|everybody|people|most people|her mates|his mates|her friends|his friends) (?:all |just |always |usually |sometimes )*{CALLED} {A} {B}(?=$|[,.!]| (?:for short|as well|too|sometimes|now)\b)",
    rf"(?:same|one|1|1 and the same|one and the same) (?:person|woman|man|girl|guy|lady|bloke|lad|thing|place)?[ ,:.-]*{A}{AND}{B}(?=$|[,.!])",
    rf"{A}(?:, |{AND}){THE}(?P<b>{ITEM}),? (?:are |is |both )*(?:one|1|the one|the same|same) (?:person|thing|place|woman|man|girl|guy)",
    rf"{A}{AND}{B} (?:are|is|r|'re) ?(?:n't|not|nt) (?:two|2|different|separate|two different|2 different)\b",
    rf"{A}{AND}{B} (?:down )?as (?:two|2|different|separate|two different|two separate)(?: people| persons| ones)?,? (?:but |and |when )?(?:they|it) ?(?:are|'re|is|'s) (?:the )?(?:one|1|same)\b",
    rf"there (?:is|'s) (?:only|just) (?:one|1)\b[^§]*{A}{AND}{B}(?=$|[,.!])",
)
WHOLE = (
    rf"^{START}(?:both (?:are |is )?(?:the )?same,? )?{A},? (?:is|=|'s|that is|that 's|she 's|he 's|i mean)(?: just| actually| really| only| basically)* {B}(?: (?:by the way|tho|though|really|actually|then|too))*[ .!]*$",
)
MERGES += tuple(re.compile(pattern) for pattern in (*ONE, *WHOLE))
TWICE = (
    r"(?:twice|two times|double|already (?:got|have|said|down|told|there|on)|got (?:him|her|it|them) (?:already|twice|down already)|same "
    r"(?:person|one|woman|man|bloke|lady|guy|girl|thing|place)|the same|again|duplicate|both)"
)
SUBJECT_IS = re.compile(
    rf"(?:that|it|he|she|they|thats|its)(?: 's| is| was|) (?:also |actually |just |really )*{A}\b(?=.*\b{TWICE}\b)|same (?:person|one|woman|man|"
    rf"bloke|place|thing) as {THE}(?P<b>{ITEM})|^{START}(?:it|that|she|he|they)(?: is| 's| are| was) (?:just |actually |really |only )*{THE}(?P<d>{ITEM})[ .!]*$|"
    rf"(?:already|twice)[^§]*\bas {THE}(?P<e>{ITEM})|you (?:already )?(?:have|got|'ve got) {THE}(?P<c>{ITEM}) (?:already|twice)"
)
NOT = r"(?:n't|not|no longer|never|nae|nt|an't|aint|ain't|isna|isnae)"
ANY_MORE = r"(?: (?:any ?more|no more|any ?mair|any longer|now|noo|actually))?"
GOES = r"(?:go|goes|live|lives|work|works|come|comes|attend|attends|belong|belongs|use|uses|play|plays|do|does|stay|stays|volunteer|volunteers|train|trains)"
LINE = r"(?:line|link|tie|connection|bit|arrow|string|join)"
UNLINKS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{A} (?:is |are |'s |was )?{NOT}(?: (?:really|actually|even|living|working|going|staying|linked|tied|connected|joined|part|a member|"
        rf"any ?more|no more|in with|involved|down|up))* (?:from|in|at|of|with|on|to|into) {B}(?! (?:much|often|every|today|this|tonight|yet|all|that|on|until|till|as|very|really|right|'s))",
        rf"{A}(?: (?:does|do|did|has|have|is))? ?{NOT} (?:\w+ )?{GOES}(?: (?:to|in|at|with|for|there|out of))? {B}",
        rf"{A} (?:'s |has |have |just )?(?:left|quit|chucked|packed in|packed up|jacked in|stopped going to|gave up|given up|dropped out of|moved "
        rf"out of|moved away from|finished at|retired from|got sacked from|was sacked from|got kicked out of|knocked on the head|sacked off|"
        rf"binned off|binned|stopped) {B}",
        rf"{A}{AND}{B} (?:are |is |were |do |have |had |should |did |r )?{NOT} (?:be |been |actually |really |even |ever )*(?:linked|connected|"
        rf"together|joined|tied|know each other|know one another|friends|mates|met|related|go together|a couple|an item|speaking)",
        rf"{START}(?:remove|delete|take off|take away|take out|cut|get rid of|undo|scrap|rub out|break|lose|drop|cross out) (?:the |that |this )?{LINE} "
        rf"(?:between |from |joining |linking |of |with )?{A}{AND}{B}",
        rf"{START}(?:unlink|separate|disconnect|untie|unjoin|part|split|split up) {A} (?:and|from|&) {B}",
        rf"{START}(?:take|get|leave) {A} (?:off|out|away|aff)(?: of| from)? {B}",
        rf"{A}{AND}{B} (?:are |is |as )?(?:linked|connected|joined|tied|together)\b[^§]*(?:(?:remove|delete|take|cut|rub|lose|cross|scrap) "
        rf"(?:off |out |away )?(?:that|the|this|it)(?: {LINE})?|broke|split|not true|wrong|they 're not|they are n't|should n't)",
        rf"{START}(?:do n't|dont|do not) (?:link|join|tie|connect) {A}{AND}{B}",
    )
)
OF_THAT = re.compile(rf"{A} (?:is|'s|are|was) ?{NOT} (?:\w+ )?(?:part of|in|at|on|from|into) (?:that|it|there|this)\b")


def find_merges(marked: Marked, found: Corrected) -> None:
    """Two labels of one person or thing."""
    for pattern in MERGES:
        for match in pattern.finditer(marked.text):
            a, b = marked.item(match["a"]), marked.item(match["b"])
            if pattern.pattern in WHOLE and not _both_named(marked, match):
                continue
            if a.label != b.label and (a.kind is b.kind or "same" in match[0] or Kind.GROUP in (a.kind, b.kind)):
                to = match.groupdict().get("to")
                _merge(a, b, _as_label(marked, to) if to and to not in ("one", "that", "it") else better(a, b), match[0], found)
                return
    match = SUBJECT_IS.search(marked.text)
    if match and marked.subject:
        mark = next(match[group] for group in "abcde" if match[group])
        other = marked.item(mark)
        if match["d"] and role_relation(marked.as_said(mark)):
            return
        if other.label != marked.subject.label and other.kind is marked.subject.kind:
            _merge(marked.subject, other, better(other, marked.subject), match[0], found)


def _both_named(marked: Marked, match: re.Match[str]) -> bool:
    """Whether "jas is jaspreet" joins two names of people: "sarah is my sister" speaks of one, and so may "mum is linda"."""
    a, b = marked.item(match["a"]), marked.item(match["b"])
    roles = [word for word in (match["a"], match["b"]) if role_relation(marked.as_said(word))]
    beings = a.kind is Kind.PERSON is b.kind
    return beings and (not roles or len(roles) == 1 and (a.relation == b.relation or None in (a.relation, b.relation)))


def _as_label(marked: Marked, words: str) -> str:
    return re.sub(r"^(?:the|my) ", "", marked.plain(words))


def _merge(a: Mention, b: Mention, to: str, said: str, found: Corrected) -> None:
    found.add(CorrectionKind.MERGE, a.label, b.label, to, labels=(a.label, b.label), to=to)
    found.said_in.append(said)


def better(a: Mention, b: Mention) -> str:
    """The label to keep of two: a name before a role, a longer form of the same before the shorter, else the first."""
    if is_role_word(a.label) != is_role_word(b.label):
        return b.label if is_role_word(a.label) else a.label
    if a.label[:3].lower() == b.label[:3].lower():
        return max((a.label, b.label), key=len)
    if a.label[:1].isupper() != b.label[:1].isupper():
        return a.label if a.label[:1].isupper() else b.label
    return a.label


def find_unlinks(marked: Marked, found: Corrected) -> None:
    """Ties that are none, or none any more. An answer to "who knows whom" is none of them."""
    if marked.asked.startswith("links."):
        return
    for pattern in UNLINKS:
        for match in pattern.finditer(marked.text):
            a, b = marked.item(match["a"]), marked.item(match["b"])
            if a.label != b.label:
                _unlink(a, b, match[0], found)
    match = OF_THAT.search(marked.text)
    if match and marked.subject and marked.item(match["a"]).label != marked.subject.label:
        _unlink(marked.item(match["a"]), marked.subject, match[0], found)


def _unlink(a: Mention, b: Mention, said: str, found: Corrected) -> None:
    taken = {frozenset(c.labels) for c in found.corrections if c.kind is CorrectionKind.UNLINK}
    if frozenset((a.label, b.label)) not in taken:
        found.add(CorrectionKind.UNLINK, labels=(a.label, b.label))
        found.said_in.append(said)
