"""Reads releases of the ``openai`` package and compares what they say with the table."""
