"""What can be done to the open book: each edit is one named step."""
