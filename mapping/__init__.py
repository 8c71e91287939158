"""The wellbeing map: its model, services, store, pictures and words. Imports nothing else of ours."""
