"""Wishes that need the moment to be read: check-ins are what the talk is at, or they are off. Each reads one clause."""

import re

from nlu.checkins import times

DAYS_SAID = "|".join(times.DAYS)
POLITE = r"(?:(?:ok|okay|yes|yeah|yh|no|nah|hi|hello|hey|so|but|and|well|um|sorry|please|pls|actually|maybe|oh|look|right|just|dear|love|mate|can|could|would|will|you|we|i|i'?d|i'?ll|like|want|to|let'?s|need|think|now|then|mind|nvm|never ?mind|forget (?:that|it)|scrap that|ignore that) )*?"
END = r"(?: (?:please|pls|thanks|thank you|ta|now|sorry|mate|love|dear|x|for me|instead|again|though|tho|ok|yeah|if you can|if that'?s ok(?:ay)?|if possible|from now on|then))*$"
ASKED = r"(?:messag\w*|text\w*|ask\w*|contact\w*|check\w*|remind\w*|writ\w+|ping\w*|nag\w*|prompt\w*|in touch|hear from you|send\w*)"
PARTS = r"(?:questions|messages?|texts?|check ?-?ins?|reminders?|prompts?|notifications?)"
TELL = re.compile(
    rf"^{POLITE}(?:tell me |remind me |know |do you know |what was it )?(?:when|what(?:'?s| is)? (?:the )?(?:day|time)s?|wh?ich days?|how often|how many times)\b"
    rf"(?!.*\b(?:he|she|they|him|her|my (?!next|check|messages?|texts?|reminders?)\w+)\b)(?=.*(?:\?|\b(?:do|does|will|are|is|was|did|would|gonna|going to|next|again|'?re|'?ll|should|shall)\b)).*\b(?:(?:you|we)\b.*\b{ASKED}|next (?:one|{PARTS})|{PARTS})\b|"
    rf"^{POLITE}(?:remind me |tell me )?(?:when|what day|what time)(?:'?s|'?ll| is| am| will| do| are| can| should)? (?:i|we|the|my|you(?:'re)?|it(?:'s)?)?\b.*\b(?:hear(?:ing)? from you|(?:next|another) (?:one|{PARTS})|(?:you'?re|you|it'?s|it|they'?re) (?:next )?(?:due|coming|on)|(?:get|getting|due) (?:a|an|the|another|my)? ?(?:next )?(?:one|{PARTS})|be (?:asked|messaged|texted|checked))\b|"
    rf"^{POLITE}(?:are|is|will|do|did|have) (?:you|the|my)(?: still| ever| going to| gonna)* (?:{ASKED}|{PARTS})(?: \w+){{0,3}}\?|^{POLITE}(?:when'?s|when is|what'?s) (?:my|the) next (?:one|{PARTS})\b|^{POLITE}(?:are|is) (?:the |my |your )?{PARTS} (?:still )?(?:on|off|coming)\b")
TELL_ALSO = re.compile(
    rf"^{POLITE}(?:remind me|tell me|say|let me know)(?: again)? (?:when|what days?|wh?ich days?|what times?|how often) (?:you|we|it|the|my)\b(?=.*(?:\b{ASKED}|\b{PARTS}))(?!.*\b(?:he|she|they|him|her)\b)|"
    rf"^{POLITE}(?:did|was|is|are|do) (?:we|it|you|they|the {PARTS})(?: (?:say|agree|settle on|pick|do|be|have))?(?: on)? (?:the )?(?:{DAYS_SAID})(?: \w+)? or (?:the )?(?:{DAYS_SAID})(?: \w+)?[ ?]*$")
NEXT = r"(?:this|next|the|this coming|coming)"
SKIP_DAY = re.compile(
    rf"^{POLITE}(?:skip|miss(?: out)?|not|leave(?: out| off| it)?|give|(?:don'?t|dont) (?:ask|message|text|bother|check in)(?: me)?|nothing|no (?:message|text|check ?-?in))(?: it| me)?(?: on| for)? {NEXT} (?P<when>{DAYS_SAID})(?: (?:a miss|one|out|off|coming))*{END}")
ONES = re.compile(rf"\b(?:stop|no more|drop|cancel|not|skip|without|lose|scrap|don'?t want|dont want|pack in|ditch)\b.*?\b(?P<days>(?:{DAYS_SAID})(?: (?:and|or) (?:{DAYS_SAID}))?)(?: (?:morning|evening|night|afternoon))? (?:ones?|{PARTS})\b")
NO_GOOD = re.compile(rf"^{POLITE}(?:the )?(?P<days>(?:{DAYS_SAID})(?: (?:and|or) (?:{DAYS_SAID}))?)(?: (?:is|are|isn'?t|aren'?t|don'?t|doesn'?t|dont|doesnt|just|really))* (?:not |no )?(?:good|great|work(?:s|ing)?|ideal|free|out|rubbish|bad|hard|tricky|difficult|any use|use|suit(?:s|able)?|best|busy|my busy day)\b")
NEGATIVE = re.compile(r"\b(?:no|not|isn'?t|aren'?t|don'?t|doesn'?t|dont|doesnt|out|rubbish|bad|hard|tricky|difficult|busy)\b")
BY_HOURS = re.compile(
    rf"^{POLITE}(?:(?:put|move|push|bring|make|do|shift|have|set|ask me|message me|text me) )?(?:(?:it|them|that|this|the time|mine) )?(?:(?P<dir>back|on|forward) )?(?:by )?(?P<number>a bit|an|a|1|one|two|2|half an|a couple of|three|3) ?(?:hours?|hr)?(?: (?P<way>later|earlier|sooner|back|on|forward))?(?: (?:would|wd|might|could)(?: be)? (?:better|suit|nice|good|great|work|easier|best)(?: me)?| suits(?: me)?| is better)?{END}")
HOURS = {"an": 1, "a": 1, "1": 1, "one": 1, "two": 2, "2": 2, "a couple of": 2, "three": 3, "3": 3, "half an": 0.5, "a bit": 1}
DO_IT = re.compile(rf"^{POLITE}(?:do|mak(?:e|ing)|hav(?:e|ing)|mov(?:e|ing)|put|putting|chang(?:e|ing)|switch(?:ing)?|swap|set|try|shift)(?:ing)? (?:it|them|that|this|mine|the (?:day|time|one|{PARTS}))\b")
LATER = re.compile(
    rf"^{POLITE}(?:(?:ask|text|message|try|catch|check|talk|speak|get back)(?: to| with| in with| back)?(?: me| you)?(?: about it| that)?(?: again)? (?:later(?: on)?|tomorrow|tonight|another (?:day|time)|in a (?:bit|while|few days)|in the (?:morning|evening|afternoon)|some other time|next week|when i\b.*)|"
    rf"(?:i )?(?:can'?t|cant|cannot|not able to|don'?t want to|dont want to|don'?t feel like|dont feel like) (?:talk(?:ing)?|chat(?:ting)?|speak(?:ing)?|answer(?:ing)?|text(?:ing)?|do this)(?: about it| to you| about that)?(?: right)?(?: now| just now| today| tonight| atm| at the moment)?|"
    rf"not (?:now|right now|just now|today|in the mood(?: to talk| for this)?)|(?:i'?m |am )?(?:a bit )?busy(?: right)?(?: now| today| atm| at the moment)?|(?:it'?s |its )?(?:a )?bad time|later(?: on)?|another (?:time|day))(?: i'?m .*| i am .*)?{END}")
AGAIN = re.compile(rf"^{POLITE}(?:(?:start|begin|restart|resume|go|kick off|continue)(?: it| them| that| up| all)*(?: again| back up| over again| back)|restart|resume|back on|i'?m back|ready to start again|pick (?:it|them|this) (?:back )?up(?: again)?){END}")
BACK_ON = re.compile(
    rf"\b(?:start|resume|restart|carry on|continue|begin|bring|turn|switch|put|have|get|set|want|miss|like)\b(?: \w+){{0,6}}? (?:{PARTS}|messaging|texting|checking in|checking up|asking)\b(?!.*\b(?:not|no|never|stop|don'?t|dont|off)\b)|^{POLITE}(?:turn|switch|put) (?:them|it|that|these) (?:back )?on\b|^{POLITE}(?:you can |can you |please )(?:ask|message|text|check|remind)\w*\b.*\b(?:again|now|still|after all|if you (?:like|want)|whenever|any ?time)\b")


def days_turned_down(said: str) -> tuple[int, ...]:
    """The days of "sundays are no good any more" or "stop it with the sunday ones": those days only, and not all of it."""
    if found := ONES.search(said):
        return times.days_in(found["days"])
    found = NO_GOOD.match(said)
    return times.days_in(found["days"]) if found and NEGATIVE.search(said) else ()


def hours_moved(said: str) -> float | None:
    """Hours later (more than 0) or earlier of "put it back an hour"; None for anything else."""
    found = BY_HOURS.match(said)
    if found is None or not (found["dir"] or found["way"]) or "hour" not in said and "hr" not in said and found["number"] != "a bit":
        return None
    sooner = found["way"] in ("earlier", "sooner", "forward") or found["dir"] == "forward"
    return -HOURS[found["number"]] if sooner else HOURS[found["number"]]
