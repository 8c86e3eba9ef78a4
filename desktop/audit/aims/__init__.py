"""Goals and numbers of things: against the rows of other tables, and against all there are."""
