"""What the chat's pages work with: who is there, what was said, and where new words go."""

from dataclasses import dataclass

from flask import abort, request
from sqlalchemy import Engine

from bot.web.conversation import Standing, said_after, said_before, standing
from bot.web.inbound import Inbound
from bot.web.presenters import Shown, show
from bot.web.visitors import Visitor, Visitors
from bot.web.waiting import Waiting
from mapping.store.engine import reading

PAGE = 40  # messages shown at first, and each time earlier ones are asked for


@dataclass(frozen=True, slots=True)
class Room:
    """One chat, seen from the request of one browser."""

    engine: Engine
    visitors: Visitors
    inbound: Inbound
    waiting: Waiting

    def stands(self, visitor: Visitor) -> Standing:
        """Where this browser's conversation stands."""
        with reading(self.engine) as connection:
            return standing(connection, "web", visitor.address)

    def since(self, now: Standing, after: int) -> list[Shown]:
        """What was said since this message, at most a page."""
        with reading(self.engine) as connection:
            return show(said_after(connection, now.participant_id, after, PAGE), now) if now.participant_id else []

    def earlier(self, now: Standing, before: int | None) -> tuple[list[Shown], bool]:
        """A page of what was said before this message, and whether there is more."""
        if not now.participant_id:
            return [], False
        with reading(self.engine) as connection:
            said = said_before(connection, now.participant_id, before, PAGE + 1)
        return show(said[-PAGE:], now), len(said) > PAGE

    def visitor(self) -> Visitor:
        """The browser behind this request, which must show its page pass."""
        visitor = self.visitors.of(request)
        if visitor.new or not self.visitors.shows_pass(visitor, request):
            abort(403)
        return visitor
