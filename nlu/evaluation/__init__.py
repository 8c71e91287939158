"""How well the ear hears: annotated texts, the figures on them, and where it goes wrong (`make eval`)."""
