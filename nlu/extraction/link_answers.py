"""An answer to "who goes there with you?" that turns out to be other news: it says nothing of what was asked about."""

import re
from dataclasses import replace

from mapping.model import Kind, Mention, Reading

OF_IT = re.compile(r"\b(?:there|it|its|that|this|here|them|with me|me and|us|we)\b", re.I)
OVER = re.compile(
    r"\b(?:any ?more|no longer|stopped|packed (?:it|that) in|g[ai]ve (?:it|that|up)|given (?:it|that|up)|gave up|quit|closed|shut|do ?n'?t (?:really )?(?:go|do|bother)|have ?n'?t been|not been|not now)\b", re.I)
HERE_TOO = re.compile(r"[,.;]|\b(?:there|it|its|that|this|here|both|too|also|as well|then|after(?:wards)?|before|sometimes|and (?:we|he|she|they))\b", re.I)
BEINGS = (Kind.PERSON, Kind.GROUP, Kind.PET)


def of_the_asked(reading: Reading, text: str, asked: str | None, subject: Mention | None) -> Reading:
    """The reading without the thing asked about, where the message is about something else; and with that thing still there
    where only the company has ended ("i used to go with my mum")."""
    if subject is None or reading.corrections or not (asked or "").startswith("links."):
        return reading
    about = next((each for each in reading.mentions if each.known and each.label == subject.label), None)
    others = [each for each in reading.mentions if each is not about]
    if about is None or not others:
        return reading
    if _elsewhere(reading, text, about):
        return _without(reading, about)
    if reading.wishes:
        reading = _without_wished_company(reading, text, about)
        if not any(about.label in (link.a, link.b) for link in reading.links) and not _named(subject, text):
            return _without(reading, about)
    if not any(_fits(each, asked or "", subject) for each in others) and not _named(subject, text) and not _of_it(others, about, text):
        return _without(reading, about)
    if subject.current and not about.current and not OVER.search(text):
        return replace(reading, mentions=tuple(replace(each, current=True) if each is about else each for each in reading.mentions))
    return reading


def _of_it(others: list[Mention], about: Mention, text: str) -> bool:
    """Whether "it" or "there" means what was asked about, and not another of its kind that was named before: "the library. i love it there"."""
    said = OF_IT.search(text)
    return said is not None and not any(each.kind is about.kind and each.label.lower() in text[:said.start()].lower() for each in others)


def _without(reading: Reading, about: Mention) -> Reading:
    return replace(reading, mentions=tuple(each for each in reading.mentions if each is not about),
                   links=tuple(each for each in reading.links if about.label not in (each.a, each.b)))


def _elsewhere(reading: Reading, text: str, about: Mention) -> bool:
    """Whether all that is said is of company at another place, or in doing another thing: "i go to the caff with jo"."""
    if about.kind in BEINGS or HERE_TOO.search(text) or _named(about, text):
        return False
    kinds = {each.label: each.kind for each in reading.mentions if each is not about}
    return any({kinds.get(link.a), kinds.get(link.b)} & set(BEINGS) and about.kind in (kinds.get(link.a), kinds.get(link.b)) for link in reading.links)


def _without_wished_company(reading: Reading, text: str, about: Mention) -> Reading:
    """Whoever is named in a wish only ("i want to go with jo") does not come along yet."""
    outside = text.replace("’", "'").lower()
    for wish in reading.wishes:
        outside = outside.replace(wish.lower(), " ")
    wished = {each.label for each in reading.mentions if each is not about and not _named(each, outside)}
    return replace(reading, links=tuple(
        link for link in reading.links if about.label not in (link.a, link.b) or not wished & {link.a, link.b}))


def _fits(mention: Mention, asked: str, subject: Mention) -> bool:
    """Whether this can be what the question asks for: company, or where an activity is done."""
    return mention.kind in BEINGS or mention.kind is Kind.PLACE and (asked == "links.where" or subject.kind is Kind.ACTIVITY)


def _named(subject: Mention, text: str) -> bool:
    words = {subject.label.lower().removeprefix("the "), *(alias.lower() for alias in subject.aliases)}
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.I) for word in words)
