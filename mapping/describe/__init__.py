"""The map in words: in full for those who can't see it, short for under it, by views, and what it says. Never a score."""

from mapping.describe.captions import CAPTION_LIMIT, caption, short_form
from mapping.describe.changes import changes_caption, describe_changes
from mapping.describe.figures import figures
from mapping.describe.observations import Observation, observe, tell_observations
from mapping.describe.shape import NetworkType, Shape, describe_shape
from mapping.describe.splitting import TELEGRAM_LIMIT, split_for_telegram
from mapping.describe.views import (
    describe_around, describe_hard, describe_helping, describe_people, describe_view, describe_wishes,
)
from mapping.describe.whole import describe_map

__all__ = [
    "CAPTION_LIMIT", "NetworkType", "Observation", "Shape", "TELEGRAM_LIMIT", "caption", "changes_caption", "describe_around",
    "describe_changes", "describe_hard", "describe_helping", "describe_map", "describe_people", "describe_shape",
    "describe_view", "describe_wishes", "figures", "observe", "short_form", "split_for_telegram", "tell_observations",
]
