"""What can be told of a rule: what it asks and why, of which models, on whose word, with examples, fixes and its page."""
