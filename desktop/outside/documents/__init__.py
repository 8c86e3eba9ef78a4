"""Readers of published documents, each for one kind of file; all run inside the limited child process."""
