"""The four kinds of account, and the person behind a request."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody does here. None of them sees a person they don't support."""

    PSW = "psw"
    LEAD = "lead"
    PRIVACY = "privacy"
    ADMIN = "admin"


ROLE_NAMES = {
    Role.PSW: "Peer support worker", Role.LEAD: "Team lead", Role.PRIVACY: "Privacy officer", Role.ADMIN: "Administrator",
}
SUPPORTING = (Role.PSW, Role.LEAD)  # who can be assigned to somebody


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody of the staff who is signed in."""

    worker_id: str
    name: str
    role: Role
