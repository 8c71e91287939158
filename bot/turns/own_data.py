"""What the person decides about their own data: answered here, whether or not Rasa is there.

/privacy, or the same asked in words: what is kept, who sees it, and what can be changed. /export: everything, as a file in this chat. Somebody who is too
young is shown a kind way out. Contact details are left out of what is kept.
"""

import re
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Engine, select, update

from bot.turns.age import answered_too_young, says_too_young
from bot.turns.data_questions import asks_what_is_kept
from bot.turns.inbox import Inbound
from bot.turns.replies import Answer, Reply
from bot.turns.words import ChannelWords
from mapping.goals.following import MEASURE, RATING
from mapping.services import Participants, Sharing
from mapping.services.research import Research
from mapping.store.access import looking, storing
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
_IT = r"(?:me|my \w+|it|this|any of it|what i (?:say|said|tell you))"
_RESEARCH_NO = re.compile(
    r"(?:please |i )*(?:don'?t|do not|stop|never) (?:want (?:you to |to )?)?(?:(?:use|using|share|sharing|include|including|put|have) )?"
    rf"(?:be|{_IT})(?: (?:be|being|to be|used|shared|part|put|included))* (?:for|in|of) (?:any |the |your )?research(?: please)?[.! ]*"
    rf"|(?:please )?(?:no to|say no to|opt out of|(?:take|leave|keep|count) {_IT} out of) (?:the |any |your )?research(?: please)?[.! ]*", re.IGNORECASE)
_RESEARCH_YES = re.compile(
    rf"(?:yes |please |you can |you may |i'?m (?:ok|fine|happy) (?:for|with|if) you (?:to )?)+(?:use|using|share) {_IT} (?:for|in) (?:any |the |your )?research[.! ]*"
    r"|(?:yes to|say yes to|opt in to) (?:the |your )?research[.! ]*", re.IGNORECASE)


class OwnDataTalk:
    """Answers what is about a person's own data. ``words`` are those of domain/channel.yml; ``lowest_age`` is the service's."""

    def __init__(self, engine: Engine, words: ChannelWords, *, lowest_age: int = 16, nation: str = "england") -> None:
        self._engine, self._words, self._lowest_age, self._nation = engine, words, lowest_age, nation
        self._research = Research(engine)

    def answer(self, inbound: Inbound, *, now: datetime) -> Answer | None:
        """The answer, or None where the message is about something else. Raises StoreUnreachable."""
        payload = inbound.payload or ""
        if inbound.kind == "text" and not payload:
            said = inbound.text.strip().replace("\u2019", "'")
            young = answered_too_young(said, self._lowest_age) if self._asked_age(inbound) else None
            if young is not None:
                payload = TOO_YOUNG if young else OLD_ENOUGH
            elif _EXPORT.fullmatch(said):
                payload = EXPORT
            elif _RESEARCH_NO.fullmatch(said) or _RESEARCH_YES.fullmatch(said):
                payload = "/research_yes" if _RESEARCH_YES.fullmatch(said) else "/research_no"
            elif asks_what_is_kept(said):
                payload = PRIVACY
            elif not (inbound.asked or "").startswith((RATING, MEASURE)) and says_too_young(said, self._lowest_age):
                return Answer((self._ask_age(),))
        if payload == TOO_YOUNG:
            numbers = numbers_for(self._nation)
            return Answer((Reply(self._words["too_young"].format(age=self._lowest_age)), Reply(self._words["too_young_help"].format_map(numbers))), forget=True)
        if payload == OLD_ENOUGH:
            return Answer((Reply(self._words["old_enough"]),))
        if payload == EXPORT:
            return Answer(self._export(inbound))
        if payload == PRIVACY and inbound.kind != "button" and self._kept(inbound):
            return Answer(self._privacy(inbound.participant_id))
        if payload in RESEARCH and self._kept(inbound):
            self._research.choose(inbound.participant_id, RESEARCH[payload], version=VERSION, message_id=inbound.id, now=now)
            return Answer((Reply(self._words["research_yes" if RESEARCH[payload] else "research_no"]),))
        return None

    def _asked_age(self, inbound: Inbound) -> bool:
        """Whether the last thing said to them was the question how old they are: then a bare number is their age."""
        with looking(self._engine) as connection:
            last = connection.scalar(select(message.c.text).where(
                message.c.participant_id == inbound.participant_id, message.c.direction == "out",
                message.c.seq < inbound.seq).order_by(message.c.seq.desc()).limit(1))
        return last == self._ask_age().text

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
    if inbound.kind == "button" or not found.left_out:
        return inbound, ()
    with storing(engine) as connection:
        connection.execute(update(message).where(message.c.id == inbound.id).values(text=found.text))
    return replace(inbound, text=found.text), found.left_out


def said_of(details: tuple[Detail, ...], words: ChannelWords) -> Reply:
    """What is said once about what was left out."""
    named = [words[f"left_out_{each}"] for each in details]
    return Reply(words["left_out"].format(what=" and ".join(filter(None, (", ".join(named[:-1]), named[-1])))))
