"""A goal as it is written where one is asked for: something to do, or something to be."""

import re

from nlu.checkins.speaking import plain
from nlu.checkins.planned import is_deed

AIMS = re.compile(r"(?:(?:maybe|probably|just|to|i(?:'?d| would)? (?:want|like|love|need|wanna)(?: to)?|i wanna|try to|try and) )*(?:stop (?!asking|messag|text|it\b|this|that|now|here|please|talking)\w+|(?:(?:not )(?:feel|be|worry|panic|drink|smoke|hide|get)|be|feel|sleep|eat|live|work|spend|cope|manage|exercise|travel|volunteer|garden|become|keep|stay|face|lose|quit|cut|reduce|finish|give up|sew|knit|let|leave|fix|mend|decorate|budget)(?= \w))", re.I)
TO_US = re.compile(r"\b(?:me|us)\b(?! (?:time|day))|^(?:go (?:on|away|back|ahead)|get (?:lost|stuffed|on with it)|do (?:it|one|that)|come on|move on|leave it|stop\b.{0,12}$|let me|let'?s|see (?:you|ya)|talk (?:later|soon|tomorrow)|speak (?:later|soon|tomorrow)|catch you|look$|wait\b|say (?:that|it) again|start (?:over|again))", re.I)
OF_OUR_TALK = re.compile(r"\b(?:maps?|goals?|data|why|you|u|your|question|this chat|bot|robot)\b", re.I)
LONGEST_WRITTEN = 20  # words
SLIPS = ((re.compile(r"\bg(?:o{2,}al|oa{2,}l|oal{2,}|aol|ola|oel|ole|ol|aal|ial|pal|oak|oql|lao)(?P<s>s?)\b"), r"goal\g<s>"), (re.compile(r"\b[hfv]oal(?P<s>s?)\b"), r"goal\g<s>"), (re.compile(r"\b(?:wnat|watn|wnt|wan|awnt|wont|wat|wanr|wabt|wantt+)\b"), "want"))
LEADS = r"(?:(?:ok|okay|no|yes|yeah|hi|hello|actually|also|and|but|oh|so|can i|could i|can we|can you|could you|i think|please|pls|i|i'?d|id|i'?ll|would|to|want|wanna|need|like|have|set|do|add|make|choose|pick|start|get|find|give|help|me|us|let'?s|lets|ready for|how about|what about)(?: ?,)? +)*"
ANOTHER = re.compile(
    rf"(?!(?:i|ive|i've) (?:have |got |have got )*an? goal){LEADS}(?:(?:a|an|another|one more|a new|a different|a second|a third|my next|the next|some more|some|more|new) (?:other |new |small |little )?goals?|(?:want|wanna|set|make|choose|pick|give me|need|find|like)(?: me)? goals?|goals?(?= (?:please|pls)\b))(?: (?:please|pls|now|too|as well|instead|thanks|ta|mate|x|then|for me))*[ .!?]*")
HOPED = re.compile(
    r"(?:(?:well|um+|er+m?|so|oh|ok|i suppose|i guess|maybe|really|just|actually|honestly)[ ,.]+)*(?:i(?:'?d| would)? ?|i'?ve been |ive been |i was |was |been |i'?m |im |we )(?:just |kind of |sort of |really |always )*(?:thinking|wondering|hoping|thought)\b"
    r"(?: (?:of|about|that|if|maybe|perhaps|possibly|to|i|we|i'?d|could|can|might|would|like to|try and|try to|should|ought to|just|be able to))+ (?P<goal>.+)", re.I | re.S)


def wants_another(text: str) -> bool:
    """Whether a goal, or one beside those there are, is asked for, and no more is said: "i want another goal", "i wnat a gaol"."""
    said = plain(text).strip()
    for slip, spelt in SLIPS:
        said = slip.sub(spelt, said)
    return ANOTHER.fullmatch(said) is not None


def goal_hoped(text: str) -> str | None:
    """The goal in "well i was thinking maybe i could go back to the pool", said where a goal is asked for. None for other words."""
    said = HOPED.fullmatch(" ".join(text.replace("’", "'").split()).strip(" .!"))
    return said["goal"] if said and "?" not in text and not OF_OUR_TALK.search(text) and (is_deed(said["goal"]) or re.match(r"\w+ing\b", said["goal"])) else None


def goal_written(text: str) -> str | None:
    """The goal in words that are a deed or an aim ("save for a coat", "sleep better"), written where a goal is asked for. None for other words."""
    said = " ".join(text.split()).strip(" .!\"'")
    words = said.split()
    if "?" in text or not 1 < len(words) <= LONGEST_WRITTEN or OF_OUR_TALK.search(said) or not (is_deed(said) or AIMS.match(said)):
        return None
    return None if TO_US.search(said) and not re.match(r"stop \w+ing\b", said, re.I) else said
