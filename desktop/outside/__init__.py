"""The limited child process that opens files from outside, and its readers."""
