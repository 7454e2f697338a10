"""Image requests in source code: which calls make them, and what of their arguments is known without running anything."""
