"""The pages of rules: every example on them is run, and they say what the terminal says."""
