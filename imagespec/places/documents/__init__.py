"""Requests anywhere in a document: the walk through it, and one file for each kind of place where documents keep requests."""
