"""Forms as data, tables as questions asked of the cube, and their placement on sheets and pages."""
