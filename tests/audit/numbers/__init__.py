"""Tests of numbers told in several places and of slips of the pen in them."""
