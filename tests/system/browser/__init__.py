"""A real browser for the tests, and what they drive it with."""
