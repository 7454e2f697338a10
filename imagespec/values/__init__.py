"""What a Python value means as a request value. Built-ins only: generated checks import this package."""
