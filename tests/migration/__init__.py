"""Requests moved to another model: one by one, and in files."""
