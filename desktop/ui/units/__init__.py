"""Several units in one book: their tree with badges, what is done to them, checks and files of many at once."""
