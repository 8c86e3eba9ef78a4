"""Placed and paginated: what is drawn on screen and in the PDF."""
