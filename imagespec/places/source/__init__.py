"""Image requests in source code: which calls make them, and what of their arguments is known without running anything."""

PYTHON = frozenset({".py", ".pyi", ".pyw"})
NOTEBOOK = frozenset({".ipynb"})
JAVASCRIPT = frozenset({".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx"})
SUFFIXES = PYTHON | NOTEBOOK | JAVASCRIPT
"""Endings of files of source code, by their language."""
