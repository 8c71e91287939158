"""How the processes can be watched: log lines, figures and probes. Never anybody's words; imports nothing of ours."""
