"""Where requests live: what is a request in a document or in source code, and where in it that stands."""
