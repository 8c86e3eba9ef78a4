"""The book (账本, `*.mzb`): raw facts in one SQLite file, changed only by named, undoable operations."""
