"""Tests of what the text says of the rows of tables."""
