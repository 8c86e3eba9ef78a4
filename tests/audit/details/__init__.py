"""Details that a text states once more."""
