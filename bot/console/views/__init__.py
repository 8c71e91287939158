"""The console's addresses, one module a topic. They read through ``looking()`` and turn what they get into a page."""

from bot.console.views import alerts, people, person, sign_in

VIEWS = (sign_in, people, alerts, person)
