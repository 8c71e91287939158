"""What was said in danger is never read for the map by itself: once the talk goes on, whether the people named in it may be added is
asked, with no name and no reason shown (docs/safety.md)."""

from dataclasses import replace
from datetime import timedelta

from actions import services
from actions.asking import UNREAD, ask_yes_or_no
from actions.hearing import hear
from actions.turn import Turn
from mapping.agenda import Question
from mapping.model import Kind, Reading

LATELY = timedelta(days=3)
MOST = 3  # messages asked about at once, the latest ones
NAMED = (Kind.PERSON, Kind.PET)


def ask_unread(turn: Turn) -> bool:
    """Asks once of each message that raised an alarm lately and names somebody who is not on the map. True where it was asked."""
    asked = {part for key, about in turn.talk().asked_times if key == UNREAD for part in (about or "").split("+")}
    raised = [each for each in services.maps().alarms(turn.participant_id, since=turn.now - LATELY) if each not in asked]
    found = [each for each in raised if people_in(turn, each).mentions][-MOST:]
    if found:
        ask_yes_or_no(turn, Question(UNREAD, "+".join(found)), "utter_check_unread")
    return bool(found)


def people_in(turn: Turn, message_id: str) -> Reading:
    """The people and pets of this message who are not on the map, and which of them belong together; nothing else of what it says."""
    said = services.maps().said(turn.participant_id, message_id)
    if said is None:
        return Reading()
    reading = hear(said.text, None, turn.map(), services.maps().known(turn.participant_id), replace(turn.talk(), spoken_of=()))
    mentions = tuple(
        replace(each, impact=None, impact_words=None, closeness=None, frequency=None)
        for each in reading.mentions if each.kind in NAMED and not each.known and not each.wished)
    kept = {each.label for each in mentions}
    return Reading(mentions=mentions, links=tuple(link for link in reading.links if {link.a, link.b} <= kept))
