"""Whether somebody says that they are too young, and what they answer to the question how old they are."""

import re

YOUNGEST_SAID = 5  # below this a number is hardly somebody's age who can write
_WORDS = {word: number for number, word in enumerate("five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen".split(), 5)}
_NUMBER = rf"(\d{{1,2}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_OLD = r"(?:\s*(?:yo|y/o|yrs?(?:[ -]old)?|years?[ -]old))"
_ENDS = r"(?=\s*(?:[.,!?;)]|$|(?:and|btw|so|but|now|tbh|lol|haha|though|too|still|i|my)\b))"
_ME = r"(?<!like )(?<!as if )(?<!though )(?<!since )\b(?:i'?m|i am)\s+(?:(?:only|just|still)\s+){0,2}"
_AGES = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (
    rf"{_ME}{_NUMBER}{_OLD}?{_ENDS}",
    rf"{_ME}an? {_NUMBER}{_OLD}\b",
    rf"^(?:my age is |age:? ){_NUMBER}{_ENDS}",
    rf"^{_NUMBER}{_OLD}{_ENDS}",
    rf"\bi(?:'ve)? (?:just |only )?turned {_NUMBER}{_OLD}?{_ENDS}"))
_NOT_YET = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (
    rf"{_ME}(?:nearly|almost|not(?: even)?(?: yet)?|under) {_NUMBER}(?: yet)?{_OLD}?{_ENDS}",
    rf"\bi(?:'ll| will) be {_NUMBER} (?:in|on|next|this|soon)\b"))
_SCHOOL_YEAR = re.compile(rf"{_ME}in year (\d{{1,2}})\b(?! of)", re.IGNORECASE)
_AGE_IN_YEAR = 4  # who is in year 9 of an English school is 13 at its start
_MINOR = re.compile(rf"{_ME}(?:under ?age|a minor){_ENDS}", re.IGNORECASE)
_NOT_AN_AGE = re.compile(r"^\s*(?:[.,]\d|%)")
_ANSWER = re.compile(rf"(?:{_ME})?{_NUMBER}{_OLD}?[.! ]*", re.IGNORECASE)
_UNDER = re.compile(r"(?:i'?m |i am )?(?:under|younger|under (?P<age>\d{1,2})|younger than (?P<than>\d{1,2}))[.! ]*", re.IGNORECASE)


def says_too_young(text: str, lowest: int) -> bool:
    """Whether they say of themself that they are younger than ``lowest``."""
    said = text.replace("\u2019", "'").strip()
    if any(YOUNGEST_SAID <= _read(match[1]) < lowest for pattern in _AGES for match in pattern.finditer(said) if not _NOT_AN_AGE.match(said[match.end():])):
        return True
    if any(YOUNGEST_SAID < _read(match[1]) <= lowest for pattern in _NOT_YET for match in pattern.finditer(said)):
        return True
    year = _SCHOOL_YEAR.search(said)
    return bool(year and 1 <= int(year[1]) <= 13 and int(year[1]) + _AGE_IN_YEAR < lowest - 1) or bool(_MINOR.search(said))


def answered_too_young(text: str, lowest: int) -> bool | None:
    """What they answer to "How old are you?" in words: too young or not, or None where it is no clear answer."""
    said = text.replace("\u2019", "'").strip()
    if (number := _ANSWER.fullmatch(said)) and YOUNGEST_SAID <= _read(number[1]) <= 99:
        return _read(number[1]) < lowest
    under = _UNDER.fullmatch(said)
    return True if under and int(under["age"] or under["than"] or lowest) <= lowest else None


def _read(number: str) -> int:
    return int(number) if number.isdecimal() else _WORDS[number.lower()]
