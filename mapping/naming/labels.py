"""When two labels are the same thing said twice, and how a label is shown on the map."""

import re
import unicodedata
from functools import lru_cache

from mapping.model import Kind
from mapping.naming.roles import BARE_WORDS, COMMON_WORDS, ROLE_WORDS, SHORT_FORMS, TITLES

_LEADING = re.compile(r"^(?:(?:my|our|me|the|a|an) )+(?=\S)")
_SPELLINGS = {"auntie": "aunty", "aunti": "aunty", "granddad": "grandad", "neighbor": "neighbour"}


@lru_cache(maxsize=4096)
def fold_label(label: str) -> str:
    """A label as it is compared: lower case, without articles, own possessives, apostrophes and marks."""
    text = unicodedata.normalize("NFKC", label).casefold()
    text = re.sub(r"['’‘`´]", "", text)
    text = " ".join(re.sub(r"[^\w\s&+-]", " ", text).split())
    words = (_LEADING.sub("", text) or label.casefold().strip()).split()
    if words[:1] == ["doctor"] and len(words) > 1:  # alone, "doctor" is a role and stays as it is
        words[0] = "dr"
    return " ".join(_SPELLINGS.get(word, word) for word in words)


def same_label(one: str, other: str) -> bool:
    """True where the two labels are the same but for case, articles, possessives and spelling of a title."""
    return fold_label(one) == fold_label(other)


def is_role(label: str, *, relation: str | None = None, relation_words: str | None = None) -> bool:
    """True where the label is a role or a description ("mum", "my music teacher") and no name."""
    folded = fold_label(label)
    if relation and folded == relation or relation_words and folded == fold_label(relation_words):
        return True
    words = folded.replace("-", " ").split()
    return any(word in ROLE_WORDS for word in (*words, folded)) and all(_common(word) for word in words)


def is_bare_role(label: str) -> bool:
    """True for "brother" or "little brother"; false for "friend from church", which tells friends apart."""
    return all(word in BARE_WORDS for word in fold_label(label).replace("-", " ").split())


def _common(word: str) -> bool:
    return word in COMMON_WORDS or word.endswith("s") and word[:-1] in COMMON_WORDS


def short_name(label: str) -> str:
    """The name without its titles, compared: "Auntie Rukhsana" and "Rukhsana" give the same."""
    words = fold_label(label).split()
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    return " ".join(words)


def shown_label(label: str, kind: Kind, *, relation_words: str | None = None) -> str:
    """The label as the map shows it: the person's own casing, but a name typed in lower case gets its capital."""
    label = shown_role(" ".join(label.split())) if kind is Kind.PERSON else " ".join(label.split())
    if kind not in (Kind.PERSON, Kind.PET) or label != label.lower() or is_role(label, relation_words=relation_words):
        return label
    words = label.split()
    return " ".join(_shown_word(word, place, words) for place, word in enumerate(words))


def shown_role(words: str) -> str:
    """The words for a role with its short forms in capitals: "cpn" is a CPN."""
    return " ".join(word.upper() if word in SHORT_FORMS else word for word in words.split())


def _shown_word(word: str, place: int, words: list[str]) -> str:
    followed_by_name = place + 1 < len(words) and words[place + 1] not in COMMON_WORDS
    if word in TITLES and place == 0 and followed_by_name:
        return word.capitalize()
    if re.sub(r"['’]?s?$", "", word) in COMMON_WORDS or word in COMMON_WORDS:
        return word
    return re.sub(r"(?:^|-|(?<=^[od])['’])\w", lambda start: start[0].upper(), word)
