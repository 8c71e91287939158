"""Custom actions: each reads what was said, calls one service, and picks an answer by name. No prose here."""
