"""A name put right letter by letter: "no h in Sara", "drop the e", "it's a K not a C", "S A R A", "*Sara"."""

import re

from mapping.model import Mention
from nlu.extraction import lexicons
from nlu.extraction.marked import BEINGS, ITEM, Marked, most_like
from nlu.extraction.taking_off import LEAD

LETTER = r"(?:the letter )?(?P<letter>[a-z])"
WHERE = r"(?: (?:on|at|in|from|off|of)(?: (?:the|her|his|their|it|end|start|beginning|front|back|name|middle|of|spelling))*)?"
NO = r"(?:no|without|with no|has no|has n't got|does n't have|does not have|have n't got|minus|with / o|there is no|there 's no|there is n't|drop|lose|take|take away|remove|delete|leave off|leave out|get rid of)"
FEWER = re.compile(
    rf"^{LEAD}(?:(?:it ?(?:is|'s)|name ?(?:is|'s)|she 's|he 's|that 's) )?(?:(?P<a>{ITEM})(?: 's name)?,? (?:is |'s |should be )?(?:spelt |spelled |written )?)?{NO} (?:an? |the |any |that )?{LETTER}"
    rf"(?: (?:off|out|away))?{WHERE}(?: (?P<b>{ITEM}|[^\W\d_][\w'-]{{2,}}))?(?: please| pls| thanks| tho| though)*[ .!]*$"
)
SWAPPED = re.compile(rf"^{LEAD}(?:(?:it|name|(?P<a>{ITEM})) ?(?:is|'s)? ?)?(?:spelt |spelled |with |starts with )*(?:an? )?{LETTER},? (?:and )?(?:not|instead of|rather than) (?:with )?(?:an? )?(?P<old>[a-z])(?=$|[,.!])")
SPELT_OUT = re.compile(r"(?<![\w'])(?:[a-z][ .-]{1,2}){2,}[a-z](?![\w'])", re.IGNORECASE)
STARRED = re.compile(r"^\s*(?:\*\s?(?P<a>[^\W\d_][\w'-]+(?: [\w'-]+)?)|(?P<b>[^\W\d_][\w'-]+(?: [\w'-]+)?)\s?\*)\s*$")
ALIKE = 0.6  # of what is spelt out and the name it puts right


def by_letters(marked: Marked, source: str) -> tuple[Mention, str] | None:
    """The one whose name is put right, and the name as it should be; ``source`` is the message as typed."""
    return _fewer(marked) or _swapped(marked) or _spelt_out(marked, source) or _starred(marked, source)


def _fewer(marked: Marked) -> tuple[Mention, str] | None:
    match = FEWER.search(marked.text)
    if not match:
        return None
    target = _target(marked, match["a"] or match["b"])
    if target is None:
        return None
    letter, places = match["letter"], [at for at, each in enumerate(target.label.lower()) if each == match["letter"]]
    twice = [at for at in places if target.label.lower()[at + 1 : at + 2] == letter]
    if not places or len(places) > 1 and not twice and re.search(r"\b(?:end|back)\b", marked.text) is None:
        return None
    at = twice[0] if twice else places[-1]
    return target, _cased(target.label, target.label[:at] + target.label[at + 1 :])


def _swapped(marked: Marked) -> tuple[Mention, str] | None:
    match = SWAPPED.search(marked.text)
    target = _target(marked, match["a"]) if match else None
    if match is None or target is None or target.label.lower().count(match["old"]) != 1:
        return None
    return target, _cased(target.label, re.sub(match["old"], match["letter"], target.label, count=1, flags=re.IGNORECASE))


def _spelt_out(marked: Marked, source: str) -> tuple[Mention, str] | None:
    match = SPELT_OUT.search(source)
    if match is None:
        return None
    name = "".join(re.findall(r"[a-z]", match[0].lower()))
    beings = [item for item in marked.known if item.kind in BEINGS]
    target = most_like(name, [item for item in marked.items if item.kind in BEINGS], None, ALIKE) or most_like(name, beings, marked.subject, ALIKE)
    return (target, name.capitalize()) if target is not None and name != target.label.lower() else None


def _starred(marked: Marked, source: str) -> tuple[Mention, str] | None:
    """A star before or behind a word puts right a word like it."""
    match = STARRED.match(source)
    name = (match["a"] or match["b"]) if match else None
    if name is None or name.lower() in {item.label.lower() for item in marked.known}:
        return None
    target = most_like(name.lower(), [item for item in marked.known if item.kind in BEINGS], None, ALIKE)
    return (target, name) if target is not None else None


def _target(marked: Marked, words: str | None) -> Mention | None:
    """The one named, one with a name like this, or whom the talk is about."""
    if words is None:
        found = marked.subject
    elif "§" in words:
        found = marked.item(words)
    else:
        found = most_like(" ".join(lexicons.pieces(words)), [item for item in marked.known if item.kind in BEINGS], None, ALIKE)
    return found if found is not None and found.kind in BEINGS else None


def _cased(old: str, new: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new
