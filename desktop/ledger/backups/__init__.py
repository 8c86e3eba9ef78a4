"""Copies of a book: automatic backups, restoring, saving under another name, clearing the history with its backups."""
