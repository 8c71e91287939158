"""What the reader learned from annotated texts: a small language model that weighs what the patterns found (docs/decisions/0007)."""
