"""What a form asks: its description, loaded strictly."""
