"""What makes the compiled JavaScript a package for npm: its manifest, its types, its adapters."""
