"""Keeping a book safe: its lock, the file it lies in, whether it is sound, which copy of it this is."""
