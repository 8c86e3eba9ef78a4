"""What is handed over beside the usual files: names by the bureau's rule, attachments, data, a page for citizens."""
