"""What kinds of danger the screen tells apart, and what it hands on when it finds one."""

from dataclasses import dataclass
from enum import StrEnum


class DangerKind(StrEnum):
    """What sort of danger a message speaks of: it decides which words answer it, and is no measure of how bad it is."""

    SUICIDAL = "suicidal"
    SELF_HARM = "self_harm"
    ABUSE = "abuse"
    DANGER_NOW = "danger_now"
    HARM_TO_OTHERS = "harm_to_others"
    CHILD_AT_RISK = "child_at_risk"
    OTHER_AT_RISK = "other_at_risk"


@dataclass(frozen=True, slots=True)
class Hit:
    """A message that needs the crisis words and a person's eyes. `evidence` names what found it, never the words."""

    kind: DangerKind
    evidence: str
