"""Details that a text states once more: places, dates, standards, sums of a few amounts, where all money is from."""
