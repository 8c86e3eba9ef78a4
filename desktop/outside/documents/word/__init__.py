"""Word documents (DOCX): what they show of paragraphs, numbers and tables, and what nobody can read in them."""
