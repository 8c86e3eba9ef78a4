"""Grids in which records are typed, pasted and arranged."""
