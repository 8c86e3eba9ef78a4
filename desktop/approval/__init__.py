"""Approved figures (批复数): read out of a bureau's file, held against the budget, taken over as one named step."""
