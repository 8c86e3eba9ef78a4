"""Layouts and policy packs that are added to the program without a new program: looked at, taken in, listed, removed."""
