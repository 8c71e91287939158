"""What the person lets their peer support worker see, and who has looked: answered here, whether or not Rasa is there.

Commands: /share, /who, and /staff for somebody of the staff who joins their own Telegram to the console.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, select, update

from bot.console.accounts.secrets import digest
from bot.console.notices.words import words as notice_words
from bot.turns.inbox import Inbound
from bot.turns.replies import Answer, Reply
from bot.turns.words import ChannelWords
from mapping.services import Look, Participants, Shared, Sharing
from mapping.store.access import storing
from mapping.store.console_tables import worker
from mapping.store.tables import participant

VERSION = "1"  # of the words they choose by: a new number with every change of their sense
SHARE, WHO = "/share", "/who_looked"  # payloads; Rasa never sees them
CODE = "/share_code"
CHOOSE = {f"/share_{what}": what for what in Shared}
LONDON = ZoneInfo("Europe/London")
MOST_TOLD = 6  # looks in one message
_STAFF = re.compile(r"/?staff\s+([A-Za-z0-9]{16})\s*", re.IGNORECASE)
_WHO = re.compile(
    r"(?:please |can you )*(?:tell me |show me )?who(?: has|'s|s| have)? (?:looked|seen|been looking|viewed)(?: at)?(?: (?:my|this|all my|all of my) .{0,40})?[.?! ]*",
    re.IGNORECASE)
_SHARE = re.compile(
    r"(?:please |i want to |i'd like to |can i |can you )*(?:share|stop sharing|change what i share)(?: (?:my|this|more|less|nothing|it) ?.{0,30})?(?: with my (?:peer support )?worker| with my psw)[.?! ]*"
    r"|what (?:can|does) my (?:peer support )?(?:worker|psw) see[.?! ]*", re.IGNORECASE)


class SharingTalk:
    """Answers what is about sharing. ``words`` are those of domain/channel.yml."""

    def __init__(self, engine: Engine, words: ChannelWords) -> None:
        self._engine, self._words, self._sharing = engine, words, Sharing(engine)

    def answer(self, inbound: Inbound, *, now: datetime) -> Answer | None:
        """The answer, or None where the message is about something else. Raises StoreUnreachable."""
        said = inbound.text.strip().replace("\u2019", "'")
        if inbound.kind == "text" and inbound.channel == "telegram" and (joined := _STAFF.fullmatch(said)):
            return Answer((Reply(self._join_staff(joined[1], inbound, now)),))
        payload = inbound.payload or ""
        if inbound.kind == "text" and not payload:
            payload = WHO if _WHO.fullmatch(said) else SHARE if _SHARE.fullmatch(said) else ""
        if payload == WHO:
            return Answer((Reply(self._who(inbound.participant_id)),))
        if payload not in (SHARE, CODE, *CHOOSE):
            return None
        if Participants(self._engine).consent(inbound.participant_id) is not True:
            return Answer((Reply(self._words["share_nothing_kept"]),))
        if payload in CHOOSE:
            return Answer(self._choose(inbound, CHOOSE[payload], now))
        if payload == CODE:
            code = self._sharing.new_code(inbound.participant_id, now=now)
            return Answer((Reply(self._words["share_code"].format(code=code)),))
        return Answer((self._ask(inbound.participant_id),))

    def _ask(self, participant_id: str) -> Reply:
        now = self._words[f"share_now_{self._sharing.shared(participant_id)}"]
        buttons = tuple((self._words[f"share_button_{what}"], f"/share_{what}") for what in Shared)
        return Reply(f"{now} {self._words['share_ask']}", buttons=buttons)

    def _choose(self, inbound: Inbound, what: Shared, now: datetime) -> tuple[Reply, ...]:
        self._sharing.choose(inbound.participant_id, what, version=VERSION, message_id=inbound.id, now=now)
        told = self._words[f"share_chosen_{what}"]
        names = self._sharing.workers(inbound.participant_id)
        if what is Shared.NOTHING:
            return (Reply(told),)
        if names:
            return (Reply(f"{told} {self._words['share_with'].format(names=_listed(names))}"),)
        return (Reply(told), Reply(self._words["share_no_worker"], buttons=((self._words["share_button_code"], CODE),)))

    def _who(self, participant_id: str) -> str:
        looks = self._sharing.who_has_looked(participant_id)
        if not looks:
            return self._words["who_nobody"]
        lines = [self._line(look) for look in looks[:MOST_TOLD]]
        more = [self._words["who_more"].format(count=len(looks) - MOST_TOLD)] if len(looks) > MOST_TOLD else []
        return "\n".join([self._words["who_these"], *lines, *more])

    def _line(self, look: Look) -> str:
        day = look.at.astimezone(LONDON)
        what = _listed([self._words[f"who_field_{field}"] for field in look.fields])
        words = self._words["who_line_emergency" if look.emergency else "who_line"]
        return words.format(name=look.by, day=f"{day.day} {day:%B}", what=what)

    def _join_staff(self, code: str, inbound: Inbound, now: datetime) -> str:
        """Joins this chat to the account that made the code; it works once."""
        with storing(self._engine) as connection:
            chat = connection.scalar(select(participant.c.address).where(participant.c.id == inbound.participant_id))
            done = connection.execute(update(worker).where(
                worker.c.telegram_code == digest(code), worker.c.disabled_at.is_(None),
            ).values(telegram_chat=chat, telegram_code=None)).rowcount
        return notice_words()["telegram_joined" if done else "telegram_unknown"]


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""
