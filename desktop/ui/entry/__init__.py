"""Pages on which records are typed: sub-pages with their grids, the form of a single record."""
