"""Requests moved to another model: by what the table says of both, and the fixes of what the other one does not take."""
