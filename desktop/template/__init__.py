"""The bureau's own workbook: which cell holds which figure, kept as a small file, and filling only those cells."""
