"""A goal as it is written where one is asked for: something to do, or something to be."""

import re

from nlu.checkins.planned import is_deed

AIMS = re.compile(r"(?:(?:maybe|probably|just|to|i(?:'?d| would)? (?:want|like|love|need|wanna)(?: to)?|i wanna|try to|try and) )*(?:stop (?!asking|messag|text|it\b|this|that|now|here|please|talking)\w+|(?:be|feel|sleep|eat|live|work|spend|cope|manage|exercise|travel|volunteer|garden|become|keep|stay|face|lose|quit|cut|reduce|finish|give up|sew|knit|let|leave|fix|mend|decorate|budget)(?= \w))", re.I)
TO_US = re.compile(r"\b(?:me|us)\b(?! (?:time|day))|^(?:go (?:on|away|back|ahead)|get (?:lost|stuffed|on with it)|do (?:it|one|that)|come on|move on|leave it|stop\b.{0,12}$|let me|let'?s|see (?:you|ya)|talk (?:later|soon|tomorrow)|speak (?:later|soon|tomorrow)|catch you|look$|wait\b|say (?:that|it) again|start (?:over|again))", re.I)
OF_OUR_TALK = re.compile(r"\b(?:maps?|goals?|data|why|you|u|your|question|this chat|bot|robot)\b", re.I)
LONGEST_WRITTEN = 20  # words


def goal_written(text: str) -> str | None:
    """The goal in words that are a deed or an aim ("save for a coat", "sleep better"), written where a goal is asked for. None for other words."""
    said = " ".join(text.split()).strip(" .!\"'")
    words = said.split()
    if "?" in text or not 1 < len(words) <= LONGEST_WRITTEN or OF_OUR_TALK.search(said) or not (is_deed(said) or AIMS.match(said)):
        return None
    return None if TO_US.search(said) and not re.match(r"stop \w+ing\b", said, re.I) else said
