"""Lists the helplines a person must check before a release: `make release-check`, or `python -m nlu.safety.freshness`. Fails while any is left."""

import sys
from datetime import UTC, datetime

from nlu.safety.contacts import FRESH_DAYS, to_check


def main() -> int:
    """Print them, one a line. Returns 1 while there are any, so that a release can be held back."""
    waiting = to_check(datetime.now(UTC).date())
    for contact in waiting:
        nations = ", ".join(contact.nations)
        print(f"{contact.name}: {contact.number} ({nations}), last checked {contact.checked_on or 'never'}")
    if waiting:
        print(f"\n{len(waiting)} helplines wait: ring or read each at its source, then set its checked_on in nlu/safety/contacts.yml.")
    else:
        print(f"Every helpline was checked within {FRESH_DAYS} days.")
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())
