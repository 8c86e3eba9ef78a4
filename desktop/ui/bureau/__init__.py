"""What a bureau sends in the window: control numbers and approved figures, looked at before they are entered."""
