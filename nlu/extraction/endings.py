"""What is over: who died, left or was let go, what closed, was given up or is longed back to."""

import re

from mapping.model import Kind
from nlu.extraction.chat import Message
from nlu.extraction.sightings import Sighting

S = r"§\d+"
MY = r"(?:(?:the|my|our|me|ma|mi|a|his|her|this|that|old|own|lovely|poor|dear|beloved|little|big|first|second|last|best|only|younger|older|eldest|late) )*"
LISTED = rf"(?P<who>{S}(?:(?:,| and|, and| or|,? then) {MY}{S})*)"
JOINTS = rf"(?:(?:,| and|, and| or|,? then) {MY}{S})"
SUBJECTS = (  # before a verb: "mum, my nan died" tells of nan alone, "mum, dad and nan" and "mum, nan, both" of all
    rf"(?P<who>{S}{JOINTS}+(?=,? (?:(?:they|who|also|sadly|'re|'ve) )*(?:all|both|have|are|were|'re|'ve|they)\b)|(?:{S}{JOINTS}*,? (?:and|or|then) {MY})?{S})"
)
WHO = rf"(?P<who>{S})"
LIST_BEFORE = re.compile(rf"(?:{MY}{S}(?:,| and|, and| or)? )+{MY}$")
ALONE = re.compile(r",? (?:who|she|he)(?! (?:all|both|have)\b)")
TOGETHER = re.compile(r",? (?:(?:who|also|sadly) )*(?:all|both|have|they|are|were|'re|'ve)\b")
OWN_WORD = re.compile(rf" (?:my|me|ma|mi|our) (?:\w+ )*{S}$")
BEEN = r"(?:(?:who|has|had|have|'s|is|are|was|were|'re|got|just|then|sadly|also|now|both|all|suddenly|he|she|they|that|went and|recently|since|eventually|already|long|only|actually|'ve|been|up and|upped and|finally|never) )*"
DEATH = (
    r"(?:died|dies|deceased|pegged it|passed (?:away|on|over)|passed(?=$|[,.!]| (?:in|last|when|before|after|two|three|four|five|six|a|this|at|from|on|suddenly|"
    r"years|months|and|so|but|now|the (?:year|day|week|month|other)|during|just|with|\d))|killed(?= in| by|$|[,.]| on| when| last| at| during)|took (?:his|her|their) own life|"
    r"(?:killed|hung|hanged|shot) (?:him|her|them)sel(?:f|ves)|committed suicide|did n't make it|(?:not|n't) (?:sadly )?(?:with us|alive|around)(?= (?:any ?more|any longer|now)|$|[,.!])|not with us|no longer with us|with the angels|"
    r"in heaven|under the ground|gone to god|with god|with jesus|with the lord|departed|"
    r"gone(?= (?:now )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|many|over|nearly|almost|a few|these) (?:\w+ )?(?:years|yrs|months)))"
)
REST = r"(?:god rest|rip\b|r i p|rest in (?:peace|power)|(?:may|let) (?:he|she|they) rest|rest (?:his|her|their) soul|bless (?:his|her|their) soul|god have mercy)"
DEAD = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{SUBJECTS},? {BEEN}{DEATH}",
        rf"{SUBJECTS},? {BEEN}dead(?=$|[,.!?;]| (?:now|and|but|so|these|since|for|a|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|years|long|\d|years|many|before|when|from|of|i|he|she|to me)\b)",
        rf"(?:since|after|when|before|till|until|til|ever since) {MY}{WHO} (?:had |'d |has )?(?:gone|went|died|passed|left us)(?=$|[,.!]| (?:i|it|in|and|my|we|the|last|everything|nothing|life|then|to (?:god|heaven|glory))\b)",
        rf"\blost {MY}{LISTED}(?=$|[,.!]| (?:in|to|last|during|when|at|a|two|three|four|five|six|this|and|so|both|suddenly|years|just|before|after|on|when|then|i|we|not|she|he)\b)",
        rf"\b(?:cancer|covid|drink|drugs|heroin|god|the lord|jesus|stroke|virus|dementia|accident|war|it|disease|overdose|heart)(?: \w+)? (?:took|killed|claimed) {MY}{WHO}",
        rf"{WHO},? (?:\w+ ){{0,2}}?{REST}",
        rf"\bgod rest {WHO}",
        rf"{WHO} left me (?:her|his|their) (?!for\b|alone|with|to)\w+",
        rf"(?:\brip|rest in peace|the late|my late|our late|in memory of|funeral (?:of|for)|ashes of|grave of|memory of|buried|cremated) {MY}{WHO}",
        rf"{WHO}(?: 's)? (?:funeral|grave|ashes|headstone|memorial|wake|death|passing|gravestone|anniversary of)\b",
        rf"{WHO} (?:who |he |she )?(?:is|was|'s) (?:the )?late(?=$|[,.]| and| now| but)",
        rf"(?:death|loss|passing|suicide|murder) of {MY}{WHO}",
    )
)
AWAY = (
    r"(?:left(?=$|[,.!]| (?:me|us|in|last|when|after|because|cos|and|years|two|three|a|this|with|for (?:another|someone|somebody|a|his|her|my|good)|him|her|so|but)\b)|walked out|ran off|run off|went off|"
    r"buggered off|cleared off|sodded off|pissed off|fucked off|legged it|dumped me|broke up with me|broke it off|broke off|broke my heart and|chucked me|divorced me|finished (?:with me|it)|"
    r"ended (?:it|things)|packed (?:his|her) bags|moved out|moved in with (?:a|another|his|her|someone)|called off)"
)
PARTED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{WHO},? {BEEN}{AWAY}(?! me (?:a|the|his|her|some|money|to))",
        rf"\b(?:divorced|dumped|split (?:up )?(?:from|with)|broke up with|break up with|broken up with|separated from|finished with|ended it with|chucked out|chucked|left|leaving|divorcing) {MY}{WHO}(?! (?:at|in|on|to|with|a|the|alone) )",
        rf"(?:me|i|we) and {MY}{WHO},? {BEEN}(?:split|broke|divorced|separated|not together|finished|over|together \w+ (?:years|months))",
        rf"{WHO} and (?:me|i|myself),? {BEEN}(?:split|broke|divorced|separated|not together|finished|over|together \w+ (?:years|months) (?:and|until|till|before))",
        rf"(?:break ?up|breakup|divorce|split|separation) (?:with|from) {MY}{WHO}",
    )
)
NOT = r"(?:n't|not|never|dont|no longer|no)"
TOUCH = r"(?:see|seen|saw|speak|spoke|spoken|talk|talked|hear|heard|c|have contact|had contact|got contact|have any contact|in touch|in contact|keep in touch|know where|have anything to do)"
AGO = r"(?:any ?more|no more|any longer|in (?:years|ages|decades|(?:\w+ )+years)|since (?:\d{4}|i was)|for (?:years|decades|(?:\w+ )+years)|again|ever)"
CUT = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{NOT} (?:[\w']+ ){{0,2}}?{TOUCH}(?: [\w']+){{0,2}}? {MY}{LISTED} (?:\w+ )?{AGO}",
        rf"{SUBJECTS},? [^§.]{{0,25}}?(?:do|does|did|have|has|had|ai|wo) ?{NOT} (?:\w+ ){{0,2}}?{TOUCH}(?: (?:to|from|with|of|off))?(?: (?:me|us|each other|him|her|them))?(?: \w+)? {AGO}",
        rf"{SUBJECTS} (?:and (?:i|me) )?(?:do|does|did|have|has) ?{NOT} (?:have|had|want|got) (?:any )?contact",
        rf"\b(?:no contact|cut (?:all )?ties|lost touch|lost contact|fell out of touch|went no contact|estranged|out of contact|drifted apart|drifted) (?:with|from|between me and) {MY}{LISTED}",
        rf"\b(?:cut|cutting) off {MY}{WHO}",
        rf"\b(?:cut|cutting) {MY}{WHO} (?:off|out)\b",
        rf"{SUBJECTS},? {BEEN}(?:cut me off|disowned me|dropped me|ghosted me|blocked me|cast me out|shunned me|turned (?:his|her|their) backs? on me)",
        rf"\b(?:used to be|was|were) (?:friends|mates|best friends|best mates|close|pals|tight|thick as thieves) with {MY}{LISTED}",
        rf"\bused to (?:be|have) {MY}{LISTED}(?= but|$|[,.])",
        rf"\b(?:no longer|not|n't) (?:friends|mates|pals|in touch|in contact) (?:with {MY})?{LISTED}",
    )
)
LET_GO = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{WHO},? {BEEN}(?:retired|discharged me|signed me off|moved on|changed jobs?|left the (?:job|team|service|surgery|practice|role)|been moved|off sick for good|got sacked|sacked|"
        rf"fired|let go|made redundant|left(?=$|[,.!]| (?:in|last|and|so|to|for)\b)|stopped (?:coming|seeing me)|finished with me|struck off|got promoted|gone on maternity)",
        rf"\b(?:fired|sacked|let go of|let go|laid off|got rid of|made redundant) {MY}{WHO}",
        rf"{WHO},? {BEEN}(?:sacked me|fired me|let me go|laid me off|made me redundant|got me sacked|gave me the sack)",
        rf"\b(?:old|previous|former|last|original|first) {WHO}(?! (?:week|night|year|month))",
    )
)
GIVE_UP = (
    r"(?:left|leaving|quit|chucked out of|kicked out of|thrown out of|dropped out of|drop out of|barred from|banned from|sacked from|fired from|retired from|redundant from|made redundant (?:from|at)|laid off from|"
    r"finished at|stopped (?:going to|going|attending|doing|playing|using|visiting)|gave up|give up|given up|giving up|packed in|packing in|jacked in|chucked in|chucked|binned off|knocked on the head|no longer "
    r"(?:go to|go|do|play|attend|work at|work in|live in|visit)|graduated from|discharged from|released from|moved (?:out of|away from|from)|got out of|came out of|come out of|lost my job at|lost my place "
    r"(?:at|in|on)|lost (?:the|my|our|me)|fell out with|cant do|got too (?:ill|old|sick|fat|big) for|too old for|walked out of|failed|expelled from|excluded from|suspended from)"
)
FINISHED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{GIVE_UP} (?:doing |going to |playing |at |with |working at |the |my |our |a |that |in )*{LISTED}(?! (?:at|for) (?:\d|the day|lunch|today|work))",
        rf"{WHO},? {BEEN}(?:shut|closed)(?: down|(?=$|[,.!]| (?:in|last|years|after|before|and|when|so)\b))",
        rf"\b(?:they|council|nhs)(?: 've| have| went and)? (?:shut|closed|shut down|closed down|knocked down|axed|scrapped|sold)(?: down)? {MY}{LISTED}",
        rf"{LISTED} (?:was|were|used to be) (?:my|our) (?:thing|life|passion|everything|hobby|escape|world|favourite|first love|sport)\b",
        rf"{WHO} {BEEN}(?:let me go|sacked me|fired me|made me redundant|laid me off)",
        rf"\b(?:i am|i 'm|we are|we 're|originally|i came|i come|i come here) from {MY}{WHO}(?: side| originally)?(?=$|[,.!]| (?:but|and|i|side|originally|we)\b)",
        rf"{WHO},? {BEEN}(?:folded|disbanded|knocked down|burnt down|burned down|been demolished|demolished|fell apart|went bust|axed|stopped running|finished for good|turned into|is flats now|flats now|went under)",
        rf"{LISTED} ?[,.;-]? ?(?:i |have |'ve |but |had to )*(?:stopped|packed (?:it|that) in|gave (?:it|that) up|given (?:it|that) up|quit)(?: (?:that|it|now|years ago|ages ago|last year))*(?=$| ?[,.!])",
        rf"\b(?:at first|started (?:out|off)|to (?:start|begin) with|in the beginning|originally)\b[^.!?§]{{0,60}}?{WHO}(?=[^§]*\b(?:now|these days)\b)",
        rf"\b(?:at first|started (?:out|off)|to (?:start|begin) with|in the beginning|originally)\b[^!?§]{{0,60}}?(?<=in |at |to ){WHO}(?=[^§]*\b(?:now|these days)\b)",
        rf"before {WHO} (?:shut|closed|went|folded|moved)",
        rf"\b(?:grew up|raised|brought up|born|was raised|lived|worked|studied|trained|was stationed|schooled|educated|served)(?: me)?(?: \w+){{0,3}}? (?:in|at|on|near|by|over in|up in|down in|with) {MY}{WHO}(?! (?:now|at the moment|all my life|since))",
        rf"\bmoved(?: [\w§]+){{0,4}}? from {MY}{WHO}",
        rf"\b(?:known|knew|know|knows|mates|friends|met|pals|best mates) (?:(?:him|her|them|each other|{S}|me|and|for years|way back|one another) ?)*since {MY}{WHO}",
        rf"(?<!should )(?<!would )(?<!will )(?<!'ll )(?<!'d )(?<!never )(?<!n't )(?<!to )\bmiss(?:es|ed)? (?:(?:going|being|working|playing|doing|singing|living|to|in|at|with|on|for) )*{MY}{LISTED}",
    )
)
KNOWN_FROM = re.compile(rf"(?:\b(?:known|knew|know|mates|friends|met|pals)\b[^.]{{0,40}}? (?:from|at|in|on)|{S} from) {MY}{WHO}")
LEFT_BEHIND = re.compile(r"\b(?:ward|hospital|prison|jail|rehab|army|navy|raf|children 's home|childrens home|care home|foster care|primary|secondary|old \w+|nick|detox|unit)$")
SCHOOL = re.compile(r"^(?:\w+ )?(?:primary|secondary|infants?|junior|high|grammar|boarding|comp)?(?: ?sch?ool|skool|school|college|uni|university|sixth form|sixthform|primary|secondary|comp|academy)$")
AT_SCHOOL = re.compile(rf"\b(?:was|were|been|went|did go|go) (?:to|at|in) (?:the same )?{MY}{WHO}(?: (?:together|with|to be|and|when|there|in the|for|but|then|as)\b|$|[.,])")
WISHING = re.compile(r"\b(?:want|wanna|like to|love to|wish|hope|miss|fancy|one day|someday|dream)\b")
AGAIN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:back (?:to|into|in|at|on|doing)|return(?:ing)? to|resume|restart(?:ing)?|pick(?:ing)? up|take up|finish(?:ing)?|get on with|rejoin) (?:(?:the|my|our|a|some|doing|going|playing|to|at|in|wi|with) )*{LISTED}",
        rf"{LISTED}(?: [\w']+){{0,5}}? (?:again|agen|like i used to|like before|back up)\b",
        rf"\b(?:start|try|do|play|join|take|get)(?: back| up)? {MY}{WHO} (?:back up|up again|again)",
    )
)
SINCE_THEN = re.compile(r"\b(?:i|we) (?!(?:have|'ve)\b)(?:\w+ed|taught|sang|rode|ran|swam|drove|was|were|did|had|built|made|wrote|fought|spent|sold|led|kept)\b[^.§]*§[^.]*\b(?:for (?:[\w-]+ ){0,3}(?:years|yrs|months|seasons)|(?:until|till|til|before) (?:i|my|the|it|he|she|we|they|covid|lockdown|her|his|§))")
COMPANY = frozenset("over round in staying visiting come came stay help call ring with for here who".split())
THINGS = (Kind.PLACE, Kind.ACTIVITY, Kind.GROUP)
PARTNERS = ("partner", "wife", "husband")
WORKING = ("boss", "colleague", "teacher")
ADULT_DREAMS = ("reflect.", "goal.")


def end_what_is_over(message: Message, sightings: list[Sighting], asked: str | None) -> None:
    """Mark as past what the words say has died, ended, closed or been left."""
    text, marked = _marked(message, sightings)
    if not marked:
        return
    for match, numbers in _matches(DEAD, text):
        gone, living = _of_whom(text, match, numbers)
        for each in (marked[n] for n in living):
            each.current = each.current or each.is_being and not (each.relation_words or "").lower().startswith("ex")  # the ear ends all of a list
        _end([s for s in (marked[n] for n in gone) if s.is_being])
    for match, numbers in _matches(PARTED, text):
        _end([s for s in (marked[n] for n in numbers) if s.relation in PARTNERS and s.owner is None])
    for match, numbers in _matches(CUT, text):
        if len(numbers) > 1 and not re.search(r"\b(?:i|me|us|my)\b", match[0]):
            continue  # two who do not speak with each other
        _end([s for s in (marked[n] for n in numbers) if s.is_being])
    for match, numbers in _matches(LET_GO, text):
        _end([s for s in (marked[n] for n in numbers) if s.formal or s.relation in WORKING])
    for match, numbers in _matches(FINISHED, text):
        _end([s for s in (marked[n] for n in numbers) if s.kind in THINGS and s.sort != "home" and s.relation is None])
    _had_once(message, sightings)
    for match in KNOWN_FROM.finditer(text):
        _end([s for s in [marked[int(match["who"][1:])]] if s.kind in THINGS and LEFT_BEHIND.search(s.label.lower())])
    _school(text, marked)
    _longed_back(text, marked, asked)


def _marked(message: Message, sightings: list[Sighting]) -> tuple[str, list[Sighting]]:
    """The message in one line, each sighting and each word that stands for one as "§" and its number."""
    at_word: dict[int, int] = {}
    for number, sighting in enumerate(sightings):
        for at in sighting.also_at:
            if 0 <= at < len(message) and message.low[at] in STANDING_FOR:
                at_word[at] = number
    inside: set[int] = set()
    for number, sighting in enumerate(sightings):
        if sighting.start >= 0 and sighting.sort != "about":
            at_word[sighting.start] = number
            inside |= set(range(sighting.start + 1, sighting.end)) | _role_beside(message, sighting)
    words = [f"§{at_word[at]}" if at in at_word else low for at, low in enumerate(message.low) if at not in inside]
    return re.sub(r" ([,.!?;])", r"\1", " ".join(words)), list(sightings)


def _of_whom(text: str, match: re.Match[str], numbers: list[int]) -> tuple[list[int], list[int]]:
    """Of whom a death is told, and who of the list before them lives: "mum, dad and my nan who died" is of nan alone, "mum and dad who died" of both."""
    before = LIST_BEFORE.search(text[: match.start("who")])
    listed = [int(number) for number in re.findall(r"\d+", before[0])] if before else []
    whole = match["who"]
    if len(numbers) > 1 and ALONE.match(text[match.end("who") :]) and (len(listed) + len(numbers) > 2 or OWN_WORD.search(whole)):
        return numbers[-1:], [*listed, *numbers[:-1]]
    return numbers, [] if numbers and TOGETHER.match(text[match.end("who") :]) else [each for each in listed if each not in numbers]


def _role_beside(message: Message, sighting: Sighting) -> set[int]:
    """The words of a role that stands right beside a name: "my husband Gwilym", "Clive the gaffer"."""
    also = {at for at in sighting.also_at if 0 <= at < len(message) and message.low[at] not in STANDING_FOR}
    beside: set[int] = set()
    at = sighting.start - 1
    while at in also:
        beside.add(at)
        at -= 1
    at = sighting.end
    while at in also or at < len(message) and message.low[at] in ("the", "my", "our", "me", "-") and at + 1 in also:
        beside.add(at)
        at += 1
    return beside


STANDING_FOR = frozenset("he she they him her them it there who".split())


def _matches(patterns: tuple[re.Pattern[str], ...], text: str) -> list[tuple[re.Match[str], list[int]]]:
    found = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            found.append((match, [int(number) for number in re.findall(r"§(\d+)", match["who"])]))
    return found


def _end(sightings: list[Sighting]) -> None:
    for sighting in sightings:
        sighting.current = False


def _had_once(message: Message, sightings: list[Sighting]) -> None:
    """ "I had a dog", "we had many friends there": somebody had once, where "had" is the whole of it."""
    beings = [s for s in sightings if s.is_being]
    if len(beings) == 1 and re.search(r"[,.!] (?:rip|god rest (?:him|her|them))(?=$| ?[,.!])", " ".join(message.low)):
        _end(beings)
    for sighting in sightings:
        if sighting.formal and any({"old", "former", "previous"} & set(message.low[max(0, at - 1) : at]) for at in sighting.also_at):
            sighting.current = False
        if not (sighting.is_being or sighting.kind is Kind.PLACE) or sighting.start < 1 or sighting.owner:
            continue
        head = message.doc[sighting.head(message)]
        verb = head.head
        if head.dep_ != "dobj" or verb.lower_ != "had" or verb.tag_ != "VBD":
            continue
        words = {child.lower_ for child in head.children}
        if set(message.low[sighting.end : sighting.end + 2]) & COMPANY:
            continue
        mine = not any(child.dep_ == "nsubj" for child in verb.children) or any(child.dep_ == "nsubj" and child.lower_ in ("i", "we") for child in verb.children)
        if mine and words & {"a", "an", "many", "some", "loads", "lots", "lovely", "whole", "few"} and "still" not in message.low:
            sighting.current = False


def _school(text: str, marked: list[Sighting]) -> None:
    """Where somebody went to school is past: few who say "was at school with" still go there."""
    for match in AT_SCHOOL.finditer(text):
        school = marked[int(match["who"][1:])]
        today = re.search(r"\b(?:today|yesterday|this morning|this week|last week|on monday|late)\b", text)
        if school.kind is Kind.PLACE and SCHOOL.match(school.label.lower()) and not today:
            school.current = False


def _longed_back(text: str, marked: list[Sighting], asked: str | None) -> None:
    """Who wants back to a thing does not have it now; and what was done "for twelve years" is done no more."""
    if (asked or "").startswith(ADULT_DREAMS) or WISHING.search(text):
        for match, numbers in _matches(AGAIN, text):
            if match[0].startswith("finish") and not asked:
                continue
            _end([s for s in (marked[n] for n in numbers) if s.kind in THINGS and s.sort != "home"])
    if "still" in text:
        return
    for match in SINCE_THEN.finditer(text):
        numbers = [int(n) for n in re.findall(r"§(\d+)", match[0])]
        _end([s for s in (marked[n] for n in numbers) if s.kind in THINGS and s.sort != "home"])
