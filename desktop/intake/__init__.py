"""Records from outside files, with a list of everything refused and why."""
