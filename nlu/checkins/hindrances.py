"""Words for what may stand in somebody's way: fear, the weather, money, tiredness, other people."""

import re

KNOWS_NOT = r"(?:(?:don'?t|dont|do not|never|didn'?t|didnt|wouldn'?t)(?: really| even| always| quite)? know|(?:not|never|wasn'?t)(?: really| even| quite)? sure|dunno|idk|no idea|no clue)"
WHAT_TO = r"(?:what|how|where|who)(?: (?:i'?d|id|i|i'?m|im|to|should|would|could|can|am|supposed|meant|on earth|even))*"
THERE = r"(?:when|once|if|to (?:her|him|them|people|everyone|anyone|anybody|the|my|a|strangers|[A-Z]\w+)|with (?:her|him|them|people|everyone|anyone|my|the|myself)|in (?:a|the|there)|at (?:a|the)|there\b(?! (?:is|are)))"
AT_A_LOSS = rf"{KNOWS_NOT} {WHAT_TO} (?:(?:say|do|ask|talk|speak|act|be|go|tell|wear)(?: (?:about|or do|or say))? {THERE}|(?:talk|speak|chat) to|behave|act\b|introduce|fit in|get there|join in|wear|sit\b)"  # "dont know what to say to people"
FEARS = (
    rf"{AT_A_LOSS}|"
    r"scared|afraid|frightened|terrified|anxious|anxiety|nervous|nerves|worried|worry|panic\w*|embarrass\w*|ashamed|shy|stress\w*|too many|too (?:cold|hot|far|dear|expensive|tired|busy|much|hard|low|anxious|scared|ill|dark|wet|early|late|long|noisy|crowded|weak|old)|"
    r"(?:can'?t|cant|cannot|couldn'?t|won'?t be able to) (?:afford|face|cope|get|go|leave|drive|walk|sleep|stand|do)|(?:no|not (?:got )?(?:enough|any)|haven'?t (?:got )?(?:the|any|enough)|don'?t have (?:the|any|enough)|lack of|short of|out of) (?:money|cash|time|energy|bus|buses|car|lift|one|body|confidence|motivation|transport|childcare|credit|data|signal|kit|clothes)|"
    r"skint|broke|knackered|exhausted|ill|poorly|sick|in pain|pain|hurts?|bad (?:back|knee|knees|leg|legs|hip|day|days|night|mood|weather)|raining|rains|snow\w*|weather|voices|meds|medication|tablets|hungover|oversleep|sleep in|forget|bottle it|chicken out|back out|lose my nerve|put me off|puts me off|people (?:looking|staring|watching|judging|laughing|talking)|(?:being |get(?:ting)? )?(?:stared|looked|laughed) at|being (?:seen|watched|judged|tired|alone|late|recognised|stared)|what (?:people|they|everyone)(?:'ll| will| might|d)? (?:all )?think|changing rooms?|queues?|cancel\w*|crowds?|crowded|people staring|let me down")
IN_THE_WAY = re.compile(rf"\b(?:{FEARS})\b", re.I)
OUTSIDE = re.compile(
    r"(?:(?:because|cos|coz|well|no|nobody|just|but|oh|tbh|sorry) )*(?:(?:it|that|this|there|the \w+)(?:'s| is| was| gets|s)? |its |it's )?(?:a bit |way |far |just |bit |really |so |always )*"
    r"(?:too (?:cold|hot|far|dear|expensive|dark|wet|early|late|long|noisy|loud|crowded|busy|icy|windy|steep)|freezing(?: cold)?|raining|pouring(?: down)?|snowing|icy|packed|shut|closed|no bus(?:es)?|out there)(?: (?:there|out|outside|for me|now|today|tbh|really|in there|at the moment))*[ .!]*", re.I)


def is_at_a_loss(text: str) -> bool:
    """Whether they don't know how to go about it with others or once there: in the way, and no question to us."""
    return re.search(rf"\b{AT_A_LOSS}", text, re.I) is not None


def is_outside(text: str) -> bool:
    """Whether all that is said is how it is out there ("its too cold"): that is nobody's mood."""
    return OUTSIDE.fullmatch(" ".join(text.replace("’", "'").split())) is not None
