"""Days, dates and times as the bot says them: "on Sundays, around 6pm", "Sunday 8 March"."""

from datetime import date, datetime
from typing import Any

from actions import words
from mapping.checkins import Rhythm


def rhythm_words(rhythm: Rhythm) -> str:
    """When somebody is asked, in words: "on Sundays, around 6pm"."""
    at = time_words(rhythm.at)
    if len(rhythm.days) == 7:
        return words.phrase("utter_phrase_rhythm_daily", at=at)
    days = words.listing([words.phrase(f"utter_phrase_day_{day}_many") for day in rhythm.days])
    often = {1: "weekly", 2: "fortnightly"}.get(rhythm.weeks, "monthly" if rhythm.weeks == 4 else "weeks")
    told = words.phrase(f"utter_phrase_rhythm_{often}", days=days, at=at, weeks=rhythm.weeks)
    return told if rhythm.holidays else words.phrase("utter_phrase_rhythm_no_holidays", when=told)


def moment_words(local: datetime) -> str:
    """A moment of the person's own clock: "Sunday 8 March, around 6pm"."""
    return words.phrase("utter_phrase_moment", date=date_words(local.date()), at=time_words(local.time()))


def date_words(day: date) -> str:
    """"Sunday 8 March"."""
    return words.phrase(
        "utter_phrase_date", day=words.phrase(f"utter_phrase_day_{day.weekday()}"), number=day.day, month=words.phrase(f"utter_phrase_month_{day.month}"))


def time_words(at: Any) -> str:
    """A time of day: "6pm", "half past" kept as figures: "6:30pm"."""
    half, hour = ("am", at.hour) if at.hour < 12 else ("pm", at.hour - 12)
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{hour or 12}{minutes}{half}"
