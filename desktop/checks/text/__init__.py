"""Checks that read sentences."""
