"""Tests of years, dates and terms."""
