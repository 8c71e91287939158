"""The peer support workers' console: who may look, at whom, at what; and the pages that show it."""
