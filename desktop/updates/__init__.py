"""Layouts and policy packs that are added without a new program: looked at, taken in, listed, removed."""
