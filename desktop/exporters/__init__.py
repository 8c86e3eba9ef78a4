"""Writing placed sheets and paragraphs to files. No exporter knows a table's name or a region."""
