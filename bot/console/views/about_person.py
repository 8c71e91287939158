"""The views of the pages about one person, beside the overview."""

from bot.console.views import goals, map, notes, putting_right, sessions, talk

VIEWS = (talk, map, sessions, goals, notes, putting_right)
