"""What an answer given while a goal is planned is: a deed, a time or place, something in the way, a plan, a number, or no answer.

People answer the question that is in their head, and not always the one that was asked: "tomorrow" to what may get in the way, "send
her a text" to when. And "yes", "not sure" or "?" say that the question was no help. The words decide, whatever the model takes them for.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from nlu.checkins.hindrances import IN_THE_WAY, is_at_a_loss
from nlu.checkins.speaking import plain
from nlu.checkins.reply import read_rating
from nlu.checkins.spelling import written_out
from nlu.checkins.whenabouts import BY_ITSELF, Piece, is_only, pieces_of

FILLERS = r"(?:that'?s the (?:problem|thing|trouble|question|hard bit)|the (?:problem|thing|trouble) is|wouldn'?t know|um+|er+m*|hm+|oh|well|ok|okay|so|and|but|sorry|tbh|honestly|really|just|now|yet|at all|that|this|it|there|here|please|pls|thanks|thank you|ta|mate|love|dear|then|i guess|i suppose|i think|lol|x|right|for that|to that|to be honest|atm|at the moment|if i'?m honest|off the top of my head)"
YES_NO = r"(?:(?:it'?s|its|that'?s) (?:fine|ok|okay|alright|all right|cool|grand)|not yet|yes|yeah|yep|yup|yh|ye|aye|y|sure|of course|no|nah|nope|naw|n|maybe|possibly|perhaps|probably|either|both|fine|alright|all right|cool|great|good|course|definitely|why not|sounds good|i could|i can|i will|i'?ll try|i do|i would|whatever|anything|any|whenever|wherever|something|dunno|idk|dk|never(?: at this rate| ever| probably| likely)*|(?:god|lord|heaven|who|fuck|goodness)(?:s| only)? knows?|hard to say|depends|it depends|good question|tricky(?: one)?|hard(?: one)?|same|go on|do it|agreed)"
KNOWS_NOT = (
    r"(?:i )?(?:really |honestly |just )?(?:do not|don'?t|dont|dnt|cannot|can'?t|cant|couldn'?t|could not|haven'?t|havent|have not|am not|'?m not|not|never|no) ?(?:really |quite |too |so |even |yet )?"
    r"(?:know|no|sure|certain|say|tell|think(?: of| that far)?|thought(?: of| about| that far)?|decided|got|understand|get|follow|clue|idea|ideas|any idea|a clue|the foggiest|come up with)(?: (?:of|about|what|how|when|where|which|who|the|to|i|i'?d|you|u|mean|put|say|do|write|could|would|should|start|question|anything|any|one|that|it|this|yet|off|really|exactly|for|with|a|small|step|or|will|can|might|be|is|are|want|ideas?|much|far|answer|thing|things|in|get|way))*")
NOTHING_TO_DO = r"(?:there(?:'?s| is) )?(?:nothing|not (?:much|a lot|anything)|nowt|sod all|naff all|no way|can'?t see (?:anything|what)|don'?t see what)(?: (?:much|really|else))* (?:that )?(?:i|we|you|one|anyone|anybody|they) (?:can|could|cud)(?: really| even)* do(?: (?:about|with|for) (?:it|that|this))?(?:,? (?:is there|really|though|tho|sadly|then|either))*"
ASKING = (
    r"(?:\?+|(?:what|wot|how|like|such as|eg|e\.g\.?|meaning|huh|eh|which|why|explain|help|help me|example|examples?|an example|for example|for instance|go on then|you tell me|you choose|you pick|up to you|you decide|any ideas|ideas|suggestions|suggest something|give me an? (?:example|idea|hint|clue|suggestion)|"
    r"(?:what|how)(?:'?s| do| does| did| is| are| should| would| could| can)?(?: (?:you|u|i|that|it|this|kind|sort|small|a|the|mean|like|step|of|thing|things|question|first|do|put|say|write|by|counts?|supposed|meant|to|examples?|be|there|for|when|where|plan|way|asking|want|talking|about|on))*|(?:can|could|will|would) (?:you|u|i) (?:please )?(?:help|explain|(?:give|suggest|tell|show|have|get)(?: me)? (?:some|any|a few|an|a|one)? ?(?:other )?(?:ideas?|examples?|suggestions?|hints?|tips?|help|clues?))(?: please)?|i (?:need|want) (?:help|an example)(?: with (?:it|that|this))?|(?:i'?m )?(?:stuck|lost|confused|blank|my mind'?s gone blank|mind blank)) ?\?*)")
UNHELPFUL = re.compile(rf"(?:(?:{FILLERS}|{YES_NO}|{KNOWS_NOT}|{NOTHING_TO_DO}|{ASKING})[\s,.!?…-]*)+", re.I)
NO_IDEA = re.compile(r"(?:(?:um+|well|oh|sorry|honestly|tbh|i(?:'?ve| have)?|have|got)[ ,.]+)*(?:no idea|not a clue|no clue|haven'?t a clue|dunno|idk)\b(?!.*\b(?:but|maybe|perhaps|could|might|unless|i'?ll|guess|suppose|probably)\b)", re.I)
NONE = re.compile(
    rf"(?:(?:{FILLERS}|no|nah|nope|nothing|none|nowt|nada|nobody|not (?:really|much|a thing|that i (?:can )?(?:know|think)(?: of)?)|(?:i )?(?:can'?t|cant|cannot|don'?t|dont) (?:think|see) (?:of )?(?:anything|owt|any|one|nothing)(?: (?:stopping|to stop|that (?:would|could|might) stop|in) (?:me|it|the way))?|nothing (?:i can think of|comes to mind|major|much|much really|should|will|at all|that i know of|springs to mind)|i(?:'?m| am) (?:good|fine|ok|sorted)|it(?:'?ll| will) be (?:fine|ok|easy)|all good|(?:it |i |we |that )?(?:should|ought to|'?ll|will|'?d|would) be (?:fine|ok|okay|good|alright|all right|grand|sound|easy|doable|fine by me)(?: i (?:think|reckon|guess|hope))?)[\s,.!…-]*)+", re.I)
NO_SAID = re.compile(r"\b(?:no|nah|nope|nothing|none|nowt|nada|nobody|not|think|see|fine|good|sorted|easy)\b", re.I)
ASKS = re.compile(r"\?|\b(?:what|wot|mean|examples?|help|explain|suggest\w*|how|ideas|like|understand|follow|eh|huh|stuck|lost|confused|say)\b", re.I)
LEAVES = re.compile(
    rf"(?:(?:{FILLERS}|can we|can i|could we|let'?s|lets|i want to|i wanna|i'?d|i would|i'?d rather|i'?ll|no|nah|actually|wait)[\s,.!-]*)*(?:skip|pass|next|leave me (?:alone|be)(?: about (?:it|that|this))?|(?:none|not any) of your (?:\w+ )?business|mind your own(?: business)?|(?:what'?s|whats) it to you|(?:stop|quit) (?:nagging|going on|banging on)(?: (?:at )?me)?(?: about (?:it|that|this))?|leave (?:it|this|that)(?: one)?|forget (?:it|that|this)|never ?mind(?: (?:that|it))?|nvm|(?:it )?doesn'?t matter|doesnt matter|(?:don'?t|dont) (?:bother|worry)(?: about (?:it|that))?|move on|rather not(?: say)?|not (?:say|answer)ing|prefer not to(?: say)?|don'?t (?:want|wanna) (?:to )?(?:say|answer|do this(?: bit| one)?)|dont (?:want|wanna) (?:to )?(?:say|answer|do this)|another time|come back to (?:it|that|this))(?:[\s,.!-]*{FILLERS})*[\s,.!]*", re.I)
GIVES_UP = re.compile(
    rf"(?:(?:{FILLERS}|no|nah|actually|wait|you know what|let'?s|lets|can (?:you|we)|could (?:you|we)|i want to|i wanna)[\s,.!-]*)*"
    r"(?:(?:bin|scrap|drop|ditch|delete|cancel|chuck|scratch|sack|sod|get rid of|take off|abandon|take(?= (?:it|that|this) off))(?: (?:it|that|this|the (?:whole )?(?:thing|goal|plan|idea)|that (?:one|goal|idea)|this (?:one|goal|idea)|my goal|all of (?:it|that)))(?: (?:off|out|away|all))?|"
    r"(?:changed my mind|i(?:'?ve| have) changed my mind)(?: about (?:it|that|this|the goal|the whole thing))?|(?:i )?(?:don'?t|dont|do not) (?:want|wanna)(?: to)? do (?:it|that|this)(?: goal)?(?: any ?more| at all| after all)|(?:i )?(?:don'?t|dont|do not) want (?:it|that|this|a|the|this|that|any)? ?(?:goal )?(?:any ?more|after all)|(?:i )?(?:don'?t|dont|do not) want (?:a|the|this|that|any) goal)"
    rf"(?:[\s,.!-]*(?:{FILLERS}|after all|altogether|instead|completely))*[\s,.!]*", re.I)
STOPS = re.compile(
    r"^(?:(?:ok|okay|right|sorry|i|i'?m|im|i am|i'?ve|ive|have|need|got|gotta|gonna|going|want|wanna|to|think|we|let'?s|lets|please|can|well|that'?s|thats|it'?s|just|really|got to|have to)(?: ?,)? ?)*(?:stop(?: (?:now|it|this|here|please|asking|talking|for now|for today|there))*|enough(?: (?:now|of this|for (?:now|today)))?|quit|bye+|bye bye|goodbye|good ?night|night night|nighty? ?night|see (?:you|ya|u)(?: \w+)?|cheerio|ta ?ra|ttyl|later(?:s| on)?|gtg|go(?: now)?|not now|leave it (?:there|for now|for today|here)|finish(?: (?:now|here|there))?|pause|a break|done(?: (?:for today|now|for now|talking))?|had enough|cba|talk (?:later|soon|tomorrow)|speak (?:later|soon|tomorrow))(?:,? (?:please|pls|thanks|thank you|ta|now|for now|today|for today|mate|love|x|then|bye|sorry))*[ .!]*$", re.I)
LEAD_IN = r"(?:(?:um+|er+m?|oh|well|ok|so|maybe|perhaps|probably|possibly|just|yeah|yes|no|like|first|firstly|i|we|i'?d|i'?ll|id|ill|i'?m|im|could|can|might|would|should|will|shall|try(?:ing)? (?:to|and)|start by|start with|have to|need to|want to|going to|gonna|think|suppose|guess|reckon|thinking of|to|about|how about|what about|i could always|just a|if i|say)[, ]+)*"
VERB = (
    r"(?:ring|call|phone|text|message|msg|email|ask|tell|go|walk|look|find|write|book|join|try|cook|meet|see|visit|buy|get|make|do|start|send|speak|talk|chat|put|take|read|pack|plan|clean|sort|pop|knock|invite|play|swim|run|cycle|draw|paint|sign|check|google|search|download|watch|"
    r"listen|sit|use|bring|borrow|save|practi[sc]e|learn|drop|order|set|choose|pick|wear|move|dig|charge|print|fill|open|wash|iron|lay|count|stand|say|wave|smile|reply|post|research|dress|shower|eat|drink|wake|set|apply|register|enquire|inquire|arrange|organi[sz]e|decide|share|show|message|contact|drop|step|stretch|breathe|hoover|tidy|bake|grab|collect|return|renew|enrol|enroll|test|ride|drive|catch|wrap|hop|jump|nip|pay|give|hold|turn|cancel|postpone|delay|distract|remind|rest|close|shut|hide|light|cut|fix|mend|visit|chill|relax)")
ING = re.compile(rf"{LEAD_IN}(?:{VERB[3:-1]}|walk|swim|run|sit|get|put|plan|set|pack|ask|ring|call)\w{{0,2}}ing\b", re.I)
I_WILL = re.compile(rf"\bill(?= (?:just |probably |maybe |try and |try to )?{VERB}\b)", re.I)  # "ill ring carol" is nobody's illness
DEED = re.compile(rf"{LEAD_IN}{VERB}\b(?! (?:ing|s)\b)", re.I)
GOING = re.compile(rf"{LEAD_IN}(?:go|walk|meet|see|do|sit|run|swim|cycle|drive|play|stay|start|join|visit|try|come|ride|set|wait|watch|save|nip|pop|jump|hop|chat|talk)\b", re.I)
SENDING = re.compile(rf"{LEAD_IN}(?:ring|call|phone|text|message|email|ask|tell|send|write|buy|pack|book|look (?:up|for|at|online)|find out|google|sign up|join|speak to|talk to|search|check|dig out|get my|order|download|practi[sc]e|invite)\b", re.I)
OF_THE_TALK = re.compile(r"\b(?:maps?|goals?|data|why|you|u|your|again|over|question|this chat|bot|robot|human)\b", re.I)
STATES = re.compile(r"^(?:(?:um+|well|oh|maybe|probably|just|because|cos|if) )*(?:it'?s|its|it is|i'?m|im|i am|i get|i have|i'?ve got|ive got|i feel|i don'?t|i dont|i can'?t|i cant|i might|i'?d|id|i'?ll|ill|there'?s|theres|my|the|no|not|too|what if)\b", re.I)
IF_THEN = re.compile(
    r"^(?:(?:um+|well|ok|so|and|maybe|probably|yeah|yes|no) )*(?:if|when|in case|whenever) (?P<first>.+?)(?:, ?then|,| then) (?:(?:i|we)(?:'?ll|'?d| could| will| would| can| might|'?m going to| am going to| shall)?(?= ) )?(?P<then>.+)$|"
    r"^(?:(?:um+|well|ok|so|and|maybe|probably|yeah|yes|no) )*(?:if|when|in case|whenever) (?P<first2>.+?) (?:i|we)(?:'ll|'?d| could| will| would| can| might|'?m going to| am going to| shall) (?P<then2>.+)$", re.I)
CANNOT = re.compile(r"(?:i |we )?(?:can'?t|cannot|cant|won'?t|wont|couldn'?t|couldnt|don'?t|dont|never|not|wouldn'?t)\b", re.I)  # "if mum's ill I can't go" is what is in the way, and no plan
CLOCK = {Piece.DAY, Piece.TIME, Piece.OFTEN}
PART_OF_DAY = re.compile(r"(?:in the |the |early |late )*(?:mornings?|afternoons?|evenings?|nights?|early|late)\W*", re.I)
WITHOUT = re.compile(r"^(?:(?:um+|well|oh|ok|maybe|probably|perhaps|just|prob|i think|i'?d say|id say|say|it'?ll be|it will be|let'?s say|yeah|yes|i (?:could|can|will|might|would)|i'?ll|ill|i'?d|id|go|do it|do that|try|it|that) )+", re.I)


class Said(StrEnum):
    """What an answer is by its words alone."""

    NO_HELP = "no help"  # yes, no, not sure, "what do you mean": the question needs an example
    NONE = "none"  # nothing in the way
    LEAVES = "leaves"  # they would rather not answer this one
    GIVES_UP = "gives up"  # they no longer want the goal
    STOPS = "stops"  # they want to end the talk
    WHEN = "when"
    STEP = "step"
    BARRIER = "barrier"
    PLAN = "plan"
    RATING = "rating"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Planned:
    """One answer. ``sorts``: all that it can plainly be, the plainest first, or OTHER alone; ``first`` and ``then`` of an if-then."""

    sorts: tuple[Said, ...]
    first: str | None = None
    then: str | None = None

    def may_be(self, *sorts: Said) -> bool:
        """Whether it is plainly one of these."""
        return any(sort in self.sorts for sort in sorts)


def read_planned(text: str, *, people: Iterable[str] = (), places: Iterable[str] = ()) -> Planned:
    """What an answer to a planning question plainly is. ``people`` and ``places``: labels on the map, known without "with" or "at"."""
    said = re.sub(r"\bd[' ]?y(?:ou|a)\b", "do you", " ".join(plain(text).split()))
    said = I_WILL.sub("i'll", said)
    if not any(letter.isalnum() for letter in said):
        return Planned((Said.NO_HELP,))
    if STOPS.match(said):
        return Planned((Said.STOPS,))
    if LEAVES.fullmatch(said):
        return Planned((Said.LEAVES,))
    if GIVES_UP.fullmatch(said):
        return Planned((Said.GIVES_UP,))
    unhelpful, none = (UNHELPFUL.fullmatch(said) or NO_IDEA.match(said)) is not None and not is_at_a_loss(said), NONE.fullmatch(said) is not None and NO_SAID.search(said) is not None
    if unhelpful or none:
        return Planned(tuple(sort for sort, is_so in ((Said.NONE, none), (Said.NO_HELP, True)) if is_so))
    if (way := IF_THEN.match(I_WILL.sub("i'll", " ".join(text.replace("’", "'").split())))) is not None and not CANNOT.match(way["then"] or way["then2"]):
        return Planned((Said.PLAN,), (way["first"] or way["first2"]).strip(" ,."), (way["then"] or way["then2"]).strip(" ,."))
    sorts = [Said.RATING] if read_rating(text, asked=True) is not None else []
    sorts += [Said.WHEN] if _only_when(said, people, places) else []
    hinders = IN_THE_WAY.search(said) is not None
    deed = (DEED.match(said) or ING.match(said)) is not None
    if deed and not (hinders and STATES.match(said)):
        sorts.append(Said.STEP)
    elif hinders and "?" not in said:
        sorts.append(Said.BARRIER)
    return Planned(tuple(sorts) or (Said.OTHER,))


def asks_help(text: str) -> bool:
    """Whether, of words that answer nothing, these ask what is meant: not only "yes" or "dunno"."""
    return ASKS.search(text) is not None


def without_hedge(text: str) -> str:
    """A deed without "i suppose i could" and "maybe just" before it; other words stay as they are."""
    said = " ".join(text.split()).rstrip("? ")
    bare = re.sub(rf"^{LEAD_IN}", "", said, flags=re.I)
    return bare if bare and (DEED.match(bare) or ING.match(bare)) else said


def sends(text: str) -> bool:
    """Whether it is a deed that can be nothing but a step: "send her a text", and not "go too far"."""
    return SENDING.match(" ".join(plain(text).split())) is not None


def is_deed(text: str) -> bool:
    """Whether the words are something to do: "learn guitar", "i could ring her", "swimming with Dev"."""
    said = I_WILL.sub("i'll", " ".join(plain(text).split()))
    return STOPS.match(said) is None and (DEED.match(said) or ING.match(said)) is not None


def has_time(text: str) -> bool:
    """Whether a day, a time, a place or company is said in it, besides a deed."""
    return any(span.piece in CLOCK or span.core > span.start or BY_ITSELF.match(written_out(text)[span.start:]) for span in pieces_of(written_out(text)))


def leads_with_time(text: str) -> bool:
    """Whether a day or a time comes first and a place, company or another time after it, whatever else is said: "a tuesday after my tablets, with Dev"."""
    bare = WITHOUT.sub("", written_out(text))
    spans = pieces_of(bare)
    return len(spans) > 1 and spans[0].start == 0 and spans[0].piece in CLOCK


def acts(text: str) -> bool:
    """Whether it is a deed that more is done in than going there: "get the bus to the pool", and not "go with Dev"."""
    said = I_WILL.sub("i'll", " ".join(plain(text).split()))
    return DEED.match(said) is not None and GOING.match(said) is None


def clock_words(text: str) -> str:
    """The day and the time said in a deed ("at 6 on friday"), in the person's words; empty where there is none."""
    said = " ".join(text.split())
    found = [said[span.start:span.end] for span in pieces_of(said) if span.piece in CLOCK]
    return " ".join(found).strip(" ,.")


def is_part_of_day(text: str) -> bool:
    """"Mornings" and no more: when, or what is hard, but nothing to do."""
    return PART_OF_DAY.fullmatch(" ".join(plain(text).split())) is not None


def is_aside(text: str) -> bool:
    """Whether it may be about the talk itself, so that what the model takes it for counts."""
    return OF_THE_TALK.search(text) is not None or "?" in text


def _only_when(said: str, people: Iterable[str], places: Iterable[str]) -> bool:
    bare = WITHOUT.sub("", written_out(said))
    if PART_OF_DAY.fullmatch(bare):
        return False  # "mornings" may be when, or what is hard
    spans = pieces_of(bare, people=people, places=places)
    led = any(span.piece in CLOCK or span.core > span.start or BY_ITSELF.match(bare[span.start:span.end]) for span in spans)
    return bool(spans) and led and is_only(bare, spans)
