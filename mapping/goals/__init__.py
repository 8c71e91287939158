"""What becomes of goals: their details, plans, ratings and how each check-in went, rebuilt from the facts."""

from mapping.goals.following import MOST_ACTIVE, Follow, follow, follow_up
from mapping.goals.stories import GoalStory, Heard, Outcome, Plan, Rating, tell_stories

__all__ = [
    "Follow", "GoalStory", "Heard", "MOST_ACTIVE", "Outcome", "Plan", "Rating", "follow", "follow_up", "tell_stories",
]
