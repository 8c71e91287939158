"""Signs that some files can't hold: what XML 1.0, FHIR and spreadsheets refuse, and halves of signs."""

import re

HALF_SIGN = re.compile("[\ud800-\udfff]")  # a lone surrogate: no text at all in UTF-8
_REFUSED = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # https://www.w3.org/TR/xml/#charsets
STAND_IN = "\ufffd"


def writable(text: str) -> str:
    """The text with � for each sign that XML 1.0 refuses; all else, line ends included, stays as it is."""
    return _REFUSED.sub(STAND_IN, text)


def is_writable(text: str) -> bool:
    """True where the text holds no sign that XML 1.0 refuses."""
    return _REFUSED.search(text) is None
