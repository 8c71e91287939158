"""Taking back: what is to come off the map, two that are not tied, and the last thing said undone."""

import re

from mapping.model import CorrectionKind, Kind, Mention
from nlu.extraction.marked import BEINGS, ITEM, THE, Corrected, Marked

LEAD = (
    r"(?:(?:no|nah|naw|na|oh|ah|ach|um|erm|hmm|sorry|soz|wait|actually|oops|whoops|well|please|right|ok|okay|so|hey|hang on|hold "
    r"on|i mean|yeah|yh|aye|and|but|also|my bad|just|jus|sry|pls|plz|kindly|maybe|then|now|here|mate|love|can you|could "
    r"you|would you|will you|can u|could u|could we|can we|can i|could i|do|you can|you may|you could|you should|u can|you "
    r"might|you must|want to|i want to|need to|i need to|i 'd like to|i want you to|i need you to|like you to|better|"
    r"to be honest|tbh|on second thoughts|thinking about it|correction|go back and|i think|that was hasty|changed my mind|"
    r"i 've changed my mind|i changed my mind|forgive me|(?:that|it) 's wrong|argh|doh|typo|nope|lets|let 's|let us),?\.? ){0,9}"  # bounded: a thousand times "and" took 4 s
)
START = rf"(?:^|(?<=[.,!?;:] )|(?<= and )|(?<= so )|(?<= but )|(?<= please )|(?<= now )|(?<= kindly )|(?<= can )|(?<= may )|(?<= just )){LEAD}"
MAP = (
    r"(?:(?:(?:the|my|this|that|your|ur) )?(?:map|list|page|screen|chart|picture|diagram|circles?|rings?|board|app)|here|there)"
)
END = (
    r"(?=$|[,.!?;:]| (?:please|pls|plz|ta|thanks|now|no|not|do|does|did|i|she|he|it|they|we|you|there|that|this|because|as|"
    r"since|if|will|would|can|could|then|so|and|but|completely|entirely|altogether|totally|too|also|again|for now|for good|"
    r"for me|actually|though|tho|mate|love|before|cos|coz|cause|man|pet|right|quick|quickly|straight|asap|was|is|has|have|"
    r"needs|left|never|never mind|at all|anyway|at once|first|for the moment|until|dunno|idk)\b)"
)
PRO = r"(?:him|her|them|it|that|this|those|these|that one|this one|both|the two of them|both of them)"
WHAT = rf"(?P<what>{THE}{ITEM}(?:(?:, | and | or |, and ){THE}{ITEM})*|{PRO})"
OFF = r"(?:off|aff|oaf|out|oot|away|down off)"
FROM = rf"(?:(?: of| from|) (?P<of>{MAP}|it|that|this|{THE}{ITEM}))?(?: {MAP})?"
TAKERS = r"(?:take|tak|get|leave|keep|kick|knock|cross|strike|rub|scratch|scrub|score|wipe|cut|pull|chuck|strip|bin|have)"
DROPPERS = (
    r"(?:remove|delete|erase|scrap|drop|get rid of|cross out|cross off|take off|take out|take away|take aff|strike out|rub out|"
    r"score out|score oot|scratch out|scratch|bin|bin off|scrub|ditch|exclude|omit|forget about|forget|forget what i said about|"
    r"forget everything about|lose|discard|wipe|unadd|leave out|leave off|cut|strike off|wipe off|knock off)"
)
RUNNING_ON = "".join(rf"(?<!\\b{word} )" for word in ("i", "we", "he", "she", "they", "you", "to")) + r"\b"
BE_ON = r"(?:on|in|up|down)"
REMOVALS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{START}{TAKERS} {WHAT} {OFF}{FROM}(?: {MAP})?{END}",
        rf"{RUNNING_ON}(?:take|get|cross) {WHAT} (?:off|aff){FROM}(?: {MAP})?{END}",
        rf"{START}{DROPPERS} {WHAT}(?:(?: {OFF})?(?: of| from| on| in)? (?P<of>{MAP}))?{END}",
        rf"(?P<what>{THE}{ITEM}|he|she|it|they|that) (?:can|could|may|should|must|ought to|needs? to|has to|have to|can just|might as "
        rf"well|'d better) (?:come {OFF}(?: of)?(?: it| that)?|go(?: {OFF}| now| altogether)?|be (?:taken|removed|deleted|crossed|rubbed|"
        rf"wiped|left|struck|scrapped|scrubbed)(?: {OFF})?)(?:(?: of| from)? {MAP})?{END}",
        rf"(?P<what>{THE}{ITEM}|he|she|it|they|that) (?:need ?n't|need not|should ?n't|should not|ought not to|must ?n't|does n't|do n't|"
        rf"did n't|does not|is n't|are n't|was n't|is not|'s not)(?: (?:need|have|want|ought|belong|meant|supposed|going|really|even|"
        rf"actually|to))* (?:be )?(?:{BE_ON}(?: (?:{MAP}|it))|(?:be|belong) {BE_ON}|(?:be|belong) (?:here|there)){END}",
        rf"(?:n't|not|never|rather not|no need to)(?: (?!know|like|sure)[\w']+){{0,3}}? (?:want|wish|need|have|put|include|add|keep|like|list)(?: to)?"
        rf"(?: (?:have|see|put|keep|include|be))? {WHAT} (?:to be )?{BE_ON}(?: (?:{MAP}|it))?{END}",
        rf"(?:n't|not|never) (?:[\w']+ )?(?:include|add|list|save|put) {WHAT}{END}",
        rf"(?P<what>{ITEM}),? (?:remove|delete|take off|take out|cross out|out|erase|bin)(?: please| pls| now)?$",
        rf"{START}(?:want|need|like|wish) {WHAT} (?:gone|{OFF}|taken off|removed|deleted|crossed out|taken out)(?:(?: of| from)? {MAP})?{END}",
    )
)
DROP = (
    r"(?:forget|ignore|disregard|scrap|delete|erase|remove|wipe|bin|drop|strike|cancel|lose|undo|scratch|cut|leave out|get rid of|rub out|cross out|"
    r"unsay|take back|i take back|do n't keep|do not keep|do n't save|skip|clear|strike out)"
)
WHOLE = r"(?:(?:all|everything|anything|what|whatever|it all|all that|the (?:bit|part|stuff|thing|things|rest|words)|that|it|stuff|bits) ){0,3}"
SAID = r"(?:(?:that )?(?:i|we|i 've|i 'd|i have|i just|i ever)(?: just| ever| already)? )?(?:(?:said|told you|told u|mentioned|wrote|put|typed|shared|been saying|let slip|brought up) )?(?:anything |stuff |something )?"
FORGET = tuple(  # "forget what i said about tom": all of it goes
    re.compile(pattern)
    for pattern in (
        rf"{START}{DROP} {WHOLE}{SAID}(?:about|on|regarding|with) {WHAT}(?: thing| stuff| bit| now| too)*{END}",
        rf"{START}(?:forget|ignore|disregard|scrap|cancel|clear) (?:i (?:ever |even )?(?:said|mentioned|told you about|brought up) )?(?P<what>{THE}{ITEM})(?: (?:thing|stuff|bit|one))?{END}",
        rf"{START}(?:forget|pretend|imagine|act like|let 's say) (?:that )?i (?:'ve |have )?(?:never|did n't|have n't) (?:ever |even )?(?:said|say|mentioned|mention|told you about|tell you about|brought up|bring up|spoke of)"
        rf"(?: anything about| about)? {WHAT}(?: up)?{END}",
        rf"^{LEAD}i (?:should n't|should not|ought not to|wish i had n't|did n't mean to|never meant to|never should)(?: have| 've)? (?:said|say|mentioned|mention|told you|tell you|brought|bring|put|wrote|written|added|talked|talk)"
        rf"(?: (?:anything|up|you|stuff))* ?(?:about )?{WHAT}(?: up| in| on| down)?{END}",
        rf"^{LEAD}(?:never ?mind|nvm|nevermind)(?: about)? (?P<what>{THE}{ITEM})[ .!]*$",
        rf"^{LEAD}i (?:never|did n't|did not|have n't|'ve never) (?:even |actually |ever )?(?:said|say|mentioned|mention|put|told you|told you about|wrote|meant to say|mean to say|typed) (?:anything about )?(?P<what>{THE}{ITEM})[ .!]*$",
        rf"^{LEAD}(?P<what>{THE}{ITEM}) (?:off|out|away)(?: {MAP}| of {MAP}| please| pls| now)*[ .!]*$",
        rf"(?:can|could|should|would) (?P<what>{THE}{ITEM}) (?:come off|go|be (?:taken|removed|deleted|crossed|rubbed|wiped|left)(?: {OFF})?)(?:(?: of| from| off)? {MAP})?(?: please| now| pls)*(?=$|[,.!?])",
        rf"\b(?:i|we) ?(?:want|would like|'d like|need|'d rather have|would rather have|'d prefer)(?: to have| to see)? (?P<what>{THE}{ITEM}|him|her|them|it|that) (?:removed|deleted|erased|taken (?:off|away|out)|crossed (?:off|out)|rubbed out|wiped(?: off)?|left (?:off|out)|"
        rf"(?:off|out of)(?: of)? {MAP})(?:(?: of| from| off)? {MAP})?(?=$|[,.!?]| please| now)",
        rf"^{LEAD}(?:i|we) ?(?:want|would like|'d like) (?P<what>{THE}{ITEM}) gone[ .!]*$",
        rf"(?P<what>{THE}{ITEM}) (?:has|have|'s got|has got) no (?:place|business|right to be)(?: being)?(?: on| in)? (?:{MAP}|it)",
        rf"^{LEAD}(?:i am |i 'm |we 're )?not having {WHAT} (?:on|in) (?:{MAP}|it)",
        rf"\b(?:n't|not) (?:want|wanna|wish|need|like)(?: to)? (?:see|look at|read|have) (?P<what>{THE}{ITEM})(?: 's name|s name| name)(?: on| in)?(?: (?:{MAP}|it))?(?=$|[,.!?])",
    )
)
MISTAKE = re.compile(rf"^{LEAD}(?P<what>{THE}{ITEM}) (?:is|'s|was|is n't|was n't) (?:a |just a |not )?(?:mistake|error|wrong|typo|right|correct)(?: (?:that|it) was (?:me|a typo))?(?:,? (?:take|get|remove|delete) (?:it|that)(?: {OFF})?)?[ .!]*$")
BARE_DELETE = re.compile(rf"{START}(?:please )?(?:remove|delete|take off|cross out|take out|erase|rub out)(?: please| pls| now)?(?=$|[.,!])")
NEGATED = re.compile(r"(?:n't|not|never|should i|shall i|do i|did i|will i)(?: (?:want|need|have|to|you|like|please|really|just|even|ever))*,? $")
NO_RECALL = re.compile(r"\b(?:can|could) n't |cannot ")
LAST = r"(?:the |my |that )?last (?:bit|one|thing|message|part|answer|change|line|entry|person|place|word|sentence|edit|step|go)"
UNDO = re.compile(
    rf"{START}(?:(?:revert|reverse)(?: (?:{LAST}|that|it|this|please|last|again|all that|what you did|what i said))*|"
    rf"(?:scrap|cancel|ignore|forget|scratch|strike|delete|remove|bin|reverse|take back|rub out|cross out|cross off|take off|take away|"
    rf"wipe|drop|lose) {LAST}(?: {OFF})?|(?:take|cross|rub|scratch|strike|wipe|score) {LAST} {OFF}|take (?:that|it|this) back|"
    rf"(?:scrap|cancel|ignore|forget|scratch|strike|cross out|rub out|score out|disregard) (?:that|this)|"
    rf"(?:cross|rub|scratch|strike|score) (?:that|this|it) (?:out|oot)|i take (?:that|it) back|forget i said (?:that|it|anything)|"
    rf"ignore what i (?:just )?said|go back(?: to)?(?: how it was| the way it was| before that| one| a step)?|"
    rf"(?:put|bring|add|change|switch|turn|(?<=can i )(?:get|have)|(?<=can we )(?:get|have)) (?:(?P<who>him|her|it|them|that|this|everything|{THE}{ITEM}|(?:the |my )?[\w'-]+) "
    rf"back|back {THE}?(?:{ITEM}|[\w'-]+))(?: (?:on|in|up|please|again|now|then))?(?: (?:how|where|like|as|the way|to how|to what|to the way) "
    rf"[\w' ]+?)?|restore (?:it|that|him|her|them|this|{THE}{ITEM}|(?:the |my )?[\w'-]+)|"
    rf"(?:leave|keep|have) (?:it|that|him|her|them) (?:as|how|like|the way) (?:it|that|he|she|they) (?:was|were)(?: before)?|"
    rf"(?:it|that) was (?:right|fine|ok|okay|correct|better) (?:before|the first time|first time|as it was)|"
    rf"(?:delete|remove|erase|wipe|bin|drop|lose|scrub|forget|ignore|disregard|scratch|strike|cancel|get rid of) (?:what|everything|anything|whatever) i (?:just |last )?(?:said|wrote|put|typed|told you)(?=$|[,.!]| just now)|"
    rf"(?:get rid of|lose|bin) (?:that )?{LAST}|as (?:it|he|she|they) (?:was|were) (?:before|a minute ago)|(?:ignore|disregard|forget|scrap|delete) (?:that |my )?(?:last )?(?:message|text)(?: i (?:just )?sent)?|"
    rf"you had (?:it|that) right(?: before| the first time| first time)?)(?: please| thanks| now| mate| sorry| then)*"
    rf"(?=$|[,.!?]| (?:i|he|she|it|they|then|because|cos|as|who|§\d+ (?:would|will|'s|is|was))\b)|{START}undo\b(?! (?:the )?§\d)"
)
OF_NOTHING = re.compile(rf"^{LEAD}(?:delete|remove|erase|take|wipe|bin|lose|drop|get rid of|get) (?:that|it|that one)(?: {OFF})?(?: please| pls| now| mate| thanks)*[ .!]*$")
AS_BEFORE = re.compile(rf"(?:{ITEM}|[\w'-]+) (?:like|as|the way it was|how it was|same as) before(?=$|[.,!])")


def find_undo(marked: Marked, found: Corrected) -> bool:
    """Whether the message takes back what was done last."""
    match = UNDO.search(marked.text) or (OF_NOTHING.search(marked.text) if marked.subject is None and not marked.items else None)
    back_in = match and re.search(r"back (?:in|to|on|into|with|as) (?:the |my |a )?\w+", marked.text[match.start() :])
    if match and not NEGATED.search(marked.text[: match.start()]) and not (back_in and "§" in match[0]):
        found.said_in.append(_sentence(marked.text, match.start(), match.end()))
    elif not (AS_BEFORE.search(marked.text) and re.match(rf"{LEAD}(?:no|nah|too|leave|put|keep|actually|it|that)\b", marked.text)):
        return False
    found.add(CorrectionKind.UNDO)
    return True


def _sentence(text: str, start: int, end: int) -> str:
    begin = max(text.rfind(stop, 0, start) for stop in ".!?") + 1
    close = min((at for stop in ".!?" if (at := text.find(stop, end)) >= 0), default=len(text))
    return text[begin:close]


def find_removals(marked: Marked, found: Corrected) -> None:
    """Everything that is to come off the map, or out of a tie."""
    for pattern in (*REMOVALS, *FORGET):
        for match in pattern.finditer(marked.text):
            if NEGATED.search(marked.text[: match.start()]) and "what" in match.re.groupindex and not match[0].startswith(("n't", "no")):
                continue
            _remove(marked, match, found)
    match = MISTAKE.search(marked.text) if not found.corrections else None
    if match and marked.item(match["what"]).kind not in BEINGS and (bool(re.search(r"n't|not", match[0])) == bool(re.search(r"right|correct", match[0]))):
        _remove(marked, match, found)
    if not found.corrections and (match := BARE_DELETE.search(marked.text)):
        what = marked.meant("them", match.start())
        if what and not NEGATED.search(marked.text[: match.start()]):
            found.add(CorrectionKind.REMOVE, what.label, label=what.label)


def _remove(marked: Marked, match: re.Match[str], found: Corrected) -> None:
    whole = match["what"]
    whats = marked.all(whole) if "§" in whole else [marked.meant(whole, match.start("what"))]
    if whole.split()[-1] in ("both", "them") and "§" not in whole:
        whats = marked.all(marked.text[: match.start()])[-2:] if "both" in whole else whats
    of = match.groupdict().get("of")
    if re.search(r"\bkeep .*\bout of (?:it|this|that)$", match[0]):
        return
    for what in [w for w in whats if w is not None]:
        if _is_outing(marked, match[0], what) or match[0].endswith("gone") and what.kind in BEINGS:
            continue  # "i want my ex gone" may be said of a life, not of a map
        partner = None if re.search(r"\bleave .*\bout of (?:it|this|that)$", match[0]) else _partner(marked, of, match.start(), what)
        found.said_in.append(match[0])
        if partner:
            found.add(CorrectionKind.UNLINK, labels=(what.label, partner.label))
        else:
            found.add(CorrectionKind.REMOVE, what.label, label=what.label)


def _is_outing(marked: Marked, words: str, what: Mention) -> bool:
    """ "Take the dog out" tells of a walk, where nothing speaks of the map."""
    outing = re.search(r"\b(?:take|get|drop|leave|lose|cut)\b.*\b(?:out|oot|away)$|\b(?:take out|drop|lose|leave|cut)\b", words.strip())
    plain = not re.search(r"please|pls|can you|could you|map|list|actually|oh|sorry|§\d+ off", words)
    return bool(outing and plain and (what.kind in BEINGS and not marked.text.startswith(words.strip()) or "activit" in marked.asked))


def _partner(marked: Marked, of: str | None, at: int, what: Mention) -> Mention | None:
    """What someone is to be taken out of, where that is another item and not the whole map."""
    if not of:
        return None
    if "§" in of:
        return marked.item(of)
    if of not in ("it", "that", "this"):
        return None
    things = [m for m in marked.all(marked.text[:at]) if m is not what and m.kind not in BEINGS]
    subject = marked.subject if marked.subject is not what and marked.subject else None
    return things[-1] if things else subject if subject and subject.kind is not Kind.PERSON else None
