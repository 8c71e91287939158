"""What the reader has learned from annotated texts: which candidates belong on the map, which are tied, and what each does."""
