"""The auditor (审阅): a published budget held against itself, with or without the book it came from."""
