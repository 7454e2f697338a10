"""Requests repaired by the fixes of their findings, each fix tried on the request before it is kept."""
