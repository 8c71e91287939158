"""What the console reads of people, one function a thing to read, each marked with the field it belongs to.

Only these touch the services and the store, and only ``bot/console/access.py`` calls them; a test holds both.
"""
