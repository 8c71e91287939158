"""The views of the pages about one person, beside the overview."""

from bot.console.views import goal_right, goals, map, notes, putting_right, sessions, talk

VIEWS = (talk, map, sessions, goals, goal_right, notes, putting_right)
