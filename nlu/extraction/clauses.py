"""Cutting a message into clauses: the stretch of words that tells one happening."""

from nlu.extraction.chat import STOPS, Message
from spacy.tokens import Token

OPENERS = frozenset({"ccomp", "advcl", "parataxis", "ROOT", "csubj"})
BREAKS = STOPS | {"but", "because", "although", "though", "whereas", "so", "then", "except"}
SUBJECTS = ("nsubj", "nsubjpass", "expl")


class Clauses:
    """The clause number of each word (``of``) and the sentence number (``sentence``); numbers rise along "
    "the message."""

    def __init__(self, message: Message) -> None:
        self.message = message
        heads: dict[int, int] = {}
        for token in message.doc:
            self._opening(token, heads)
        self.of: list[int] = []
        self.sentence: list[int] = []
        numbers: dict[tuple[int, int], int] = {}
        sentence = part = 0
        for at, low in enumerate(message.low):
            if low in STOPS:
                sentence += 1
                part += 1
            elif low in BREAKS and at:
                part += 1
            elif low in ("and", ",") and self._new_subject(at + 1):
                part += 1
            self.of.append(numbers.setdefault((heads[at], part), len(numbers)))
            self.sentence.append(sentence)

    def _opening(self, token: Token, heads: dict[int, int]) -> None:
        """Note for this word and all it hangs from which word opens their clause."""
        path = []
        while token.i not in heads and token.head is not token and not self._opens(token):
            path.append(token.i)
            token = token.head
        heads.setdefault(token.i, token.i)
        heads.update(dict.fromkeys(path, heads[token.i]))

    @staticmethod
    def _opens(token: Token) -> bool:
        subjects = [child for child in token.children if child.dep_ in SUBJECTS]
        if token.dep_ in ("ccomp", "advcl") and (not subjects or subjects[0].lower_ in ("me", "him", "us", "them")):
            return False
        if token.dep_ in OPENERS:
            return token.pos_ in ("VERB", "AUX") or token.dep_ == "ROOT"
        return (
            token.dep_ == "conj"
            and token.head.pos_ not in ("NOUN", "PROPN", "PRON")
            and token.pos_ in ("VERB", "AUX")
            and any(child.dep_ in SUBJECTS for child in token.children)
        )

    def _new_subject(self, at: int) -> bool:
        """Whether a subject with its verb begins here ("and i go")."""
        low = self.message.low
        if at + 1 >= len(low):
            return False
        if self.message.doc[at].dep_ == "conj" or low[at - 2 : at - 1] in (["me"], ["myself"], ["i"]):
            return False
        started = self.message.doc[self.message.doc[at].sent.start : at]
        if (
            not any(token.pos_ in ("VERB", "AUX") for token in started)
            and not any(w in BREAKS for w in low[max(0, at - 3) : at])
            and low[at] == "i"
        ):
            return False
        if low[at] in ("i", "we", "he", "she", "they", "it", "there", "that", "its", "you") and self.message.doc[
            at + 1
        ].pos_ in ("VERB", "AUX", "ADV", "PART"):
            return True
        return any(
            token.dep_ in SUBJECTS and token.left_edge.i == at and token.head.i > token.i
            for token in self.message.doc[at : at + 4]
        )
