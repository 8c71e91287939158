"""What a person wants done with a goal, however they name it: the deed and the words for the goal, which the caller looks up.

"Park the second one", "forget about ringing Amy", "that one with my sister is done now". The words alone don't show that a goal is
meant ("I've done the washing"): that is so where they name one, and so every reading here is one of several that may fit.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from nlu.checkins.reply import HIGHEST, NUMBERS
from nlu.checkins.speaking import as_said, plain
from nlu.checkins.steering import LEAD, TAIL

OBJECT = r"(?P<object>[\w'’ -]+?)"
MANY = r"(?:once|twice|(?:two|three|four|five|\d) times|every (?:other )?(?:day|week|fortnight)|daily|weekly)(?: (?:a|per|every) (?:day|week|month|fortnight))?"
WHILE = r"(?:,? (?:for|till?|til|until|while|because|cos|coz|as|since|this|next|over|during|when|so) .+)?"
OFTEN_SAID = r"(?: (?:any ?more|any longer|now|anymore|already|at last|finally|did it|all done|today|yesterday|so far|again please|for good|altogether))*"
NUMBER = rf"(?P<number>\d{{1,2}}|{'|'.join(NUMBERS)})"
TEN = r"(?: ?(?:/|out of|of|from) ?(?:10|ten))"
STRETCH = r"(?=(?:about |at least |another |the next |the )?(?:an?|one|two|three|four|six|\d+|few|couple|while|now|rest|week|fortnight|month)\b)"
DID = r"(?:finished|completed|done|did|reached|achieved|managed|cracked|nailed|smashed|hit)"
LONGEST = 24  # words


class Act(StrEnum):
    """What is wanted of a goal. ``DID`` says that something was done, which may be the goal or its next step."""

    PAUSE = "pause"
    RESUME = "resume"
    FINISH = "finish"
    DID = "did"
    DROP = "drop"
    CHANGE = "change"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class GoalAct:
    """``object``: the words that stand for the goal, empty where none do; ``to``: its new words; ``rating`` 0 to 10."""

    act: Act
    object: str
    to: str | None = None
    rating: int | None = None
    bare: bool = False  # a name and a number, and no more: it may be anything


WAYS = (
    (Act.RATE, rf"^(?:(?:i'?d (?:say|give it)|about|maybe|probably|it'?s|its|put(?: it)?(?: down)?(?: as)?|say|call it|a|an|still|only|at|around) )*{NUMBER}{TEN}(?: (?:for|on|with|about) {OBJECT})?{TAIL}"),
    (Act.RATE, rf"{LEAD}(?:(?:rate|put|mark|give|score|make|call|set) )?{OBJECT} (?P<link>(?:(?:is|as|at|to|now|feels|feels like|like|about|around|out|down|maybe|probably|more|say|up) )*)(?P<article>an? )?(?:(?:about|around|maybe) )?(?:an? )?{NUMBER}(?P<ten>{TEN})?{TAIL}"),
    (Act.RATE, rf"^(?:(?:ok|um|well|so|yes|right|i'?d|id|i would|i'?ll) )*(?:say|give it|give|put(?: it)?(?: down)?(?: as)?|put me down for|call it|make it|score|mark|rate)(?: an?| about| me(?: down)? for| around)* {NUMBER}(?P<for> )(?:for|on|with|about) {OBJECT}{TAIL}"),
    (Act.RATE, rf"^(?P<bare>(?:the |my )?(?P<object>[\w'’ -]{{3,24}}?),? (?P<number>10|\d))$"),
    (Act.CHANGE, rf"^(?:(?:ok|actually|well|um|no|sorry|so|yeah|but|hi) )*(?:instead of|rather than) (?:the )?{OBJECT} (?:i(?:'?d| would)? ?(?:want|like|rather|prefer)(?: to)?|can (?:i|we|it be)|could (?:i|we)|i'?ll|let'?s|let me|make it|i'?m going to|how about)(?: just)? (?P<to>.+)$"),
    (Act.CHANGE, r"^(?:(?:ok|actually|well|um|no|sorry|so|yeah|but) )*(?:i'?d|i would) (?:rather|sooner|prefer to|like to) (?P<to>.+?)[,.;]? (?:(?:can|could) (?:you|we|i)|please|so)?(?: please)? ?(?:change|swap|update|put|make) (?:it|that|my goal|the goal)(?: to that| to this| for me| down| instead| please)*[ .!?]*$"),
    (Act.CHANGE, rf"{LEAD}{OBJECT} (?:should|wants to|needs to|ought to|is meant to|was meant to|has to) (?:say|read)(?: really| now)? (?P<to>.+?)(?:, .*| really\b.*)?{TAIL}"),
    (Act.CHANGE, rf"{LEAD}(?:change|swap|switch|reword|rename|make|edit|turn|alter) {OBJECT} (?:to|into|for|so it'?s|be|say|with) (?P<to>.+)$"),
    (Act.CHANGE, rf"^(?:(?:it'?s|its|that'?s|ok|no|honestly|sorry|this is|bit|a bit|way|far) )*too (?:hard|big|much|scary|difficult|ambitious|far)(?: for me)?(?:[ .]+(?:is|with))?[ .]+(?:the |my |that )?{OBJECT}[ .]+(?:(?:can|could) (?:we|i|you) (?:have|do|make it|try) |i (?:need|want) |make it |maybe |let'?s (?:try|do) )?(?:something |a |an )?(?:bit |little |much )?(?:easier|smaller|simpler|gentler|less|less scary|more doable)(?: (?:step|goal|one))?{TAIL}"),
    (Act.CHANGE, rf"{LEAD}{OBJECT}(?:'s| is|s)? (?:(?:just|way|far|a bit|bit|really|still) )*too (?:hard|big|much|scary|difficult|ambitious|far)(?: for me)?[ .]+(?:(?:can|could) (?:we|i|you) (?:have|do|make it|try) |i (?:need|want) |make it |maybe |let'?s (?:try|do) )?(?:something |a |an )?(?:bit |little |much )?(?:easier|smaller|simpler|gentler|less|less scary|more doable|break it (?:down|up)(?: a bit| for me)?|split it up|cut it down|shrink it|start smaller)(?: (?:step|goal|one))?{TAIL}"),
    (Act.CHANGE, rf"^(?P<to>(?:(?:make|do|let'?s (?:do|make)|i want to|can we do) )?(?:the |my )?(?P<object>[\w'’ -]+?) (?:{MANY}))(?:,? (?:not|instead of|rather than|no longer) (?:{MANY}|every ?day|so (?:often|much)))(?: (?:please|now|instead|then))*[ .!?]*$"),
    (Act.CHANGE, rf"{LEAD}(?:make|do|have|change) (?P<to>(?:the |my )?(?P<object>[\w'’ -]+?) {MANY})(?: (?:instead|please|now|from now on|for now))*(?:[, ]+(?:it|its|it's|that|every|because|cos)\b.*)?$"),
    (Act.CHANGE, rf"{LEAD}(?:forget|never mind|scrap|instead of|not) {MANY},? (?:i(?:'?d| would)? (?:want|like|rather)(?: to)?|i'?ll|let'?s|make it|i'?m going to) (?P<to>(?:go |do )?(?P<object>[\w'’ -]+?) {MANY}){TAIL}"),
    (Act.CHANGE, rf"{LEAD}(?:make|change|have|swap|switch|edit|reword|rethink|adjust|tweak|alter) {OBJECT}(?: (?:a bit|bit|a little|much|slightly|something))?(?: (?:easier|smaller|simpler|harder|bigger|shorter|different|less scary|more doable))*{TAIL}"),
    (Act.CHANGE, rf"{LEAD}(?:drop|scrap|bin(?: off)?|ditch|stop|quit|pack in|give up|leave|lose|sack off) {OBJECT},? and (?P<to>(?:do|try|go|start|join|learn|take up) .+?) instead{TAIL}"),
    (Act.RESUME, rf"{LEAD}(?:resume|restart|un ?pause|re ?start|start|begin|take up|pick up|(?:go|get|come|going|getting) back (?:to|on|into)|carry on with|bring back|have another go at|try|reopen|pick back up|bring) {OBJECT}(?: (?:up|back|another go|on|off hold))*{TAIL}"),
    (Act.RESUME, rf"^(?:(?:ok|so|right|i think|actually|well|hi|now|yes) )*(?:i'?m|im|i am|i feel|feel|feeling)?(?: (?:now|nearly|about))* ?(?:ready|able|up|fit|well enough|good|happy|keen) (?:to|for) (?:do |start |go |try |have a go at )?{OBJECT} (?:again|now|once more){TAIL}"),
    (Act.RESUME, rf"^(?:(?:ok|so|right|i think|actually|well|hi|now|yes|i'?m|im|i am|i feel|feel|feeling|i(?:'?d| would)? (?:want|like)|id like|want|can i|could i) )*(?:(?:ready|able|up|fit|keen|happy) )?(?:to |for )?(?:have |give |try )?(?:another|a fresh|a new) (?:go|try|crack|shot|bash|stab)(?: at| with| on)? {OBJECT}{TAIL}"),
    (Act.RESUME, rf"^(?:.{{3,60}} (?:so|and) )?(?:(?:please|can you|can we|can i|could you|could i|i want to|i'?d like to) )*(?:put|bring|have|get) (?P<object>it|that|(?:the |my )?[\w'-]+(?: (?:goal|one))?) back(?: on| again)*{TAIL}"),
    (Act.RESUME, rf"^(?:(?:ok|please|can you|you can|now|yes) )*(?P<object>un ?pause|resume)(?: it| that| now)?{TAIL}"),
    (Act.RESUME, rf"^(?:(?:oh|no|wait|sorry|actually|hang on|but|um|well) )*{OBJECT}(?: is|'s)?(?: not|n'?t| isnt| isn'?t| aint| ain'?t)(?: really| actually| quite)? (?:done|finished|over|complete)(?: yet)?(?: (?:i|so|and|because|cos|it) .*)?$"),
    (Act.RESUME, rf"{LEAD}(?:i |i'?d |id |i would )?(?:want|would like|like|fancy|need)(?: to)? ?{OBJECT} back(?: on| in| again| on the list| up)*{TAIL}"),
    (Act.PAUSE, rf"{LEAD}(?:(?:put|keep|set|leave|stick|place|pop|get) )?{OBJECT}(?: is| are|s|'s)?(?: going| now)* (?:on (?:hold|pause|ice|a break|the back burner|the shelf)|to one side|aside|to rest|away|paused|(?:having|taking|due) a (?:break|rest|pause|breather)){WHILE}{TAIL}"),
    (Act.RESUME, rf"{LEAD}give {OBJECT} (?:another|a fresh|a new|one more) (?:go|try|crack|shot|bash|stab|chance){TAIL}"),
    (Act.PAUSE, rf"{LEAD}give {OBJECT} (?:a )?(?:(?:little|short|bit of a|good|proper|wee) )?(?:rest|break|breather|miss|pause){WHILE}{TAIL}"),
    (Act.PAUSE, rf"{LEAD}knock {OBJECT} on the head (?:for (?:now|a bit|a while|the moment)|until .+)$"),
    (Act.PAUSE, rf"^(?:.{{0,30}}\b(?:says?|said|told me|reckons)(?: that)? )?(?:(?<=says )no|(?<=said )no|i (?:can'?t|cannot|mustn'?t)(?: go| do)?|not to (?:go|do)|not allowed(?: to go| to do)?) {OBJECT} (?:until|till?|for {STRETCH}) ?.*$"),
    (Act.PAUSE, rf"{LEAD}{OBJECT} (?:can|will have to|has to|'?ll have to|needs to|must|is going to have to) wait{WHILE}{TAIL}"),
    (Act.PAUSE, rf"{LEAD}(?:take|have|need|get) (?:a )?(?:little |short |bit of a )?(?:break|rest|breather|time out) from {OBJECT}{WHILE}{TAIL}"),
    (Act.PAUSE, rf"{LEAD}(?:pause|rest|park|hold off(?: on)?|hold|freeze|put off|leave(?: out| off)?|shelve|suspend|stop for now|ease off(?: on)?|come back to|skip) {OBJECT}(?: (?:a (?:few )?weeks?|a bit|be|alone))?{WHILE}{TAIL}"),
    (Act.PAUSE, rf"{LEAD}(?:i'?m |im |i am |i'?m just |i don'?t feel |i dont feel )?(?:really |just )?(?:not )?(?:feeling )?(?:up to|ready for|well enough for|able for) {OBJECT}(?: (?:at the moment|right now|just now|atm|yet|today|this week|now))*(?: so)?(?: (?:can|could) (?:it|that|we) (?:wait|rest|leave it)| (?:can we )?leave it| another time| put it on hold| pause it)(?: .*)?$"),
    (Act.FINISH, rf"{LEAD}(?:tick(?:ed)? off|check off|close|cross off|finish(?: off)?|wrap up|(?:i'?m )?(?:finished|done) with|i(?:'?ve| have) (?:finished|done) with) {OBJECT}{OFTEN_SAID}{TAIL}"),
    (Act.FINISH, rf"{LEAD}(?:we can |you can |i'?d )?(?:mark|put|tick|count|cross|close|call|consider|class|say) {OBJECT}(?: down)?(?: as| is)?(?: being)? (?:done|finished|complete|completed|achieved|accomplished|reached|met|off){TAIL}"),
    (Act.FINISH, rf"^{OBJECT}(?: now)?,? (?:so|and) (?:we|you|i|i think we) can (?:tick|cross|mark|check|count|call) (?:that|it|this)(?: one)?(?: (?:off|done|as done|finished|as finished))+{TAIL}"),
    (Act.FINISH, rf"{LEAD}{OBJECT}(?: is|'s| are| was| has been|s)(?: now| all| finally| pretty much)* (?:done|finished|sorted|complete|completed|reached|ticked off|in the bag){OFTEN_SAID}{TAIL}"),
    (Act.FINISH, rf"{LEAD}that'?s (?P<object>(?:that|the|my|this)(?: [\w'’-]+){{0,2}} (?:goal|one))(?: is)?(?: all| now)* (?:done|finished|complete|completed|reached|sorted){OFTEN_SAID}{TAIL}"),
    (Act.DID, rf"^(?:(?:ok|yes|yeah|so|well|oh|just|hi|hello|guess what|good news) )*(?:i(?:'?ve| have)? |we(?:'?ve| have)? )?(?:just |finally |now |actually |already |gone and )*{DID} {OBJECT}{OFTEN_SAID}{TAIL}"),
    (Act.DROP, rf"{LEAD}(?:i give up(?: on)?|i'?m giving up(?: on)?|drop|scrap|bin(?: off)?|ditch|get rid of|forget(?: about)?|give up(?: on)?|delete|remove|lose|let go of|cancel|chuck(?: out| away)?|cross out|strike(?: out| off)?|rub out|wipe(?: out)?|take out|stop doing|pack in|quit|sack off|erase) {OBJECT}(?: (?:from|off) (?:my |the |that )?(?:list|goals?|plan))?{OFTEN_SAID}{TAIL}"),
    (Act.DROP, rf"{LEAD}knock {OBJECT} on the head{TAIL}"),
    (Act.DROP, rf"^(?:(?:ok|no|so|well|sorry|tbh|ngl|honestly|yo|bruv|bro|fam|can'?t lie|not gonna lie|nah|actually)(?: ?,)? )*(?:i'?m |im |i am )?(?:(?P<gone>no longer)|not) (?:(?:really|even) )?(?:on|into|about|feeling|up for) (?:(?:this|that|the|my) )?{OBJECT}(?: (?:ting|thing|stuff|malarkey|lark|business))?(?(gone)| (?:no more|any ?more|any longer|now|these days))(?: (?:still|bruv|bro|fam|mate|tbh))*[ .!]*$"),
    (Act.DROP, rf"^(?:(?:ok|no|so|well|sorry|tbh|think|i think|actually|nah) )*{OBJECT}(?: is| are|'s|s)? (?:(?:all|well|pretty much|so) )?over(?: (?:for me|for good|with|now|then|done with|i think|tbh|mate|sorry|really))*[ .!]*$"),
    (Act.DROP, rf"^(?:(?:ok|yes|no|so|well|sorry|i think|actually|and|but|tbh) )*(?:i'?m |im |i am |we'?re )?(?:not|no longer) (?:bothering|carrying on|going ahead|continuing|doing)(?: with)? {OBJECT} (?:any ?more|any longer|now|again){TAIL}"),
    (Act.DROP, r"^(?:(?:ok|no|so|well|sorry|actually) )*(?:i'?m |im |i am )?not (?:doing )?(?P<object>\w+ing [\w'’]+)\b.*\b(?:take|get|cross|drop|bin|strike) (?:it|that|this)(?: one)?(?: off| out)?(?: (?:the|my) list)?[ .!]*$"),
    (Act.DROP, rf"{LEAD}(?:.{{3,30}} )?(?:i )?(?:do not|don'?t|dont|no longer) (?:want|need) any (?:of (?:my|the|these) )?(?P<object>goals){OFTEN_SAID}{TAIL}"),
    (Act.DROP, rf"{LEAD}(?:let|take|cross|give|strike|get|knock|chuck) {OBJECT} (?:go|off(?: (?:my|the|that) list| there| here)?|away|out|up)(?: my list)?{TAIL}"),
    (Act.DROP, rf"^(?:(?:ok|yes|no|so|well|sorry|i think|actually|and|but|tbh|yeah|you know what) )*(?:i'?ve |ive |i have |i'?m |im |i )?(?:gone off|going off|fed up (?:of|with)|sick of|not bothered (?:about|with)|bored (?:of|with)|over|through with|changed my mind (?:about|on)|had second thoughts (?:about|on)|had enough of|lost interest in|done trying with) {OBJECT}{OFTEN_SAID}{TAIL}"),
    (Act.DROP, rf"^(?:(?:ok|yes|no|so|well|sorry|i think|actually|and|but|tbh) )*(?:i )?(?:don'?t|dont|do not|no longer)(?: really)? (?:want|wanna|need|fancy|like)(?: to)?(?: be)?(?: do(?:ing)?| have| keep| be)? ?{OBJECT}{OFTEN_SAID}{TAIL}"),
)
COMPILED = tuple((act, re.compile(way)) for act, way in WAYS)
MONTH_DAY = r"january|february|march|april|may|june|july|august|september|october|november|december|mon|tues?|wed|thurs?|fri|sat|sun|\w*days?"
AGAIN = re.compile(r"\b(?:again|back|resume|re ?start|un ?pause|(?:another|a fresh|a new) (?:go|try|crack|shot|bash|stab)|reopen|carry on)\b|(?:n'?t|\bnot|\baint)(?: \w+)? (?:done|finished|over|complete)\b")
PROGRESS = re.compile(
    r"^(?:(?:ok|so|and|but|hi|do you think|d'?you think) )*am i (?:getting|doing|making|any|on|coming|moving)\b(?=.*\b(?:better|anywhere|progress|ok|okay|all ?right|well|track|further|forward|on|it|this)\b)(?: (?:any|better|anywhere|progress|ok|okay|all ?right|well|track|further|forward|good|on|along|at|with|this|it|them|all|that|my|the|goals?|much|really|yet|though|so|far|\w+ing))*[ .!?]*$|"
    r"^(?:(?:ok|so|and|hi|hello|hey|well|um|can you|could you|please|can i|could i|let me|i want to|i'?d like to|tell me|show me|see) )*how(?:'?s|'?ve| is| am| are| have| has| did)? ?"
    r"(?=.*\b(?:i|i'?m|im|i'?ve|ive|my goals?|the goals?|my (?:\w+ )?goal|my progress)\b)(?:(?:i'?ve|ive|i'?m|im|i|am i|have i|did i|it|it'?s|things|everything|my (?:\w+ )?goals?|the (?:\w+ )?goals?|are|is) ?)+"
    r"(?:been )?(?:doing|do|did|done|going|gone|go|getting on|got on|get on|getting along|been|coming along|coming on|come along|come|far)(?: (?:ok|so far|far|lately|recently|this (?:week|month)|overall|then|now|today|along|with (?:it|them|things|everything|this|all this|my \w+|the \w+|that|swimming)|on (?:it|them|my goals?)|have i come))*[ .!?]*$")
LISTED = re.compile(
    r"^(?:(?:ok|so|and|hi|hello|sorry|wait|remind me|tell me|i forgot|i forget|can you tell me) )*(?:what|which)(?:'?s)?(?: goals?| things?| one| ones)? ?(?:was|am|were|did|have|do|had|is) (?:i|we|it i)(?: that i)?(?: was)? ?(?:meant|supposed|going to|trying|working on|aiming|say (?:i'?d|id|i would) do|said (?:i'?d|id)|agree to|planning|down to do|got (?:down|on)|have down|set(?: myself)?|pick|chose|choose)\b.*$")

OF_OTHERS = re.compile(r"\b(?:says?|said|told|tells?|reckons?|thinks|(?:when|if) (?:people|they|he|she))\b", re.I)  # what others want of it
VOCATIVE = re.compile(r"^(?:(?:yo|hey|oi|hi|hiya|alright|right|look|listen|on reflection|having thought about it|thinking about it|honestly|bruv|bro|mate),? )+", re.I)
CLAUSES = re.compile(r"[,;.!?]+ *|\b(?:because|cos|coz)\b|(?<=\w) (?=(?:its|it's|that's|thats|she's|shes|he's|hes|i'm|im|i don't|i dont|they)\b)", re.I)
FOR_GOOD = re.compile(r"\b(?:(?:it'?s|its|is|all) over|over it|for good|never again|no more|had enough|(?:can'?t|cant|cannot) (?:stand|be (?:bothered|arsed|doing))|sick of|fed up|hate it|not for me|(?:don'?t|dont) want (?:it|to)|no longer)\b")


def goal_acts(text: str) -> list[GoalAct]:
    """The readings of a message as something wanted of a goal, the plainest first: of all of it, or else of its clauses. Whoever is done
    with something for good ("done with swimming its over") wants it off, and has not reached it."""
    found = _acts(text)
    if FOR_GOOD.search(plain(text)):
        return [replace(act, act=Act.DROP) if act.act is Act.FINISH else act for act in dict.fromkeys((*found, *_acts(FOR_GOOD.sub(" ", plain(text))), *_clause_acts(text)))]
    return found or _clause_acts(text)


def _clause_acts(text: str) -> list[GoalAct]:
    parts = [part for part in CLAUSES.split(text.replace("’", "'")) if part and len(part.split()) > 1]
    if any(OF_OTHERS.search(part) for part in parts):
        return []
    return [act for part in parts for act in _acts(VOCATIVE.sub("", part)) if act.act is not Act.DID and not act.bare]


def _acts(text: str) -> list[GoalAct]:
    written = " ".join(text.replace("’", "'").split())
    said = re.sub(r"[,;:]+(?= )|[.!?]+$", "", plain(text))
    if not said or len(said.split()) > LONGEST:
        return []
    found = []
    for act, way in COMPILED:
        match = way.search(said)
        if match is None or act is Act.RESUME and not AGAIN.search(said):
            continue
        groups = match.groupdict()
        to = (groups.get("to") or "").strip() or None
        rating = _number(groups.get("number"))
        if "bare" in groups and re.search(rf"\d|\b(?:out of|is|a|give|rate|put|make|score|mark)\b|\b(?:goal|number|no|one|at|on|around|about|only|just|say|it|i|{MONTH_DAY})$|^(?:the|a|my|at|on|it|i'?m|im|number)\b", groups["object"]):
            continue
        if act is Act.RATE and (rating is None or "ten" in groups and not (groups["ten"] or groups["article"] or groups["link"] and re.search(r"\b(?:goals?|ones?)\b", groups["object"]))):
            continue
        to = as_said(written.rstrip(" .!?"), to) if to else None
        found.append(GoalAct(act, (groups.get("object") or (to if act is Act.CHANGE and to and "object" not in groups else "") or "").strip(), to, rating, bare="bare" in groups))
    return found


def asks_progress(text: str) -> bool:
    """Whether somebody wants to know how it has gone so far ("how am i doing")."""
    return PROGRESS.match(plain(text)) is not None


def asks_goals(text: str) -> bool:
    """Whether somebody wants to hear what their goals are ("what was i meant to be doing again")."""
    return LISTED.match(plain(text)) is not None


def _number(said: str | None) -> int | None:
    if said is None:
        return None
    number = NUMBERS.get(said, int(said) if said.isdigit() else -1)
    return number if 0 <= number <= HIGHEST else None
