"""Names and roles as people write them: when two are the same, how one is shown, how one is said in a sentence."""

from mapping.naming.labels import fold_label, is_bare_role, is_role, same_label, short_name, shown_label, shown_role
from mapping.naming.likeness import alike
from mapping.naming.namesakes import bare_name, mark_of, marks, namesakes, told_apart
from mapping.naming.spoken import doing, is_several, sibling_words, spoken

__all__ = [
    "alike", "bare_name", "doing", "fold_label", "is_bare_role", "is_role", "is_several", "mark_of", "marks", "namesakes", "same_label",
    "short_name", "shown_label", "shown_role", "sibling_words", "spoken", "told_apart",
]
