"""What helps with the program itself: what is new, layouts and packs that are added, the report of a problem."""
