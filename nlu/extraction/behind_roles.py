"""What the word behind a role is: a name, what somebody did, the next item, a title of faith."""

from nlu.extraction import lexicons
from nlu.extraction.chat import Message
from nlu.extraction.sightings import Sighting
from nlu.extraction.spotting import Spots

NO_PETS_NAME = frozenset(
    "food walk walks walking walker sitter shelter rescue park hair bed show training today yesterday tomorrow tonight "
    "there here too now again lol who that which died passed i he she it we they everyday mum dad person people".split()
)


def another_doctor(spots: Spots, being: Sighting, start: int) -> bool:
    """A title after a comma opens the next item, where the role is none a doctor has: "my cpn, Dr Okafor"."""
    doctors = ("doctor", "gp", "psychiatrist", "therapist", "other", "boss", "colleague", "friend", "in-law")
    return spots.message.low[start] in ("dr", "doctor") and being.relation not in doctors


def does_something(spots: Spots, at: int) -> bool:
    """Whether the word behind a role is what they did, not their name: "my sons fist-fought", "my husband drew"."""
    message, low = spots.message, spots.message.low[at]
    verb = message.doc[at].tag_ in ("VBD", "VBZ", "VBN", "VBP", "MD")
    if "-" in low and not message.capital(at) and spots.english.everyday(low.rsplit("-", 1)[1]):
        return True
    if verb and low.endswith("ed") and low not in lexicons.names():
        return True
    if low in ("deaf", "blind", "disabled", "same", "also", "too", "alone", "poorly", "abroad", "back"):
        return True
    return verb and not message.capital(at) and spots.english.irregular(low)


def pets_name(spots: Spots, at: int) -> bool:
    """Whether the word behind "my dog" is what the dog is called, everyday word or not: "my dog rex"."""
    message = spots.message
    if at >= len(message) or message.low[at] in NO_PETS_NAME or not message.low[at].isalpha():
        return False
    fits = message.doc[at].tag_ in ("NNP", "NN") or message.capital(at)
    if at in spots.by_word and not message.capital(at):
        return False
    after = message.doc[at + 1] if at + 1 < len(message) else None
    clear = after is None or after.pos_ in ("PUNCT", "VERB", "AUX", "CCONJ", "PRON", "ADP", "SCONJ", "PART")
    return fits and clear and message.doc[at].dep_ in ("appos", "nsubj", "npadvmod", "dep", "ROOT", "conj", "dobj", "pobj")


def past_telling(low: list[str], at: int) -> int:
    """Skip what is told of one name before the next: "Temi who is fifteen and Dara", "ellie (9), jude", "lexi 11 kyle 8"."""
    if low[at : at + 1] and low[at] in ("who", "whos", "aged", "is", "'s", "(", "age") or low[at : at + 1] and low[at].isdigit():
        joined = (i for i in range(at + 1, min(at + 6, len(low))) if low[i] in (",", "and"))
        return next(joined, at + 1 if low[at].isdigit() else at)
    return at


def next_to(spots: Spots, at: int) -> bool:
    """Whether a name stands right behind another in a list without commas: "priya jonno n cass"."""
    low = spots.message.low
    return at < len(low) and (low[at] in lexicons.names() or spots.strange(at)) and low[at] not in lexicons.ordinary_names()


def in_faith(message: Message, role: Sighting) -> bool:
    """ "Sister Comfort" with a capital in the midst of a sentence, or by word of church, is no sister by birth."""
    church = {"church", "fellowship", "prayer", "mass", "congregation", "convent", "parish", "prayed"} & set(message.low)
    sure = bool(church) or not message.begins(role.start)
    return message.low[role.start] in ("sister", "brother") and message.capital(role.start) and sure
