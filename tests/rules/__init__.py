"""One folder per rule: a request that keeps it, one that breaks it, what is then found, and the repaired request."""
