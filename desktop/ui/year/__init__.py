"""Work of the year: importing, stages, comparison, history, release, export."""
