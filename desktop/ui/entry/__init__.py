"""Pages on which records are typed: sub-pages with their grids."""
