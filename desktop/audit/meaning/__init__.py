"""What the words of a text mean for the figures beside them: reasons of changes."""
