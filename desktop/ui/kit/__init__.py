"""What every room of the window uses: look, threads, small helpers."""
