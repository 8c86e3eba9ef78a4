"""People, units and projects: what a text counts, against itself and against the tables."""
