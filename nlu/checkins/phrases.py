"""A wish about check-ins as a row of phrases: days, times, how often, how long, what is turned down, what is asked for, and other words.

Each clause of a message becomes such a row, in order; ``wanting.py`` puts the rows together. A phrase that nothing here knows is a WORD,
and a clause with those in it says more than when to be asked: it is a reason, or talk about a life.
"""

import re
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Any

from nlu.checkins import times
from nlu.checkins.stretches import stretch_words


class Sort(StrEnum):
    """What a phrase says."""

    DAYS = "days"  # value: weekdays
    AT = "at"  # value: a time of day; loose where it is a number alone
    EDGE = "edge"  # value: (before or after, time of day)
    OFTEN = "often"  # value: (times a week, every so many weeks)
    STRETCH = "stretch"  # value: its words
    NOT = "not"
    EXCEPT = "except"
    THAN = "than"  # "rather than", "instead of": what follows is turned down, what stands before is not
    ONLY = "only"
    ALSO = "also"
    ASK = "ask"  # a request to us
    GOOD = "good"
    BAD = "bad"  # turned down by itself: "no good"
    IS = "is"
    SHIFT = "shift"  # value: hours later, less than 0 earlier
    CHANGE = "change"  # value: 1 more often, -1 less often
    OTHER_DAY = "other day"
    AWAY = "away"  # a reason to leave it for a while, and no request
    REST = "rest"  # leave it, skip, back off
    START = "start"  # begin again
    END = "end"  # no more of it at all
    FILL = "fill"
    WORD = "word"


EXPRESSIONS = (Sort.DAYS, Sort.AT, Sort.EDGE, Sort.OFTEN)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase, its words and what it stands for."""

    sort: Sort
    words: str
    value: Any = None
    loose: bool = False


ASK_US = r"(?:messag(?:e|es|ing)|text(?:s|ing)?|ask(?:ing)?|remind(?:ing)?|ping(?:ing)?|contact(?:ing)?|nudg(?:e|ing)|writ(?:e|ing)|prompt(?:ing)?|bother(?:ing)?|pester(?:ing)?|nag(?:ging)?|chas(?:e|ing)|check(?:ing)?(?: up)?(?: in)?(?: on| with)?|be in touch|get in touch|hear(?:ing)? from(?= you| me|$)|hassl(?:e|ing))"
THINGS = r"(?:check(?: |-)?ins?|check(?: |-)?ups?|messages?|texts?|reminders?|prompts?|notifications?|questions?)"
IT = rf"(?:it|this|that|them|these|those|mine|the (?:day|time|one|{THINGS})|your (?:{THINGS})|my (?:{THINGS})|us|me)"
DAY = "|".join(times.DAYS)
DAY_LIST = rf"(?:(?:next|this|every|each|any|a|the|on) )*(?:{DAY})\b(?:(?:,? and |,? or | ?& ?| ?\+ ?|, ?|/| )(?:(?:a|the|on|every|maybe|perhaps) )*(?:{DAY})\b)*(?: (?:mornings?|evenings?|nights?|afternoons?|lunch ?times?|tea ?times?)\b)?"
CLOCK = times.CLOCK.pattern
PART = r"(?:(?:in |at |of |the |an? |early |late |mid|any |around |about )*(?:mornings?|afternoons?|evenings?|nights?|noon|midday|midnight|lunch ?times?|dinner ?times?|tea ?times?|bed ?times?|breakfast(?: ?times?)?)\b|first thing(?: in the morning)?|last thing(?: at night)?)"
EVENT = r"(?:work|tea|dinner|lunch|breakfast|supper|school|the school run|bed(?: ?time)?|my (?:tea|dinner|lunch|breakfast|tablets|shift)|i(?:'?ve| have) (?:had|have) my (?:tea|dinner|lunch)|i (?:finish|get (?:in|home|up|back)|start|set off|go (?:to bed|out|in))|(?:i'?m |im )?(?:up|home|out of bed))"
UNIT = r"(?:day|week|month|fortnight)s?"
WAYS: tuple[tuple[Sort, str], ...] = (
    (Sort.EXCEPT, r"(?:any|every|all|whatever|whichever)(?: ?days?| other days?| ?time| of them)? ?(?:but|except(?: for)?|apart from|bar|other than)|except(?: for)?|apart from|but not|just not|anything but|(?:any|every|all|whatever|whichever)(?: ?days?| ?time)?(?: is)? (?:but|not)"),
    (Sort.CHANGE, r"(?:(?:a )?(?:bit|little|lot) )?more (?:often|frequently|regularly)|more than (?:once|twice|that)(?: (?:a|per|every) " + UNIT + r")?|double (?:it|that|them|up)|up (?:it|the number)|(?:(?:a )?(?:bit|little|lot) )?less (?:often|frequently|regularly)|(?:half|halve) (?:it|that|them|as (?:often|many|much))|not (?:so|as|that|quite so) (?:often|frequent\w*)|(?:way |far |a bit |bit )?too (?:often|many|much|frequent\w*)|(?:a )?bit (?:much|often)|overkill|(?:a bit )?over the top|excessive|fewer|cut (?:it )?(?:back|down)(?! to)|ease (?:off|up)|more of (?:it|them|those|these)|(?:a (?:bit|little|lot) )?more(?: from you)?(?: please)?$"),
    (Sort.SHIFT, rf"(?P<number>a bit|a little|bit|a touch|slightly|a lot|an|a|1|one|two|2|half an|a couple of|three|3)? ?(?P<unit>hours?|hrs?|minutes?|mins?)?(?P<half> and a half)? ?(?P<way>later on|later|earlier|sooner)(?: on)?(?: in the (?:day|evening|morning|afternoon))?(?! than)|(?P<not>not (?:so|too|as|that|quite so) |too |a bit too |way too |bit )(?P<way2>late|early)(?: on)?(?: (?:at night|in the (?:day|evening|morning)))?(?: for (?:me|us))?"),
    (Sort.THAN, r"(?:rather than|instead of|in place of|as opposed to|more than|better than|over|than)(?= )"),
    (Sort.STRETCH, "stretch"),
    (Sort.OFTEN, "often"),
    (Sort.ONLY, r"(?:only|just)(?= )(?!.{0,4}\bnot\b)|only|nothing else"),
    (Sort.OTHER_DAY, r"(?:another|a different|some other|any other|a better|one other) (?:day|time|night|evening|morning|afternoon)(?: of the week)?|(?:pick|choose|find|try) another(?: (?:day|one|time))?|(?:change|switch|move|swap) (?:the|my) (?:day|time)s?(?! to| from)|on a different day"),
    (Sort.NOT, rf"(?:i |we )?(?:can'?t|cannot|cant|couldn'?t|never) (?:do|manage|make)(?= (?:on |at |in )?(?:(?:a|the|any) )?(?:(?:{DAY})\b|week ?ends?|{PART}|\d))"),
    (Sort.FILL, r"in (?:the|a) (?=week |month )|(?:no )?wait|hang on|scratch that|never ?mind|nvm|all of (?:them|those|it)|do (?:us|me) a favou?r(?: and)?|how many times do i (?:have|need|got) to (?:tell|say)(?: (?:to )?you)?"),
    (Sort.ALSO, r"as well as|as well|aswell|too|also|add(?: on| in)?|plus|on top(?: of that)?|and also|not just|not only|in addition(?: to)?|extra|another"),
    (Sort.EDGE, "edge"),
    (Sort.AT, "range"),
    (Sort.DAYS, "days"),
    (Sort.AT, "at"),
    (Sort.END, rf"unsubscribe(?: me)?|opt (?:me )?out|take me off(?: (?:it|this|the list|your list|the (?:check ?-?ins|messages|texts)))?|sign me off|pack it (?:all )?in|knock it (?:on the head|off)|jog on|do one|(?:i'?ve )?had enough of (?:you|this|{THINGS})|(?:there(?:'s|s| is) )?no need(?: for you)? to (?:keep |be |bother )*(?:{ASK_US})(?: (?:me|us|any ?more|all the time|now))*$|(?:there(?:'s|s| is) )?no need for (?:(?:all|any|more|these|those|the|your|of) )*(?:{THINGS})|(?:you )?(?:do not|don'?t|dont|needn'?t|no longer) (?:need|have)? ?(?:to )?(?:keep |be |bother )*(?:{ASK_US})(?: (?:me|us))?(?: any ?more| now)$|i (?:can do without|do not need|don'?t need|no longer need|no longer want)(?: you)? (?:(?:any|more|these|those|the|your|all|to be|of) )*(?:{THINGS}|checking(?: up)?(?: on)?|to check(?: up)? on me)|stop (?:with )?(?:(?:all|these|those|your|the) )+(?:{THINGS})|stop (?:them|sending(?: me)?(?: (?:these|them|stuff|{THINGS}))?)|stop$|no more {ASK_US}(?: me| us)?|no more of (?:these|them|those|your {THINGS}|the {THINGS})|cancel (?:them|all of (?:it|them)|everything)"),
    (Sort.REST, rf"(?:do not|don'?t|dont|no need to) send(?: me)?(?: (?:anything|owt|any|more|them|these|{THINGS}))*|(?:sod|bugger|piss|fuck|eff|naff|clear|jog) (?:off|on)|(?<!to )go away|give(?: {IT})? (?:a miss|a rest|a break|a swerve|over)|give (?:it|me|this)(?= (?:about |maybe )?(?:a |another |the )?(?:couple|few|weeks?|fortnight|months?|bit|while|days?|(?:two|three|four|\d+) (?:weeks?|days?|months?))\b)|hold (?:your horses|fire|tight)|(?:skip|miss(?: out)?|leave(?: off| out)?|hold(?: off)?|lay off|back off|pause|(?:suspend|park|postpone|put off)(?= {IT})|stop(?! (?:{ASK_US})\b))(?: (?!this (?:week|month)){IT})?(?: (?:a miss|a rest|a break|be|alone|off|out|go|over|on hold|on ice))?(?= |$)|(?:i |we )?(?:really |just )?(?:have|take|need|want|give (?:me|us)|could do with|can i have)(?: (?:a|some|an))?(?: (?:little|bit of a|short|proper|long))? (?:rest|break|pause|time ?out|breather|space|peace|time off|week off|holiday)(?: from (?:it|this|you|all this|the (?:{THINGS})))?|(?:do not|don'?t|dont|please don'?t|no need to|you needn'?t|not to) (?:{ASK_US})(?: me| us)?(?! (?:him|her|them|my|about))|no (?:{THINGS})|nothing(?= (?:on|at|over|during|for|until|this|next|in|past|after|before|in|$))|radio silence|leave (?:me|us|it) (?:alone|be|in peace)|not(?= (?:this|next|until|for|on|in|at|over) )"),
    (Sort.AWAY, r"(?:i'?m|im|i am|i'?ll be|ill be|we'?re|i'?ve got|gonna be|going to be|going) (?:away|off|on (?:holiday|hols|nights|my hols)|in (?:hospital|respite)|abroad|not (?:about|around|in|here))(?: for| from| until)*(?= )|(?:in|over|during|for|through) the (?:\w+ )?(?:holidays|hols|half ?term|break)"),
    (Sort.START, rf"(?:start|begin|resume|restart|carry on|come back|pick (?:it |this )?(?:back )?up|go again|back on|get going|kick off|crack on|fire away)(?: (?:again|up|back|{ASK_US}|me|it|this|with|the|{THINGS}))*"),
    (Sort.BAD, rf"(?:(?:is|are|'?s|r|was|were) )?(?:(?:really|just|always|usually|all|a bit|bit|right|never|any) )*(?:no (?:good|use|go)(?: to (?:me|us|man nor beast))?|not (?:any |a )?(?:good|great|ideal|free|possible|convenient|working|on|any use|best|the best|my day|a good (?:day|time))|rubbish|useless|out(?: of the question)?|off limits|a no ?-?go|a non ?-?starter|a write ?-?off|written off|a nightmare|a pain|impossible|awkward|tricky|hard work|taken|spoken for|unsuitable|chaos|dead for (?:me|us)|murder|hopeless|rammed|manic|hectic|mental|chocka|full(?: on)?|busy|too (?:busy|much|soon|rushed|tiring|late|early)|bad(?: for (?:me|us))?|a lot|loads|hard going|heavy going|more than i can (?:manage|cope with|handle)|my (?:busy|bad|worst|church|rest|family|gym|bingo) (?:day|time|night)|dead to me)(?: (?:for|to) (?:me|us))?(?: any ?more| now)?|(?:do not|does not|don'?t|dont|doesn'?t|doesnt|won'?t|wont|never|isn'?t|isnt|aren'?t|arent|ain'?t|aint|can'?t be)(?: (?:really|always|ever|much|any))* (?:work(?:s|ing)?|suit(?:s)?|good|great|ideal|free|convenient|possible|do|best|a good (?:day|time)|happen|fit|count)(?: (?:for|with) (?:me|us))?(?: me| us)?(?: any ?more| now)?|(?:i |we )?(?:can'?t|cant|cannot|never) (?:do|manage|make)(?: {IT})?"),
    (Sort.NOT, rf"knock(?= .*on the head)|(?:i )?(?:do not|don'?t|dont)(?: (?:do|want|like|need|to|{ASK_US}|me|us|it|please))*|(?:please )?(?:to )?not(?: to)?(?: {ASK_US})?(?: me)?|no(?= (?:more )?(?:on |in |at |the )*(?:{DAY}|{PART}))(?: more)?|never(?: {ASK_US})?(?: me)?|stop(?: {ASK_US})(?: me)?|drop(?= (?:the |on )?(?:{DAY}))|lose|ditch|scrap|skip|without|avoid|forget|no longer|nothing|away from|cancel|instead of|bin(?: off)?"),
    (Sort.GOOD, r"(?:(?:is|are|'?s|r|would be|'?d be|wd be|will be|might be|may be|could be|seems?|feels?) )?(?:(?:much|a lot|way|far|really|just|also|probably|a bit|more) )*(?:better|best|easier|easiest|ideal|perfect|lovely|brill(?:iant)?|spot on|great|good|fine|nice|nicer|handier|handy|boss|sound|mint|class|grand|smashing|champion|cracking|brilliant|a treat|more like it|preferable|preferred|okay|ok|doable|plenty|enough|free|quieter|calmer)(?: (?:for|with) (?:me|us))?(?: (?:now|i reckon|i think))?|(?:(?:would|wd|'?d|will|might|could) )?(?:suits?|works?|do|does|fits?)(?: (?:for |with )?(?:me|us|everyone))(?: (?:better|best|more|fine|well))*|(?:would|wd|'?ll|will|should|could) (?:do|work|suit)(?: (?:me|us|nicely|fine|better))*|suits(?: better| more)?|works better|(?:is )?(?:about |really |just )*(?:all|as much as|as often as|the most|the best) (?:that )?i can (?:cope with|manage|do|handle|take|face)|(?:is |are )?when i(?:'?m| am| get| have)(?: (?:free|in|about|around|home|my break|a break|awake|up|most awake|at my best|best))+|i(?:'?m| am) (?:free|in|about|around|home|awake|at my best)"),
    (Sort.ASK, rf"(?:can|could|would|will|may|might|cn|should) (?:you|we|i|it|that|u)(?: (?:please|just|maybe|possibly|not|mind|start|try|ever|kindly))*(?: (?:be|have|do|get|make|move|change|swap|switch|shift|put|bring|push|set|try|say|go(?: for| to| with)?|mind|{ASK_US}|keep|stick to))*(?: {IT})?(?: to| for| from| at| on| in| go)*"
     rf"|(?:would|is|might|could) it be (?:possible|ok|okay|alright|all right)(?: for you)?(?: to| if you)?|(?:you|u) (?:can|could|may|might) (?:{ASK_US})(?: me| us)?|(?:{ASK_US}) (?:me|us)(?: how (?:i'?m|it'?s|i am) (?:going|doing))?|(?:make|making|move|moving|change|changing|swap|switch|shift|put|bring|push|set|do|try|trying|go for|go with|go to|stick to|keep|keep it|cut)(?: {IT}| the)?(?: back| down)?(?: to| for| at| on| in| into)*(?= |$)|(?:is|any chance|chance) (?:it|there|of)(?: (?:possible|ok|okay|any chance|a way))*(?: to| of| for| if)*(?: (?:you|we|i|change|move|have|do|make|could|can))*|possible to(?: \w+)?|(?:i'?d|i would|id|i|we'?d|we)(?: (?:really|much|also))* (?:prefer|rather|like|love|want|need|fancy|choose|vote|go for|say)(?: (?:you|it|that|this|to|have|be|if|on|at|in|for|me|{ASK_US}|could|can|asked|messaged|texted|do|we|did))*|(?:i'?m |am )?(?:wanting|asking|looking)(?: for| to)?|(?:how|what) about|why not|let'?s(?: (?:do|say|make|try|have|go(?: for| with)?|keep|stick to|move|change))*(?: {IT})?(?: to)?|lets(?: (?:do|say|make|try|have|go(?: for| with)?|keep|move|change))*(?: {IT})?(?: to)?|(?:i |as i |like i )?(?:told|said)(?: (?:you|to you))*(?= (?:not|no|do not|don't|dont)\b)|(?:i )?(?:meant?)(?: (?:you|for|that|it|it to be))*|please|instead|from now on|from now|going forward|in future|for me is|for me|change of plan|(?:the )?same (?:days?|time|as (?:now|before|usual))|am i allowed(?: to)?(?: have)?(?: it)?|it to be|(?:stick|pop|bung|whack)(?: {IT})(?: at| on| in)?|aim for|only ever|as long as it'?s|preferably|ideally"),
    (Sort.IS, r"(?:is|are|was|were|'s|r|isn'?t|aren'?t)(?= )"),
    (Sort.FILL, r"(?:on the head|the|a|an|on|in|at|of|to|by|for|from|or|and|but|then|than|so|with|my|end|start|it|it'?s|its|that|that'?s|this|them|they|one|ones|us|you|i|is|are|be|am|as|if|ok|okay|yes|yeah|yep|yh|no|nah|nope|well|um+|er+m?|oh|right|look|hi|hello|hey|hiya|sorry|actually|maybe|perhaps|probably|possibly|really|quite|very|bit|tbh|lol|innit|mate|love|dear|pal|duck|hun|x+|thanks|thank|cheers|ta|though|tho|now|again|anymore|any ?more|up|day|days|time|times|week|weeks|same|still|usual|ready|i'?m ready|im ready|ready for|nicely|whichever|whatever|any|some|every|each|other|would|could|about|around|roughly|ish|like|say|make|think|reckon|guess|suppose|believe|honest|possible|you can|can|comma|question mark|usually|mostly|how|mind|don'?t mind|not fussed|easy|per|go on|go back|back|down|even|until i get used to it|while|a bit)"),
)
_DAYS = re.compile(rf"(?:(?:on|in|the|a|any|every|each|next|this) )*(?:(?:{DAY_LIST[len('(?:(?:next|this|every|each|any|a|the|on) )*'):]})|week ?days?\b|week ?ends?\b|monday to friday|mon ?(?:-|to) ?fri\b|(?:both days of |all )?the week ?end\b|(?:the )?(?:middle|start|beginning|end) of the week\b|mid ?-?week\b|during the week\b|in the week\b|(?:any|every|all) ?days?\b(?! of the))")
_OFTEN = re.compile(
    r"(?:once |one )?(?:every|each) (?P<step>other|second|2nd|alternate|third|3rd|few|couple of|two|2|three|3|four|4)(?P<unit> " + UNIT + rf")?(?! ?(?:{DAY}))|(?:(?:only|just|about|maybe) )?(?P<n>once|twice|thrice|(?:a )?(?:couple|few|one|two|three|four|five|1|2|3|4|5)(?: of)? ?(?:times?|x|goes))(?P<per> (?:a|per|every|each|in the|in a|in|the|/) ?{UNIT}|(?: a)? (?:week|month|fortnight|dai)ly)?|a couple of times|every ?day|daily|each day|weekly|fortnightly|monthly|every one|every (?:single )?(?:day|week|month|fortnight)|(?:the )?(?:first|1st|last) (?:one|week|weekend) (?:of|in) (?:the|each|every|a) month|(?:a|every|once a) fortnight|once a month|more than once|(?P<alt>(?:every )?(?:other|second|alternate)(?= (?:{DAY})))".replace("{UNIT}", UNIT))
_RANGE = re.compile(rf"(?:anytime |any time |sometime |some time )?(?:between|from) (?P<a>{re.sub(r'[(][?]P<([a-z_]+)>', r'(?:', CLOCK)}) ?(?:and|to|-|until) ?(?P<b>{re.sub(r'[(][?]P<([a-z_]+)>', r'(?:', CLOCK)})")
_EDGE = re.compile(rf"(?:any ?time |sometime |some time )?(?P<edge>before|after|past|later than|earlier than|from(?= \d)|by(?= \d)|until after|once(?= i)|when(?= i))(?: about| around)? (?:the )?(?:(?P<event>{EVENT})|(?P<part>{PART})|(?P<clock>{re.sub(r'[(][?]P<([a-z_]+)>', r'(?:', CLOCK)}))")
_AT = re.compile(rf"(?:(?:at|around|about|roughly|say|like|on) )*(?P<clock>{CLOCK})(?! (?:of|weeks?|days?))|(?:(?:in|at|of|an?|the|any) )*(?P<part>{PART})")
AFTER = {"work": time(17), "school": time(17), "the school run": time(10), "tea": time(18, 30), "dinner": time(18, 30), "supper": time(19), "lunch": time(14), "breakfast": time(9, 30), "tablets": time(10), "shift": time(17)}
BEFORE = {"work": time(8), "school": time(8), "the school run": time(8), "tea": time(16), "dinner": time(11), "supper": time(17), "lunch": time(11), "breakfast": time(8), "bed": time(19, 30), "bedtime": time(19, 30)}
UP = {"get up": time(10), "up": time(10), "out of bed": time(10), "home": time(17), "get in": time(17), "get home": time(17), "get back": time(17), "finish": time(17), "start": time(9), "set off": time(8), "go to bed": time(19, 30), "go out": time(9), "go in": time(9)}
PARTS_MORE = ((re.compile(r"\bmidnight\b"), time(0)), (re.compile(r"first thing"), time(8, 30)), (re.compile(r"last thing"), time(19, 30)), (re.compile(r"\bmid ?-?morning"), time(11)), (re.compile(r"\bearly evening"), time(17)), (re.compile(r"\bearly afternoon"), time(13)),
              (re.compile(r"\bdinner ?time"), time(12, 30)), (re.compile(r"breakfast"), time(8, 30)))
NOON = time(12)
AT_NIGHT = re.compile(r"\b(?:bed|asleep|sleep|nights?|evenings?|tea|dark)\b")
STEPS = times.STEPS
COUNT = {"once": 1, "one": 1, "1": 1, "twice": 2, "two": 2, "2": 2, "couple": 2, "thrice": 3, "three": 3, "3": 3, "few": 3, "four": 4, "4": 4, "five": 5, "5": 5}


def phrases(clause: str) -> list[Phrase]:
    """The phrases of one clause, spelt as ``written_out`` does, in order."""
    found: list[Phrase] = []
    at = 0
    while at < len(clause):
        if not (clause[at].isalnum() or clause[at] == "'"):
            at += 1
            continue
        phrase, at = _next(clause, at)
        found.append(phrase)
    return found


def _next(clause: str, at: int) -> tuple[Phrase, int]:
    for sort, way in WAYS:
        if way in READERS:
            if (read := READERS[way](clause, at)) is not None:
                return read
            continue
        match = _ends(COMPILED_BY[way].match(clause, at), clause)
        if match is not None:
            value = _shift(match) if sort is Sort.SHIFT else _change(match.group()) if sort is Sort.CHANGE else None
            if sort is Sort.SHIFT and value is None:
                continue
            return Phrase(sort, match.group(), value), match.end()
    word = re.compile(r"[\w'’-]+").match(clause, at)
    end = word.end() if word else at + 1
    return Phrase(Sort.WORD, clause[at:end]), end


def _ends(match: re.Match[str] | None, clause: str) -> re.Match[str] | None:
    """The match where it ends with a whole word."""
    if match is None or match.end() == match.start():
        return None
    return match if match.end() >= len(clause) or not (clause[match.end()].isalnum() and clause[match.end() - 1].isalnum()) else None


def _read_stretch(clause: str, at: int) -> tuple[Phrase, int] | None:
    words = stretch_words(clause[at:])
    if words is None or not clause.startswith(words, at) or times.often_in(words) and not words.startswith(("for", "a ", "one ", "two ")) or re.fullmatch(rf"(?:on )?(?:the |this )?(?:{DAY})|from (?:{DAY}) (?:to|until) (?:{DAY})|another (?:day|night)", words):
        return None
    return Phrase(Sort.STRETCH, words, words), at + len(words)


def _read_often(clause: str, at: int) -> tuple[Phrase, int] | None:
    match = _ends(_OFTEN.match(clause, at), clause)
    if match is None:
        return None
    groups, words = match.groupdict(), match.group()
    if groups["step"] and not groups["unit"]:
        value = (None, STEPS[groups["step"]])
    elif groups["alt"]:
        value = (None, 2)
    elif words == "every one":
        value = (None, 1)
    elif groups["n"] and not groups["per"]:
        number = next(word for word in groups["n"].split() if word in COUNT)
        value = (COUNT[number], 1)
    else:
        if words.endswith("month") and re.search(r"first|1st|last", words):
            value = (1, 4)
        elif re.fullmatch(r"every ?(?:single )?day|daily|each day|once a day", words):
            value = (7, 1)
        else:
            value = times.often_in(words.replace("once every", "every").replace("one every", "every")) or (2, 1)
    return Phrase(Sort.OFTEN, words, value), match.end()


def _read_range(clause: str, at: int) -> tuple[Phrase, int] | None:
    match = _RANGE.match(clause, at)
    if match is None:
        return None
    pm = re.match(r" ?(?:in the |at )?(?:afternoon|evening|night)", clause[match.end():])
    b = times.CLOCK.match(match["b"])
    first, last = (times.clock_time(times.CLOCK.match(match[each])) for each in "ab")  # type: ignore[arg-type]
    if first is None or last is None or b is None:
        return None
    minutes = (first.hour * 60 + first.minute + last.hour * 60 + last.minute) // 2 if last > first else first.hour * 60 + first.minute
    return Phrase(Sort.AT, match.group(), time(minutes // 60, minutes % 60)), match.end() + (pm.end() if pm else 0)


def _read_edge(clause: str, at: int) -> tuple[Phrase, int] | None:
    match = _ends(_EDGE.match(clause, at), clause)
    if match is None:
        return None
    edge = "before" if match["edge"] in ("before", "earlier than", "by") else "after"
    if match["event"]:
        words = match["event"].removeprefix("my ")
        table = AFTER if edge == "after" else BEFORE
        value = next((when for name, when in [*table.items(), *UP.items()] if re.search(rf"\b{name}\b", words)), None)
    elif match["part"]:
        value = NOON if re.search(r"mid ?day|noon$", match["part"]) and "after" not in match["part"] else part_time(f"{edge} {match['part']}") or part_time(match["part"])
    else:
        found = times.CLOCK.match(match["clock"])
        value = times.clock_time(found) if found else None
        if value is not None and found is not None and edge == "before" and not found["half_day"] and 12 < value.hour < 20 and re.search(r"\bmorning\b", clause):
            value = time(value.hour - 12, value.minute)
        if value is not None and found is not None and edge == "after" and not found["half_day"] and 8 <= value.hour < 12 and AT_NIGHT.search(clause):
            value = time(value.hour + 12, value.minute)
    by_event = not match["clock"]
    return (Phrase(Sort.EDGE, match.group(), (edge, value), loose=by_event), match.end()) if value is not None else None


def _read_days(clause: str, at: int) -> tuple[Phrase, int] | None:
    match = _ends(_DAYS.match(clause, at), clause)
    if match is None or times.NO_DAY.match(clause, at):
        return None
    words = match.group()
    part = re.search(r" (?:mornings?|evenings?|nights?|afternoons?|lunch ?times?|tea ?times?)$", words)
    end = match.end() - (len(part.group()) if part else 0)
    words = clause[at:end]
    if re.search(r"(?:middle of the|mid ?-?) ?week", words):
        value: tuple[int, ...] = (2,)
    elif re.search(r"(?:start|beginning) of the week", words):
        value = (0,)
    elif "end of the week" in words:
        value = (4,)
    elif re.search(r"\b(?:any|every|all) ?days?$", words):
        return None if "every" in words else (Phrase(Sort.FILL, words), end)
    elif re.search(r"(?:during|in) the week$", words):
        value = tuple(range(5))
    else:
        value = times.days_in(words)
    return (Phrase(Sort.DAYS, words, value), end) if value else None


def _read_at(clause: str, at: int) -> tuple[Phrase, int] | None:
    match = _ends(_AT.match(clause, at), clause)
    if match is None:
        return None
    if match["part"]:
        value = part_time(match["part"])
        return (Phrase(Sort.AT, match.group(), value), match.end()) if value is not None else None
    found = times.CLOCK.search(match.group())
    value = times.clock_time(found) if found else None
    if value is None or found is None:
        return None
    if not any(letter.isdigit() for letter in match.group()) and not re.match(r"(?:at|around|about|half|quarter|ten|twenty|five|like)\b", match.group()):
        return None  # "the sunday one"
    sure = found["half_day"] or found["minute"] or found["half"] or "o'clock" in match.group() or re.match(r"(?:at|around|about|roughly|like) ", match.group())
    return Phrase(Sort.AT, match.group(), value, loose=not sure), match.end()


def part_time(words: str) -> time | None:
    """The time that a part of the day stands for."""
    return next((at for part, at in (*PARTS_MORE, *times.PARTS) if part.search(words)), None)


def _shift(match: re.Match[str]) -> float | None:
    groups = match.groupdict()
    if groups["not"]:
        late = groups["way2"] == "late"
        return -2.0 if late else 2.0
    if groups["unit"] and groups["number"] is None:
        return None
    hours = {"an": 1, "a": 1, "1": 1, "one": 1, "two": 2, "2": 2, "half an": 0.5, "a couple of": 2, "three": 3, "3": 3}.get(groups["number"] or "", 2)
    number = (hours if groups["unit"] else 2) + (0.5 if groups["half"] else 0)
    return float(number if groups["way"].startswith("later") else -number)


def _change(words: str) -> int:
    return 1 if re.search(r"\b(?:more|double|up)\b", words) else -1


READERS = {"stretch": _read_stretch, "often": _read_often, "edge": _read_edge, "range": _read_range, "days": _read_days, "at": _read_at}
COMPILED_BY = {way: re.compile(rf"(?:{way})(?![\w])") for _, way in WAYS if way not in READERS}
