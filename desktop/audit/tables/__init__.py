"""What the tables of a published budget say: structure, sums, and the meaning of each cell."""
