"""Placing and paginating: the pages drawn on screen and in the PDF."""
