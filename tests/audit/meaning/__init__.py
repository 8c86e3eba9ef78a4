"""Tests of what words mean."""
