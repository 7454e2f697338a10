"""Assemblers: from a resolved spec to each artefact. They own traversal, naming and order, never a kind's meaning."""
