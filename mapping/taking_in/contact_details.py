"""Spots what would tell where somebody can be reached, so that it is kept nowhere: a map needs a name and a role, no more.

Spotted: phone numbers, email addresses, postcodes, NHS numbers (by their check digit, or where the letters NHS stand before
them), and a house number with its street. Numbers anyone may ring (0800, 0808, 03, 111, 116 123) are left alone. Numbers
written as words, and a street without a house number, are not spotted.
"""

import re
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
            return STANDS_FOR
        text = pattern.sub(blot, text)
    return WithoutDetails(text, tuple(detail for detail in Detail if detail in found))


def _always(_: re.Match[str]) -> bool:
    return True


def _private_number(match: re.Match[str]) -> bool:
    """A number of 10 to 15 digits that begins as phone numbers do and is nobody's helpline."""
    digits = re.sub(r"\D", "", match[0])
    if match[0].lstrip("( ").startswith("+") or digits.startswith("00"):
        return 9 <= len(digits) <= 15
    return digits.startswith("0") and 10 <= len(digits) <= 11 and not digits.startswith(("0800", "0808", "03"))


def _nhs_number(match: re.Match[str]) -> bool:
    """By its check digit (modulus 11, NHS Data Dictionary), or because it is said to be one."""
    if match["said"]:
        return True
    *digits, check = (int(each) for each in re.sub(r"\D", "", match["number"]))
    wanted = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
    return check == (0 if wanted == 11 else wanted)


def _house(match: re.Match[str]) -> bool:
    """A number and a name before a word for a street: not "2 friends down the road", not "10 mins walk"."""
    words = [word.lower().strip(".,'’") for word in match["name"].split()]
    if not words or any(word in _NO_STREET for word in words):
        return False
    return match["kind"].lower() in _STREETS or match["kind"][0].isupper() and match["name"][0].isupper()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STREETS = _words("street st road rd avenue ave lane crescent cres terrace gardens gdns grove mews")
_NO_STREET = _words(
    "the a an in on of to from at down up and my by near for with off over across along this that our his her their every other same "
    "min mins minute minutes hour hours mile miles metre metres yards day days week weeks year years time times pm am oclock "
    "people person friends friend mates mate kids children boys girls women men dogs cats bus buses train trains car cars doors door "
    "is are was were have has had go goes went live lives walk walks long short busy main big little few more")
_SEPARATOR = r"[\s().\-–]{0,3}"
_KINDS: tuple[tuple[Detail, re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    (Detail.EMAIL, re.compile(
        r"(?<![\w.+'-])[\w.+'-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\w-]+)+"
        r"|(?<![\w.+'-])[\w.+'-]{1,64} at (?:gmail|hotmail|outlook|yahoo|icloud|live|aol|btinternet|sky|proton\w*)(?: ?(?:\.|dot) ?(?:com|net|org|me|co|uk))+", re.I), _always),
    (Detail.NHS_NUMBER, re.compile(
        r"(?P<said>\bnhs\s*(?:no\.?|num(?:ber)?)?\s*(?:is|:|=)?\s*)?(?<![\d+])(?P<number>\d{3}[ -]?\d{3}[ -]?\d{4})(?!\d)", re.I), _nhs_number),
    (Detail.PHONE, re.compile(rf"(?<![\w+])(?:\+\s?|\(\s?)?\d(?:{_SEPARATOR}\d){{8,14}}(?!\w)"), _private_number),
    (Detail.ADDRESS, re.compile(
        r"(?:\b(?:flat|apartment|apt|unit|room)\s*\d+[a-z]?,?\s+)?(?<![\d:.])\b\d{1,4}[a-z]?,?\s+(?P<name>[a-z][a-z'’.-]*(?:\s+[a-z][a-z'’.-]*){0,2})\s+"
        r"(?P<kind>street|st|road|rd|avenue|ave|lane|crescent|cres|terrace|gardens|gdns|grove|mews|close|drive|court|way|place|square|hill|row|walk|park|rise)\b",
        re.I), _house),
    (Detail.POSTCODE, re.compile(
        r"\b(?:[A-PR-UWYZ][A-HK-Y]?\d{1,2}|[A-PR-UWYZ]\d[A-HJKPSTUW]|[A-PR-UWYZ][A-HK-Y]\d[ABEHMNPRVWXY])\s{0,2}\d[ABD-HJLNP-UW-Z]{2}\b", re.I), _always),
)
