"""From raw facts to budget lines, and any sum over them. Pure: no file, no clock, no window."""
