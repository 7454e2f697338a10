"""Findings repaired: in requests, and in the text of files."""
