"""Rows of tables and what the text says of them: how many projects, what a subject or a unit comes to."""
