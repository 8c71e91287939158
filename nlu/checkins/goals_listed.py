"""Several goals said in one message ("my goals are to learn guitar and walk more"), and a goal that was not what they said."""

import re

from nlu.checkins.goal_written import goal_written
from nlu.checkins.planned import is_deed
from nlu.checkins.speaking import plain

LEAD = r"(?:(?:well|ok|okay|right|so|yeah|yes|um+|er+|actually|and|i think|please|pls|hi|hello|no)[, ]+)*"
MANY = r"(?:(?:two|three|2|3|both|a couple of|a few|these|some|more than one|my)(?: (?:of|my|new|different|other|more|little|small))* )"
WAYS = tuple(re.compile(way, re.I | re.S) for way in (
    rf"{LEAD}(?:my |the |these )?(?:(?:two|three|2|3|new|main|other) )*goals(?: for (?:this|next|the) \w+| at the moment| right now| please)?(?: are| is| would be| will be|[ ]?[:=-])+ *(?P<goals>.+)",
    rf"{LEAD}(?:(?:can|could|may) (?:i|we) (?:have|set|do|make)|i(?:'?d| would)? ?(?:want|like|need|have|wanna)(?: to (?:have|set|make))?|i'?ve got|ive got|set|make|add|put) {MANY}goals?(?: please| pls| down)?(?:[,:.;-]+ *| (?=\d[.)]|to |they |one |which |which's |about ))(?:they(?:'re| are) |which are |one is |that is )?(?P<goals>.+)",
    rf"{LEAD}(?:i(?:'?d| would)? ?(?:want|like|wanna)(?: to)?|(?:can|could) (?:i|you|we) (?:have|put|make)|put|make|have) (?P<goals>.+?) (?:as|for|down as)(?: (?:my|two|the|2))* goals(?: please| pls)?",
    rf"{LEAD}(?:(?:my|the) )?(?:one|first|1st|main)(?: of my)? goals? (?:is|would be|will be) (?P<goals>.+?)(?:,| and|;)+ (?:(?:the|my|another) ?)*(?:other|second|2nd|next|another|one)?(?: one| goal)? (?:is|would be|will be) (?P<more>.+)"))
BETWEEN = re.compile(r"\s*(?:\n|;|(?:^|[,.]? )\(?\d[.)]|,? (?:and|plus|&|also)(?: also| then)?\b|,)\s*(?=\w)", re.I)
INTO = re.compile(r"^(?:(?:to|i(?:'?d| would)? (?:want|like) to|i want|one (?:is|to)|the other (?:is|to)|another (?:is|to)|also|and|number (?:one|two)|first|second)[ :]+)+", re.I)
MOST = 3


def goals_listed(text: str) -> tuple[str, ...]:
    """The goals of a message that states two or three of them, in the person's words; none for any other message. A part that is
    nothing to do by itself belongs to the one before it: "see my mum and dad more" is one."""
    said = next((match for way in WAYS if (match := way.fullmatch(" ".join(text.replace("’", "'").split(" ")).strip().rstrip(".!")))), None)
    if said is None or "?" in text:
        return ()
    goals: list[str] = []
    last = 0
    whole = said["goals"] + (f"; {said['more']}" if said.groupdict().get("more") else "")
    cuts = [(found.start(), found.end()) for found in BETWEEN.finditer(whole)] + [(len(whole), len(whole))]
    joint = ""
    for start, end in cuts:
        part = whole[last:start].strip(" ,.;")
        if part and (not goals or _is_goal(INTO.sub("", part)) and _is_goal(goals[-1])):
            goals.append(INTO.sub("", part).strip())
        elif part:
            goals[-1] += joint + part
        joint, last = whole[start:end], end
    return tuple(goals) if 2 <= len(goals) <= MOST and all(_is_goal(goal) for goal in goals) else ()


def _is_goal(part: str) -> bool:
    return len(part.split()) > 1 and (is_deed(part) or goal_written(part) is not None or re.match(r"\w+ing\b", part) is not None)


END = r"(?: (?:please|pls|actually|sorry|mate|thanks|ta))*[ .!]*"
DENIED = (
    r"(?:(?:no+|nah|nope|oi|hang on|wait|sorry|actually|but|hey|um|well)[ ,.!]+)*"
    r"(?:(?:that'?s|that is|it'?s|this is|that was|that)(?: so)? (?:not|wrong|isn'?t|wasn'?t|ain'?t)(?: (?:right|true|what i (?:said|wanted|put|asked for|told you|meant|typed)|(?:my|the) goal|what my goal (?:is|was)|how i said it))?(?: (?:my goal (?:was|is)|was my goal|for my goal|as my goal))?(?: at all)?"
    r"|(?:you(?:'?ve| have)? )?(?:got|put|wrote|written|heard|have|saved) (?:my|the|that) goal(?: down)? wrong|(?:my|the) goal(?:'s| is) (?:wrong|not right)|i (?:didn'?t|never|did not) (?:say|said|mean|put) (?:that|guitar|it)|wrong(?: goal| one)?)")
SAYS = r"(?:it'?s|it is|it was|it should (?:be|say)|should be|(?:my|the) goal (?:is|was|should be)|i said|i meant|i put|i want(?:ed)?|i asked for|meant to be)"
MISHEARD = tuple((re.compile(way, re.I), outright) for way, outright in (
    (rf"{DENIED}[ ,.;:!-]+(?:(?:and|so|but|cos|because) )?{SAYS}(?: meant)? (?:to )?(?P<new>.+?)(?:,? (?:and )?not (?P<old>[\w' ]+?))?{END}", True),
    (rf"(?:(?:no+|nah|nope|oi|hang on|wait|sorry)[ ,.!]+)+(?:my|the) goal (?:is|was|should be) (?:to )?(?P<new>.+?)(?:,? (?:and )?not (?P<old>[\w' ]+?))?{END}", False),
    (rf"(?:my|the) goal (?:is|was|should be) (?:to )?(?P<new>.+?),? (?:and )?not (?P<old>[\w' ]+?){END}", False),
    (rf"(?:(?:no+|nah|nope|oi|hang on|wait|sorry)[ ,.!]+)+i (?:said|meant|put|typed) (?:to )?(?P<new>.+?)(?:,? (?:and )?not (?P<old>[\w' ]+?))?{END}", False)))
OF_A_GOAL = re.compile(r"\bgoals?\b", re.I)


def goal_misheard(text: str) -> tuple[str, str | None, bool] | None:
    """The right words of a goal, the wrong ones where they are said, and whether it is said outright that a goal is meant. None for any other words."""
    written = " ".join(text.replace("’", "'").split())
    for way, outright in MISHEARD:
        if (found := way.fullmatch(written)) and plain(found["new"]) not in ("it", "that", "this", "wrong", "right"):
            return found["new"].strip(" ,."), found["old"], outright and OF_A_GOAL.search(text) is not None
    return None
