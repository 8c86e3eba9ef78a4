"""The answers: rows, cells, rounding, figures."""
