"""The first page: new books, opening, recent books."""
