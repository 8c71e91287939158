"""What can be done with a map and with a participant: the only way in for the bot, the actions and the console."""

from mapping.history import Question, Talk
from mapping.services.checkins import Checkins, CheckinTold
from mapping.services.goals import Goals
from mapping.services.maps import Maps
from mapping.services.participants import Participants
from mapping.services.recording import NEW
from mapping.services.sessions import Session, Sessions, SinceLast
from mapping.services.sharing import Look, Shared, Sharing
from mapping.services.starting_map import TakenIn, take_back, take_in
from mapping.services.understood import ItemChange, LastChange, Unclear, Understood
from mapping.store.messages import Said

__all__ = ["NEW", "CheckinTold", "Checkins", "Goals", "ItemChange", "LastChange", "Look", "Maps", "Participants", "Question", "Said", "Session", "Sessions", "Shared", "Sharing", "SinceLast", "Talk",
           "TakenIn", "Unclear", "Understood", "take_back", "take_in"]
