"""What comes out of an audit: JSON, text, the paper for the unit, the marked copy, the workbook of a folder."""
