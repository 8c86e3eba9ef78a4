"""What-if in the window: the strip that marks an open scenario (测算方案), its menu, its dialogs."""
