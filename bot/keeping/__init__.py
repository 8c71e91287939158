"""Keeping what there is: the same rows in another place, for a backup, its restoring, or a move to another database."""
