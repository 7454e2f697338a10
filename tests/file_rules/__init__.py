"""One folder per rule of files and batch lines: a file that keeps it, one that breaks it, what is then found, and the repaired file."""
