"""Tests of goals and numbers of things against other tables."""
