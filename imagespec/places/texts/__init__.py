"""Requests in texts that are no documents of values: scripts and pages with curl commands, HTTP and Bruno files, environment files.

Paths lead to offsets: the only key of each is where something begins in the text.
"""

SHELL, HTTP, BRUNO, ENVIRONMENT = "shell", "http", "bruno", "env"
"""The kinds of texts: scripts and pages with curl commands, HTTP files, files of Bruno, and environment files."""
