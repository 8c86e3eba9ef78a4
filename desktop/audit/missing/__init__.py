"""What a table or a list leaves out or has twice, names no table knows, and what is said not to be there."""
