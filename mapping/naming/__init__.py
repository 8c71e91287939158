"""Names and roles as people write them: when two are the same, how one is shown, how one is said in a sentence."""

from mapping.naming.labels import fold_label, is_bare_role, is_role, same_label, short_name, shown_label, shown_role
from mapping.naming.spoken import spoken

__all__ = ["fold_label", "is_bare_role", "is_role", "same_label", "short_name", "shown_label", "shown_role", "spoken"]
