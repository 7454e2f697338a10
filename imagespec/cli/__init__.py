"""The command line: one file per command, one per kind of input, one per format of output."""
