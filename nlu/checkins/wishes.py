"""Reads what a person wants of check-ins: other days, another time, less often, not this week, not about that, none at all."""

import re
from dataclasses import replace
from datetime import time

from nlu.checkins import near as moment
from nlu.checkins import times
from nlu.checkins.spelling import clauses, written_out
from nlu.checkins.whenabouts import Piece, is_only, pieces_of
from nlu.checkins.stretches import stretch_words
from nlu.checkins.wanting import PUT_OFF, read_wanted
from nlu.checkins.wish import CheckinWish, WishKind
from nlu.checkins.zones import zone_in

VERB = r"(?:messag(?:e|ing)|text(?:ing)?|msg|ask(?:ing)?|remind(?:ing)?|ping(?:ing)?|contact(?:ing)?|chas(?:e|ing)|nudg(?:e|ing)|writ(?:e|ing)(?: to)?|prompt(?:ing)?|bother(?:ing)?|pester(?:ing)?|nag(?:ging)?|check(?:ing)?(?: up)?(?: in)? (?:on|with))"
NOUN = r"(?:check(?:ing)?(?: |-)?ins?|checking in|check(?:-| )?ups?|reminders?|prompts)"
TO_ME = rf"(?:{VERB}|{NOUN})"
STOPPING = r"(?:stop|pause|no more|quit|pack in|don'?t|dont|do not|turn off|switch off|cancel|end|leave off)"
DAYS_SAID = "|".join(times.DAYS)
ASKS = re.compile(  # a request to us: not what somebody's sister does
    rf"(?:^(?:(?:ok|yes|yeah|no|actually|sorry|hi|hello|and|but|so|maybe|only|just|please|pls|instead|start|then) )*|\b(?:can|could|will|would|may) (?:you|u|ya|we)\b(?: \w+)?? |\b(?:please|pls|you|u|to|{STOPPING}|start|only)(?: \w+)?? )"
    rf"{VERB} me\b|\b(?:carry on|keep(?: on)?|start|resume|go back to|quit|pack in) {VERB} me\b|^(?:please |and |so )?never {VERB} me\b|\b(?:be|being) (?:asked|messaged|texted|reminded|contacted|prompted|checked)\b(?! by)|\brather you (?:ask|text|messag|check)\w*\b|^(?:(?:please|and|ok|so|also) )*(?:can|could|will|would) you(?: please| only| just)? {VERB}(?= (?:on|in|at|later|earlier|less|more|again|after|before|every|once|twice|mon|tue|wed|thu|fri|sat|sun|{DAYS_SAID}))|\b{NOUN}\b|^(?:please |can you |could you |just )*(?:{STOPPING})(?: \w+)?? {VERB}\b(?! (?:him|her|them|my|to|for))")
STOP = re.compile(rf"\b{STOPPING}(?: \w+){{0,3}}? {TO_ME}\b|\b(?:don'?t|do not|dont|no longer|stop|hate)(?: \w+){{0,3}}? (?:be|being|getting|get) (?:asked|messaged|texted|reminded|contacted|prompted|checked)\b|\b{NOUN} (?:off|to stop)\b|\b(?:turn|switch) (?:the )?{NOUN} off\b")
OFF = re.compile(r"\b(?:turn|switch)\b.* off\b")
ABOUT = re.compile(r"\b(?:about|on|for|re) (?:the |my |that |this )?(?P<what>[\w' -]+?)(?: (?:goal|one|thing|any ?more|anymore|now|please|pls|again|instead|thanks|thank you|ta|ok))*[ .!?]*$")
RESUME = re.compile(
    rf"\b(?:start|resume|restart|go back to|carry on|turn on|switch on|begin|keep|un ?pause|bring back)(?: \w+){{0,3}} (?:{TO_ME})\b(?: \w+){{0,3}}$|^(?:please |can you |you can |ok |yes )*(?:start )?(?:check(?: |-)?ins?|check(?:ing)? in)(?: with me)?(?: on me)?(?: again| back on| please)*[ .!?]*$|\b{TO_ME}(?: me)?(?: how it(?:'s| is|s) going)? again\b|\b(?:turn|switch) (?:the )?{NOUN} (?:back )?on\b|\byou can {VERB} me(?: again)? now\b|\b(?:start|carry on)(?: again)? with (?:the |your )?{NOUN}\b")
LEAD = (
    r"^(?:(?:ok|okay|yes|yeah|no|nah|hi|hello|so|but|and|well|um|sorry|please|pls|actually|maybe|oh|look|right|just|only|can|could|would|will|you|u|we|i|it|be|do|"
    r"i'?d|i'?m|id|want|like|need|to|lets|let'?s|prefer|rather|have|think|if|possible|is|there|any|chance|of|for me|make it|change it|move it|swap it|switch it|the (?:day|days|time)|change|move|switch|"
    r"swap|ask|asking|cut|down|drop|keep|back|a|at|on|in the|from now on|now) )*?")
TAIL = r"(?: (?:please|pls|thanks|thank you|ta|now|sorry|mate|love|x|for me|instead|from now on|any ?more|again|though|tho|ok|yeah))*[ .!?]*$"
WHILE = r"(?:for (?:a )?(?:bit|while|now|the moment|a few days|a couple (?:of )?days|a day or two|few days)|this week|(?:for )?(?:the )?next (?:(?:few|couple of|two|2|three|3|four|4) )?(?:weeks?|months?|days)|for the week|(?:for )?a fortnight|(?:for )?(?:a|one|this|two|2|three|3|four|4|(?:a )?few|(?:a )?couple(?: of)?) (?:weeks?|months?)(?: off)?)"
ALONE = re.compile(rf"{LEAD}(?:leave (?:me|us) (?:alone|be|in peace)|give me (?:some |a bit of )?(?:space|peace|room)|back off|(?:need|want) (?:some |a bit of )?space)(?P<when> {WHILE}| until .+?)?{TAIL}")
REST = re.compile(
    rf"{LEAD}(?:not|skip|miss(?: out)?|nothing|no (?:messages?|texts?|check ?-?ins?|reminders?)|leave (?:it|me|off|that|this)(?: alone| be| out)?|give (?:it|me|this) (?:a )?(?:rest|break|miss)|(?:have|take|need|want) (?:a |an )?(?:rest|break|pause|time ?out)|let me off|give me|hold off|lay off|(?:pause|stop|hold)(?: (?:it|the|your|all))*(?: (?:messages|texts|check ?-?ins|reminders))?)"
    rf"(?: from (?:it|this|you|(?:the )?check ?-?ins|(?:the )?messages))? ?(?P<when>{WHILE}|until .+?)(?: off| out)?{TAIL}")
WEEK_OFF = re.compile(rf"{LEAD}(?:(?:have|get|take|give me|need|want) )?(?P<when>(?:a|one|this|two|three|a couple of|a few|2|3) (?:weeks?|months?|days?)) off(?: from (?:it|this|you|check ?-?ins|messages))?{TAIL}")
BUSY = re.compile(rf"^(?:i'?m|im|i am|am|gonna|going|will be|away|off|i'?ll be|ill be|we'?re|i'?ve got|ive got|got) .*?\b(?P<when>{WHILE})(?:,| so| and| please| can you)* (?:leave (?:it|me|us|off)|skip (?:it|me|this)|miss (?:it|me) out|give it a miss|not this time|don'?t (?:ask|message|text|bother)|no messages)(?: out| alone| be)?(?: until (?:after|then|afterwards).*)?{TAIL}")
REASON = re.compile(r"\b(?P<rest>.+?) (?:i'?m|im|i am|i'?ve|ive|i have|because|cos|got|we'?re|were|as i)\b .+$")
NO_MORE = re.compile(rf"{LEAD}(?:no more(?: of)?(?: the| your| these| them| those)?|stop(?: with)?(?: all)?(?: the| your| these| sending(?: me)?(?: the| these)?)?|(?:don'?t|do not|dont|no longer) (?:want|need|send me)(?: any)?(?: more)?(?: of)?(?: the| your| these)?|turn off(?: the)?|cancel(?: the| all)?) (?:messages|texts|msgs|notifications|check ?-?ins|reminders|prompts){TAIL}")
DROP_IT = re.compile(r"^(?:(?:please|pls|can you|could you|just|ok|no|oh) )*(?:stop|shut up|give over|can you not|could you not|get off (?:my|me) (?:case|back)|leave (?:it|me) (?:out|alone)|give it a rest|i (?:don'?t|dont|do not|no longer) (?:want|need|like)(?: you)?(?: to)?(?: be| being)?|not|no more|don'?t|dont|do not|enough|quit)(?: (?:you|dare|ever|even|going on|banging on|keep going on|keep on|ask(?:ing)?(?: me)?|mention(?:ing)?|talk(?:ing)?|bring(?:ing)? up|nagg?(?:ing|ed)?(?: me)?|remind(?:ing|ed|ers)?(?: me)?|asked|messag(?:ing|ed|es)|text(?:ing|ed|s)|on|keep))*(?: to me)?(?: about| up| with)? (?:the |my |that |this |our )?(?P<what>[\w' -]{2,40}?)(?: (?:goal|thing|stuff|now|please|pls|any ?more|anymore|again|ok|will you))*[ .!?]*$")
ABOUT_AGAIN = re.compile(rf"^(?:(?:ok|okay|yes|yeah|actually|sorry|please|pls|and|hi|now|can|could|will|would|you|u|just|start|go back to|carry on|begin|i'd like|i want|to) ?)*(?:ask|asking|messag(?:e|ing)|text(?:ing)?|check(?:ing)?(?: in)?|remind(?:ing)?)(?: with)?(?: me)? (?:about|on) (?:the |my )?(?!it\b|that\b|this\b)(?P<what>[\w' -]{{2,40}}?)(?: (?:goal|thing|one|stuff))? (?:again|once more|any ?more again)(?: (?:please|pls|now|thanks))*[ .!?]*$")
KEEPS = re.compile(r"^you (?:keep|always|keep on|are always|do nothing but) (?:ask|go|bang|text|messag|nagg?)\w*(?: me)?(?: on)? about (?:the |my )?(?P<what>[\w' -]{2,40}?)(?: (?:please )?(?:stop|pack it in|its annoying|it'?s annoying|give over|can you stop|leave it)(?: it| please)?)?[ .!]*$")
PACK_IN = re.compile(rf"{LEAD}(?:(?:i'?m |im )?(?:done|finished) with (?:the )?check ?-?ins|take me off (?:the )?(?:check ?-?ins|messages|reminders)){TAIL}|{LEAD}pack (?:it )?in(?: with)?(?: the| all the| your| these)? (?:messages|texts|check ?-?ins|reminders){TAIL}")
START_AGAIN = re.compile(rf"{LEAD}(?:start|resume|restart|bring back|turn on|carry on(?: with)?)(?: up)?(?: sending)?(?: me)?(?: the| your)? (?:messages|texts|reminders|check ?-?ins)(?: again| back| up| back on)*{TAIL}")
AND_KEEP = re.compile(r"(?<!anything )(?<!everything )\b(?:but|and (?:keep|carry on|still|just|leave|do))\b")  # what may go on
MENTIONS = re.compile(r"\b(?:(?<!what )about|mention\w*|bring\w* up)\b")
SKIP_ONE = re.compile(r"^(?:(?:can we|can you|please|let'?s|i'?ll|just|maybe|can i) )*(?:skip|miss|leave) (?:this|that) (?:one|time)(?: please| thanks| for now)*[ .!?]*$")
AWAY = re.compile(rf"^(?!.*\b(?:he|she|they|my (?!holidays?\b|hols?\b)\w+)\b).*\b(?:don'?t|do not|dont|no need to|stop|skip|no)\b.*\b(?:messag\w+|text\w*|msg|ask\w*|check(?:ing)? ?-?ins?|remind\w*)\b(?! (?:him|her|them|my|to|for))")
AWAY_WHEN = re.compile(rf"\b(?:away|on (?:my |our )?(?:holidays?|hols?)|busy|in hospital|not (?:here|around|in)|off)\b.*?\b(?P<when>{WHILE}|until [\w ]+?)\b")
WANTED = re.compile(r"\b(?:don'?t|dont|cut|drop|down to|instead|rather than|plenty|enough|will do|not|change|move|swap|switch|make it|please|pls|can|could|from now on)\b")
ONLY = re.compile(r"\bonly[ .!]*$")
BETTER = re.compile(r"^better (?:on|at|in|if)\b|\b(?:is|are) (?:better|easier|best) for me\b|\b(?:would|wd|might|may) be (?:better|easier|best|good)\b|\bsuits?\b|\bworks better\b")
FILLS = re.compile(r"\b(?:(?:can|could) you (?:change|move|do|swap|switch) (?:it|that|them)|only|is|are|would be|wd be|might be|be|plenty|enough|will do|would do|better|best|easier|fine|(?:would |wd )?suits?(?: me)?(?: more| better)?|works(?: for me| better)?|instead|rather|please|pls|thanks|thank you|ta|ok|okay|good|great|perfect|whichever|any|usual|perhaps|of a|possibly|would do|from now on|for now|now|it|that|they|if (?:you can|possible|that'?s ok)|a bit|for me|me|us|tbh|maybe|i have \w+|i'?m (?:at )?(?:work|busy|out|working))\b")
MUCH = re.compile(rf"{LEAD}(?:you(?:'?re|r| are)? (?:text|messag|msg|ask|check)\w*(?: in)?(?: me| on me)?(?: way| far| a bit)? too (?:much|often)|(?:way |far )?too (?:many|much) (?:messages|texts|msgs|check ?-?ins|reminders)|(?:a )?(?:bit |little )?(?:less|fewer)(?: (?:often|messages|texts|check ?-?ins))|not (?:so|as|quite so) (?:often|(?:much|many) (?:messages|texts|check ?-?ins))|it'?s (?:a bit )?too often){TAIL}")
SHIFT = re.compile(rf"{LEAD}(?:(?:a )?(?:bit|little|lot|touch) )?(?P<way>later|earlier)(?: on)?(?: in the (?:day|morning|evening|afternoon))?{TAIL}")
SHIFT_HOURS = 2
BIT_LESS = re.compile(rf"{LEAD}(?:a )?(?:bit |little |lot )?less{TAIL}")
NIGHT = re.compile(r"\b(?:late(?: at night)?|at night|nights?|in the night)\b")
DAYPART = ((re.compile(r"\bmornings?\b|\bearly\b"), {"quiet_to": time(12)}), (NIGHT, {"quiet_from": time(20)}), (re.compile(r"\bevenings?\b"), {"quiet_from": time(17)}))
SKIP = re.compile(
    r"\b(?:not|skip|leave (?:me|it|that|off)(?: alone)?|miss(?: out)?|give me|don'?t (?:\w+ ){0,3}?\w+|no)(?: for)?(?: (?!well|feeling|been|able|great|good|going|sure|much|bad)\w+)? (?P<when>this week|next week|(?:(?:a|one|this|two|2|three|3|four|4|few) )+(?:weeks?|months?)(?: off)?|today|tomorrow|for now|until (?:next week|after \w+))\b|^(?:a |(?:i need )?a )?(?:week|break) off[ .!]*$|\b(?:a week|two weeks|a month) off\b")
INSTEAD = re.compile(r"\binstead\b|\brather\b|\bchange\b|\bmove\b|\bswap\b|\bswitch\b|\bonly\b|\bjust\b|\bmake it\b")
LESS, MORE = re.compile(r"\bless[ .!]*$|\b(?:less|not so|not as) (?:often|much)\b|\btoo (?:often|much|many)\b"), re.compile(r"\bmore often\b|\bmore \w+ ?ins\b|\b(?:a )?bit more\b")
NO_ASKING = re.compile(r"^(?:no|nah|nope|naw|never|rather not|i'?d rather not|no thanks?|not for me|don'?t bother|leave it)(?: (?:thanks?|thank you|ta|please|i'?m (?:ok|fine|good)|not now|mate|check(?:-| )?ins?|just leave it|it'?s fine))*[ .!]*$")
BEFORE = re.compile(r"\b(?:not|stop \w+ing|don'?t|dont|never|nothing|no \w+)\b[\w' ]*\bbefore (?P<at>[\w:. ]+)")
AFTER = re.compile(r"\b(?:not|stop \w+ing|don'?t|dont|never|nothing|no \w+)\b[\w' ]*\b(?:after|past|later than) (?P<at>[\w:. ]+)")
CALENDAR = re.compile(
    r"^(?:(?:ok|okay|yes|yeah|and|hi|also|oh|please|pls) )*(?:(?:can|could|will|would|may) (?:i|you|u|we|it|that|this|they)|put|add|send|save|export|give me|get|stick|pop|bung|whack|shove|drop|is there|how (?:do|can) i|i(?:'?d| would)? (?:want|like|need)|any chance)\b.*\b(?:my|a|the|google|apple|outlook|phone) ?(?:phone )?(?:calendar|diary|cal)\b|\b(?:calendar|ics|ical) (?:file|invite|link)\b|^(?:calendar|ical|ics)(?: please| pls)?[ .!?]*$")
ANSWERED = re.compile(r"(?:(?:no|nah|nope|sorry|well) )*(?:i|we) (?:haven'?t|havent|didn'?t|didnt|have not|did not|never|couldn'?t|couldnt)\b")
INSTEAD_ASKED = re.compile(rf"[,.] ?(?:(?:so|but|and|please|maybe) )*(?:(?:can|could|shall) (?:we|you)|let'?s|do|make it|try)\b.*\b(?:{DAYS_SAID})\b")  # "i couldn't do sunday, can we make it monday"
LONGEST = 24  # words


def read_wish(text: str, *, asked: bool = False, prompted: bool = False, idle: bool = False, told: bool = False, off: bool = False) -> CheckinWish | None:
    """What this message wants of check-ins; None where it is about something else.

    ``asked``: it answers "when shall I ask you?", so days alone will do. ``prompted``: a check-in is what it answers, so
    "not this week" and "sundays would be better" will do. ``idle``: check-ins are on and nothing else is asked, so "evenings not
    mornings" can mean little else. ``told``: when we ask was the last thing said, so any days or times are about that. ``off``: there were check-ins, and they are off: "turn them on" can mean little else. Otherwise the words themselves must speak of being messaged or asked.
    """
    said = written_out(text)
    if not said or len(said.split()) > LONGEST:
        return None
    if idle and not told and PUT_OFF.fullmatch(said):
        return None  # "ill do it later" is of whatever they are at
    if CALENDAR.search(said):
        return CheckinWish(WishKind.CALENDAR)
    if moment.TELL.search(said) or (idle or told) and moment.TELL_ALSO.search(said):
        return CheckinWish(WishKind.TELL)
    if prompted and ANSWERED.match(said) and not ASKS.search(said) and not INSTEAD_ASKED.search(text.lower()):
        return None  # "no i haven't, not this week" says how it went
    if (idle or prompted or told or asked or off) and (found := read_wanted(text, idle=idle, prompted=prompted, told=told, asked=asked, off=off)):
        return replace(found, weak=found.weak and not (found.kind in (WishKind.SET, WishKind.SKIP) and ASKS.search(said)))
    return _read(text, asked=asked, prompted=prompted, idle=idle, told=told, off=off)


def _read(text: str, *, asked: bool, prompted: bool, idle: bool, told: bool, off: bool) -> CheckinWish | None:
    said = written_out(text)
    if off and (again := _again(text)):
        return again
    speaks = ASKS.search(said) is not None
    if asked and NO_ASKING.match(said):
        return CheckinWish(WishKind.STOP)
    near = idle or prompted or told
    if plainly := _plainly(said, near=near):
        return plainly
    if near and not (speaks or asked) and (found := _by_clause(text, prompted=prompted, told=told)):
        return found
    if not (speaks or asked or prompted):
        bare = told or idle and (WANTED.search(said) or ONLY.search(said) or BETTER.search(said) or times.often_in(said))
        return (_bare_times(said) if bare else None) or _let_be(said) or _zone(said)
    quiet = _quiet(said) if speaks or asked else None
    if quiet is not None:
        return quiet
    if found := _skip(said, speaks=speaks, asked=asked):
        return found
    if speaks and STOP.search(said) and (part := _daypart(said)):
        return part
    if speaks and STOP.search(said) and not (INSTEAD.search(said) and not OFF.search(said) or times.days_in(said) or times.left_out_in(said)):
        return _stop(said, text)
    if found := _set(said, free=speaks or asked):
        return found
    if prompted and SKIP_ONE.match(said):
        return CheckinWish(WishKind.SKIP, when="today")
    if prompted and not asked and not speaks and (found := _bare_times(said) if WANTED.search(said) or BETTER.search(said) else None):
        return found
    if speaks and RESUME.search(said):
        return CheckinWish(WishKind.RESUME)
    return (None if asked else _let_be(said)) or _zone(said)


def _plainly(said: str, *, near: bool) -> CheckinWish | None:
    """What can mean nothing but messages from us: "leave me alone for a bit", "skip this week", "no more messages", "too many texts".

    ``near``: check-ins are what the talk is at, so a reason may follow, and "a bit later" is about them.
    """
    if near and (found := REASON.match(said)):
        said = found["rest"] if REST.match(found["rest"]) else said
    if near and (found := SHIFT.match(said)):
        return CheckinWish(WishKind.SET, shift=-SHIFT_HOURS if found["way"].startswith("ear") else SHIFT_HOURS, weak=True)
    if near and BIT_LESS.match(said):
        return CheckinWish(WishKind.SET, change=-1, weak=True)
    if near and said.startswith(("nothing ", "not ", "no messages ", "no texts ")) and (quiet := _quiet(said)):
        return replace(quiet, weak=True)
    if found := ALONE.match(said):
        return _for(found["when"]) if found["when"] else CheckinWish(WishKind.STOP, weak=True)
    if near and (found := WEEK_OFF.match(said) or BUSY.match(said)):
        return _for(found["when"])
    if found := REST.match(said):
        return _for(found["when"])
    if AWAY.match(said) and (found := AWAY_WHEN.search(said)):
        whole = stretch_words(said)
        return _for(whole if whole and found["when"].startswith("until") and whole.startswith("until") else found["when"])
    if found := ABOUT_AGAIN.match(said):
        return CheckinWish(WishKind.RESUME, about=found["what"].strip())
    if START_AGAIN.match(said):
        return CheckinWish(WishKind.RESUME)
    if NO_MORE.match(said) or PACK_IN.match(said):
        return CheckinWish(WishKind.STOP)
    return CheckinWish(WishKind.SET, change=-1, weak=True) if MUCH.match(said) else None


def _again(text: str) -> CheckinWish | None:
    """That they want them back. A bare "start again" may mean the map as well, and so it is weak."""
    parts = clauses(text)
    if any(moment.AGAIN.match(part) for part in parts) and not times.days_in(written_out(text)):
        return CheckinWish(WishKind.RESUME, weak=True)
    back = any(moment.BACK_ON.search(part) for part in parts) and not _set(written_out(text), free=True)
    return CheckinWish(WishKind.RESUME) if back else None


def _by_clause(text: str, *, prompted: bool, told: bool) -> CheckinWish | None:
    """The wish in one clause, where the others say why: "sundays are no good, got church. sat instead?"."""
    parts = clauses(text)
    whole = written_out(text)
    does = any(moment.DO_IT.match(part) for part in parts)
    found: list[CheckinWish] = []
    for part in parts:
        if prompted and moment.LATER.match(part):
            return CheckinWish(WishKind.SKIP, when="until next week" if "next week" in part else "today", weak=True)
        if skipped := moment.SKIP_DAY.match(part):
            return CheckinWish(WishKind.SKIP, when=f"this {skipped['when']}", weak=True)
        if (hours := moment.hours_moved(part)) is not None:
            return CheckinWish(WishKind.SET, shift=hours, weak=True)
        if down := moment.days_turned_down(part):
            found.append(CheckinWish(WishKind.SET, left_out=down, weak=True))
        elif len(parts) > 1 and (plainly := _plainly(part, near=True)):
            return plainly
        elif moment.DO_IT.match(part) and not re.search(r"\b(?:yesterday|tomorrow|today|tonight)\b", part) and (set_to := _set(part, free=True)):
            found.append(replace(set_to, weak=True))
        elif not does and (told or found or any(way.search(whole) for way in (WANTED, ONLY, BETTER)) or times.often_in(part)) and not (
                prompted and len(parts) == 1) and (bare := _bare_times(part)):
            found.append(bare)
    return _joined(found) if found else None


def _joined(found: list[CheckinWish]) -> CheckinWish:
    """What several clauses want, as one."""
    made = found[0]
    for each in found[1:]:
        made = replace(
            made, days=made.days or each.days, left_out=(*made.left_out, *each.left_out), times=made.times or each.times, weeks=made.weeks or each.weeks,
            at=made.at or each.at, change=made.change or each.change)
    return replace(made, left_out=tuple(day for day in made.left_out if day not in made.days), times=None if made.days else made.times)


def _let_be(said: str) -> CheckinWish | None:
    """"Stop going on about the gym": of a goal, if it names one."""
    found = KEEPS.match(said) or (DROP_IT.match(AND_KEEP.split(said)[0]) if MENTIONS.search(said) else None)
    return CheckinWish(WishKind.MUTE, about=found["what"].strip(), weak=True) if found else None


def _for(when: str) -> CheckinWish:
    """A rest for as long as these words say; where they name no day, it is said how to come back."""
    if when.strip().startswith("until") and stretch_words(when) is None:
        return CheckinWish(WishKind.STOP, weak=True)
    return CheckinWish(WishKind.SKIP, when=when.strip(), weak=True)


def _bare_times(said: str) -> CheckinWish | None:
    """"Sundays would be better", "evenings not mornings", "just once a week": days and times, and nothing else."""
    said = times.NOT_SPAN.sub(" ", said)
    left = FILLS.sub(" ", re.sub(LEAD[:-1], "", said))
    bare = re.sub(r"\b(?:(?:don'?t|dont|do not) (?:do|want|like)|not|rather than|instead of|no)\b(?: in| on)?", " ", left)
    spans = pieces_of(bare)
    kinds = {span.piece for span in spans}
    if not spans or not kinds <= {Piece.DAY, Piece.TIME, Piece.OFTEN} or not is_only(bare, spans) or re.search(r"\b(?:today|tonight|tomorrow|yesterday)\b", said):
        return None
    found = _set(said, free=True)
    return replace(found, weak=True) if found else None


def _daypart(said: str) -> CheckinWish | None:
    """"Don't message me in the mornings": that part of the day is left quiet."""
    if INSTEAD.search(said):
        return None
    return next((CheckinWish(WishKind.SET, **edge) for way, edge in DAYPART if way.search(said)), None)


def _skip(said: str, *, speaks: bool, asked: bool) -> CheckinWish | None:
    found = SKIP.search(said)
    if found is None or asked and times.days_in(said):
        return None
    when = found["when"] or "a week"
    if when in ("today", "tomorrow"):
        return CheckinWish(WishKind.SKIP, when=when) if speaks or when == "today" and len(said.split()) < 5 else None
    if when.startswith("until"):
        return _for(said[found.start("when"):])
    return CheckinWish(WishKind.SKIP, when=when)


def _stop(said: str, text: str) -> CheckinWish:
    said = AND_KEEP.split(re.sub(r"^(?:(?:but|and|so|ok|oh),? )+", "", said))[0]
    about = ABOUT.search(clauses(text)[0]) if "," in text else ABOUT.search(said)
    what = about["what"].strip() if about else ""
    if what in ("", "me", "it all", "everything", "anything", "all of it", "check ins", "that", "it"):
        return CheckinWish(WishKind.STOP)
    return CheckinWish(WishKind.MUTE, about=what)


def _set(said: str, *, free: bool) -> CheckinWish | None:
    if not free:
        return None
    days, left_out, often, at = times.days_in(said), times.left_out_in(said), times.often_in(said), times.time_in(said)
    change = -1 if LESS.search(said) else 1 if MORE.search(said) else 0
    if not (days or left_out or often or at or change):
        return None
    number, weeks = often or (None, None)
    return CheckinWish(WishKind.SET, days, left_out, number, weeks, at, change=change)


def _quiet(said: str) -> CheckinWish | None:
    edges = {}
    for name, way in (("quiet_to", BEFORE), ("quiet_from", AFTER)):
        if (found := way.search(said)) and (at := _edge(found["at"], morning=name == "quiet_to")):
            edges[name] = at
    return CheckinWish(WishKind.SET, **edges) if edges else None


def _edge(words: str, *, morning: bool) -> time | None:
    if re.match(r"(?:mid ?day|noon)\b", words):
        return time(12)
    found = times.CLOCK.match(words)
    at = times.clock_time(found) if found else next((at for part, at in times.PARTS if part.match(words)), None)
    if at is None or found is None or found["half_day"]:
        return at
    if morning and at.hour > 12:
        return time(at.hour - 12, at.minute)
    return at if morning or at.hour > 11 else time(at.hour + 12, at.minute)


def _zone(said: str) -> CheckinWish | None:
    zone = zone_in(said)
    return CheckinWish(WishKind.SET, zone=zone) if zone else None
