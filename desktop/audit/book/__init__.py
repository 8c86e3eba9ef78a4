"""A published budget held against the book it came from."""
