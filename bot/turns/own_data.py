"""What the person decides about their own data: answered here, whether or not Rasa is there.

/privacy: what is kept, who sees it, and what can be changed. /export: everything, as a file in this chat. Somebody who is too
young is shown a kind way out. Contact details are left out of what is kept.
"""

import re
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Engine, update

from bot.turns.inbox import Inbound
from bot.turns.replies import Answer, Reply
from bot.turns.words import ChannelWords
from mapping.services import Participants, Sharing
from mapping.services.research import Research
from mapping.store.access import storing
from mapping.store.tables import message
from mapping.taking_in.contact_details import Detail, without_details
from nlu.safety.contacts import numbers_for

VERSION = "1"  # of the words on research: a new number with every change of their sense
PRIVACY, EXPORT = "/ask_privacy", "/export"
RESEARCH = {"/research_yes": True, "/research_no": False}
TOO_YOUNG, OLD_ENOUGH = "/too_young", "/old_enough"
_EXPORT = re.compile(
    r"(?:please |can you |could you |i want to |i'd like to )*(?:export|download|send me|give me)(?: a copy of)? (?:all )?(?:of )?(?:my (?:data|stuff)|everything (?:you (?:have|keep|hold|know))(?: (?:on|about) me)?)[.?! ]*",
    re.IGNORECASE)
_AGE = re.compile(r"\b(?:i'?m|i am|im only|i'm only|i am only)\s+(?:only\s+)?(\d{1,2})(?:\s*(?:yo|y/o|yrs?(?: old)?|years? old|year old))?(?=\s*(?:[.,!?]|$|and\b|btw\b|so\b|but\b))", re.IGNORECASE)
_NOT_AN_AGE = re.compile(r"^\s*(?:[.,]\d|%)")


class OwnDataTalk:
    """Answers what is about a person's own data. ``words`` are those of domain/channel.yml; ``lowest_age`` is the service's."""

    def __init__(self, engine: Engine, words: ChannelWords, *, lowest_age: int = 16, nation: str = "england") -> None:
        self._engine, self._words, self._lowest_age, self._nation = engine, words, lowest_age, nation
        self._research = Research(engine)

    def answer(self, inbound: Inbound, *, now: datetime) -> Answer | None:
        """The answer, or None where the message is about something else. Raises StoreUnreachable."""
        payload = inbound.payload or ""
        if inbound.kind == "text" and not payload:
            if _EXPORT.fullmatch(inbound.text.strip().replace("\u2019", "'")):
                payload = EXPORT
            elif self._says_too_young(inbound.text):
                return Answer((self._ask_age(),))
        if payload == TOO_YOUNG:
            numbers = numbers_for(self._nation)
            return Answer((Reply(self._words["too_young"].format(age=self._lowest_age)), Reply(self._words["too_young_help"].format_map(numbers))), forget=True)
        if payload == OLD_ENOUGH:
            return Answer((Reply(self._words["old_enough"]),))
        if payload == EXPORT:
            return Answer(self._export(inbound))
        if payload == PRIVACY and inbound.kind == "command" and self._kept(inbound):
            return Answer(self._privacy(inbound.participant_id))
        if payload in RESEARCH and self._kept(inbound):
            self._research.choose(inbound.participant_id, RESEARCH[payload], version=VERSION, message_id=inbound.id, now=now)
            return Answer((Reply(self._words["research_yes" if RESEARCH[payload] else "research_no"]),))
        return None

    def _says_too_young(self, text: str) -> bool:
        said = text.replace("\u2019", "'")
        return any(
            5 <= int(match[1]) < self._lowest_age and not _NOT_AN_AGE.match(said[match.end():]) for match in _AGE.finditer(said))

    def _ask_age(self) -> Reply:
        buttons = ((self._words["age_button_under"].format(age=self._lowest_age), TOO_YOUNG),
                   (self._words["age_button_over"].format(age=self._lowest_age), OLD_ENOUGH))
        return Reply(self._words["age_ask"].format(age=self._lowest_age), buttons=buttons)

    def _export(self, inbound: Inbound) -> tuple[Reply, ...]:
        if not self._kept(inbound):
            return (Reply(self._words["export_nothing"]),)
        if inbound.channel != "telegram":
            return (Reply(self._words["export_elsewhere"]),)
        return (Reply(self._words["export_here"], export=True),)

    def _privacy(self, participant_id: str) -> tuple[Reply, ...]:
        sharing = self._words[f"share_now_{Sharing(self._engine).shared(participant_id)}"]
        allowed = self._research.allowed(participant_id)
        research = self._words["privacy_research_on" if allowed else "privacy_research_off"]
        turn = ("privacy_button_research_stop", "/research_no") if allowed else ("privacy_button_research_allow", "/research_yes")
        buttons = (
            (self._words["privacy_button_share"], "/share"), (self._words["privacy_button_who"], "/who_looked"),
            (self._words[turn[0]], turn[1]), (self._words["privacy_button_export"], EXPORT),
            (self._words["privacy_button_delete"], "/delete_my_data"),
        )
        return (
            Reply(self._words["privacy_kept"]), Reply(f"{sharing} {research} {self._words['privacy_checkins']}"),
            Reply(self._words["privacy_ask"], buttons=buttons),
        )

    def _kept(self, inbound: Inbound) -> bool:
        return Participants(self._engine).consent(inbound.participant_id) is True


def leave_out_details(engine: Engine, inbound: Inbound) -> tuple[Inbound, tuple[Detail, ...]]:
    """The message without contact details, in the store too, and what was left out. Raises StoreUnreachable."""
    found = without_details(inbound.text)
    if inbound.kind in ("button", "command") or not found.left_out:
        return inbound, ()
    with storing(engine) as connection:
        connection.execute(update(message).where(message.c.id == inbound.id).values(text=found.text))
    return replace(inbound, text=found.text), found.left_out


def said_of(details: tuple[Detail, ...], words: ChannelWords) -> Reply:
    """What is said once about what was left out."""
    named = [words[f"left_out_{each}"] for each in details]
    return Reply(words["left_out"].format(what=" and ".join(filter(None, (", ".join(named[:-1]), named[-1])))))
