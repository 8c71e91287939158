"""The console's addresses, one module a topic. They read through ``looking()`` and turn what they get into a page."""

from bot.console.views import account, alerts, audit, organisation, people, person, sign_in, staff, team

VIEWS = (sign_in, organisation, people, alerts, person, team, audit, staff, account)
