"""Tests of what tables and lists leave out or have twice."""
