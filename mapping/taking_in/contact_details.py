"""Spots what would tell where somebody can be reached, so that it is kept nowhere: a map needs a name and a role, no more.

Spotted: phone numbers (in words and with the letter O too), email addresses, postcodes, NHS numbers (by their check digit, or
where it is said to be one), and a house number with its street. Numbers anyone may ring (0800, 0808, 03, 111, 116 123) are left
alone. A street without a house number, and numbers parted by other words, are not spotted.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

STANDS_FOR = "…"


class Detail(StrEnum):
    """What was left out."""

    EMAIL = "email"
    PHONE = "phone"
    NHS_NUMBER = "nhs_number"
    ADDRESS = "address"
    POSTCODE = "postcode"


@dataclass(frozen=True, slots=True)
class WithoutDetails:
    """A text with ``…`` for each contact detail, and which kinds there were, in the order of ``Detail``."""

    text: str
    left_out: tuple[Detail, ...]


def without_details(text: str) -> WithoutDetails:
    """The text without contact details. A text that has none comes back as it was."""
    found: set[Detail] = set()
    for detail, pattern, counts in _KINDS:
        def blot(match: re.Match[str], detail: Detail = detail, counts: Callable[[re.Match[str]], bool] = counts) -> str:
            if not counts(match):
                return match[0]
            found.add(detail)
            return f"{match.groupdict().get('before') or ''}{STANDS_FOR}"
        text = pattern.sub(blot, text)
    return WithoutDetails(text, tuple(detail for detail in Detail if detail in found))


def _always(_: re.Match[str]) -> bool:
    return True


def _private_number(match: re.Match[str]) -> bool:
    """A number of 10 to 15 digits that begins as phone numbers do, and is neither a date nor anybody's helpline."""
    if _DATE.match(match[0]) or _PAIRS.fullmatch(match[0]) and _MORE.match(match.string, match.end()):
        return False
    digits = _digits(match[0])
    if "+" in match[0] or digits.startswith("00"):
        return 9 <= len(digits) <= 15
    return digits.startswith(("7", "44")) or _of_this_country(digits)


def _spoken_number(match: re.Match[str]) -> bool:
    """A phone number said digit by digit: "oh seven seven double oh nine hundred one two three"."""
    digits, times = "", 1
    for word in re.findall(r"[a-z]+|\d", match[0].lower()):
        if word == "hundred":
            digits += "00"
        elif word in _TIMES:
            times = _TIMES[word]
        else:
            digits, times = digits + _SPOKEN.get(word, word) * times, 1
    return _of_this_country(digits)


def _of_this_country(digits: str) -> bool:
    return digits.startswith("0") and 10 <= len(digits) <= 11 and not digits.startswith(("0800", "0808", "03")) and digits != "0123456789"


def _digits(text: str) -> str:
    """Its digits, whatever script they are in, the letter O read as a nought."""
    return "".join("0" if letter in "oO" else str(unicodedata.digit(letter)) for letter in text if letter.isdigit() or letter in "oO")


def _nhs_number(match: re.Match[str]) -> bool:
    """By its check digit (modulus 11, NHS Data Dictionary), or because it is said to be one."""
    if match["said"]:
        return True
    *digits, check = (int(each) for each in _digits(match["number"]))
    wanted = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
    return check == (0 if wanted == 11 else wanted)


def _house(match: re.Match[str]) -> bool:
    """A number and a name before a word for a street: not "2 friends down the road", not "10 mins walk"."""
    words = [word.lower().strip(".,'’") for word in match["name"].split()]
    if words == ["the"]:
        return match["name"][0].isupper() and match["kind"][0].isupper()
    if not words or any(word in _NO_STREET for word in words):
        return False
    return match["kind"].lower() in _STREETS or match["kind"][0].isupper() and match["name"][0].isupper()


def _home(match: re.Match[str]) -> bool:
    """A number and a name where somebody lives: most names will do."""
    return not _NO_HOME & {word.strip(".,'’") for word in match["name"].lower().split()}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STREETS = _words("street st road rd avenue ave lane crescent cres terrace gardens gdns grove mews")
_NO_STREET = _words(
    "the a an in on of to from at down up and my by near for with off over across along this that our his her their every other same "
    "min mins minute minutes hour hours mile miles metre metres yards day days week weeks year years time times pm am oclock "
    "people person friends friend mates mate kids children boys girls women men dogs cats bus buses train trains car cars doors door "
    "is are was were have has had go goes went live lives walk walks long short busy main big little few more")
_NO_HOME = (_NO_STREET | _words("different nice bed beds bedroom bedrooms room rooms ends places houses homes floors steps")) - _words(
    "the st long short main little big busy high")
_TIMES = {"double": 2, "treble": 3, "triple": 3}
_SPOKEN = {"o": "0", "oh": "0", "zero": "0", "nought": "0", "naught": "0"} | {
    word: str(number) for number, word in enumerate("one two three four five six seven eight nine".split(), 1)}
_DATE = re.compile(r"\d{1,2}[.\-–]\d{1,2}[.\-–](?:19|20)\d\d(?!\d)")
_PAIRS, _MORE = re.compile(r"\d\d?(?:\s\d\d?)+"), re.compile(r"\s\d")  # a row of small numbers that goes on: a score, a lottery
_SEPARATOR = r"[\s().\-\u2010-\u2014_]{0,3}"
_NEXT = rf"(?:{_SEPARATOR}\d|[oO](?=[oO]*{_SEPARATOR}\d))"  # a nought may be the letter O between digits, not the first of "or"
_FIRST = r"(?:\(\s?)?(?:(?<![\d+])[0\uff10\u0660\u06f0]|(?<![\w+])[oO](?=\d))"
_ENDS = r"(?:com|net|org|uk|me|ie|eu|info|ac|gov)"
_MAIL = r"(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|live|aol|btinternet|sky|proton\w*)"
_SAID_DIGIT = rf"(?:(?:{'|'.join(_TIMES)})\s+)?(?:{'|'.join(_SPOKEN)}|\d)(?:\s+hundred)?"
_KINDS: tuple[tuple[Detail, re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    (Detail.EMAIL, re.compile(
        r"(?<![\w.+'-])[\w.+'-]{1,64}\s?(?:[@\uff20]|[(\[{]at[)\]}])\s?[\w-]+(?:\s?(?:\.|[(\[{]dot[)\]}])\s?[\w-]+)+"
        rf"|(?<![\w.+'-])[\w.+'-]{{1,64}}(?: at |_at_){_MAIL}(?: ?(?:\.|dot) ?(?:com|net|org|me|co|uk))+"
        r"|(?<![\w.+'-])[\w.+'-]{1,64} at (?:gmail|hotmail|yahoo|icloud|btinternet|aol) co(?:m| uk)\b"
        rf"|(?<![\w.+'-])[\w.+'-]{{1,64}}\s?[@\uff20]\s?{_MAIL}\b"
        rf"|(?<![\w.+'-])(?!(?:is|are|was|were|it|look\w*|shop\w*|work\w*) )[\w.+'-]{{1,64}} at [\w-]+(?: dot [\w-]+){{0,2}} dot {_ENDS}\b", re.I), _always),
    (Detail.NHS_NUMBER, re.compile(
        r"(?P<said>\b(?:nhs|chi|h ?& ?c|health and care)\s*(?:no\.?|num(?:ber)?)?\s*(?:['’]?s\b|is\b|was\b|:|=)?\s*)?(?<![\d+])"
        r"(?P<number>(?(said)\d(?:[ .\-–]{0,2}\d){9}|\d{3}[ .\-–]{0,2}\d{3}[ .\-–]{0,2}\d{4}))(?!\d)", re.I), _nhs_number),
    (Detail.PHONE, re.compile(
        rf"(?<![\d+])(?:\(\s?)?(?:\+\s?|00)44(?:{_SEPARATOR}0)?(?:{_SEPARATOR}\d){{9,10}}(?!\d)"  # this country's, from abroad
        rf"|(?<![\w+])(?:(?:\(\s?)?\+\s?|00)\d(?:{_SEPARATOR}\d){{6,13}}(?!\d)"  # another country's
        rf"|{_FIRST}(?:{_NEXT}){{10}}(?!\d)|{_FIRST}(?:{_NEXT}){{9}}(?!\d)"
        r"|(?<![\d+])0\d{2,4}\s?/\s?\d{3,4}[\s-]?\d{3,4}(?!\d)"  # a slash between them, as in no date
        rf"|(?<![\d+.,£$])(?:44{_SEPARATOR})?7\d{{3}}[\s.\-]?\d{{3}}[\s.\-]?\d{{3}}(?!\d)"), _private_number),  # a mobile without its nought
    (Detail.PHONE, re.compile(rf"\b{_SAID_DIGIT}(?:[\s,.\-]+{_SAID_DIGIT}){{4,10}}\b", re.I), _spoken_number),
    (Detail.ADDRESS, re.compile(
        r"(?P<before>\b(?:liv(?:e|es|ed|ing) at|stay(?:s|ed|ing)? at|address(?: is|:)?|mov(?:ed|ing) to)\s+)(?:(?:no\.?|number)\s*)?\d{1,4}[a-z]?,?\s+(?P<name>(?:[a-z][a-z'’.-]*\s+){1,3})"
        r"(?:street|st|road|rd|avenue|ave|lane|crescent|cres|terrace|gardens|gdns|grove|mews|close|drive|court|way|place|square|hill|row|walk|park|rise|view|green|approach|parade|boulevard)\b",
        re.I), _home),
    (Detail.ADDRESS, re.compile(
        r"\b(?:flat|apartment|apt)\s*\d+[a-z]?,?\s+(?P<name>(?:[a-z][a-z'’.-]*\s+){1,3})(?:house|court|lodge|heights|mansions|towers?|buildings)\b", re.I), _home),
    (Detail.ADDRESS, re.compile(
        r"(?:\b(?:flat|apartment|apt|unit|room)\s*\d+[a-z]?,?\s+)?(?<![\d:.])\b\d{1,4}[a-z]?,?\s+(?P<name>[a-z][a-z'’.-]*(?:\s+[a-z][a-z'’.-]*){0,2})\s+"
        r"(?P<kind>street|st|road|rd|avenue|ave|lane|crescent|cres|terrace|gardens|gdns|grove|mews|close|drive|court|way|place|square|hill|row|walk|park|rise)\b",
        re.I), _house),
    (Detail.POSTCODE, re.compile(
        r"\b(?:[A-PR-UWYZ][A-HK-Y]?\d{1,2}|[A-PR-UWYZ]\d[A-HJKPSTUW]|[A-PR-UWYZ][A-HK-Y]\d[ABEHMNPRVWXY])[\s-]{0,2}\d[ABD-HJLNP-UW-Z]{2}\b|\bBFPO\s?\d{1,4}\b", re.I), _always),
)
