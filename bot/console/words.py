"""Turns what is stored into words for a page: times in London, how long ago, what is shared."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.console.access import NotShared
from bot.console.accounts.workers import Worker
from mapping.store.sharing import Shared

LONDON = ZoneInfo("Europe/London")
SHARED_WORDS = {
    Shared.NOTHING: "Nothing", Shared.MAP: "The map and goals", Shared.TRANSCRIPT: "The map, the goals and what was said",
}


def day(at: datetime | None) -> str:
    """Such as "Thursday 26 November 2026"."""
    return "" if at is None else f"{(local := at.astimezone(LONDON)):%A} {local.day} {local:%B %Y}"


def clock(at: datetime | None) -> str:
    """Such as "14:05"."""
    return "" if at is None else f"{at.astimezone(LONDON):%H:%M}"


def moment(at: datetime | None) -> str:
    """Such as "26 November 2026, 14:05"."""
    return "" if at is None else f"{(local := at.astimezone(LONDON)).day} {local:%B %Y, %H:%M}"


def ago(at: datetime | None, now: datetime) -> str:
    """Such as "5 minutes ago", "yesterday", "9 days ago"."""
    if at is None:
        return "never"
    past = now - at
    if past < timedelta(minutes=1):
        return "just now"
    if past < timedelta(hours=1):
        return _many(int(past.total_seconds() // 60), "minute") + " ago"
    days = (now.astimezone(LONDON).date() - at.astimezone(LONDON).date()).days
    if days == 0:
        return _many(int(past.total_seconds() // 3600), "hour") + " ago"
    return "yesterday" if days == 1 else f"{days} days ago"


def told_of_alerts(account: Worker, by_mail: bool) -> str:
    """How somebody of the staff is told of alerts now. ``by_mail``: a mail server is set."""
    ways = [way for way, wanted in (("email", account.notice_email and by_mail), ("Telegram", account.telegram)) if wanted]
    says = f"You are told by {' and '.join(ways)}." if ways else "You are told on the open pages of the console alone."
    return says if by_mail else f"{says} No mail server is set, so no email can be sent."


def wait_words(length: timedelta) -> str:
    """How long to wait: "30 seconds", "2 minutes"."""
    seconds = max(1, int(length.total_seconds()))
    return _many(seconds, "second") if seconds < 60 else _many(-(-seconds // 60), "minute")


def is_not_shared(found: object) -> bool:
    """Whether the person does not share this."""
    return isinstance(found, NotShared)


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def day_value(at: datetime | None) -> str:
    """As a date field of a form holds it."""
    return "" if at is None else f"{at.astimezone(LONDON):%Y-%m-%d}"


FILTERS = {"day": day, "day_value": day_value, "clock": clock, "moment": moment, "ago": ago,
           "shared_words": lambda what: SHARED_WORDS[Shared(what)]}
