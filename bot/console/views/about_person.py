"""The views of the pages about one person, beside the overview."""

from bot.console.views import goal_right, goals, map, missed, notes, putting_right, sessions, talk, wish_right

VIEWS = (talk, map, sessions, goals, goal_right, notes, putting_right, missed, wish_right)
