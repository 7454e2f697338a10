"""What a check says: diagnostics, their fixes and sources. Knows nothing of the OpenAI API."""
