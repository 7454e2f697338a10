"""A revision as a package of JavaScript modules without dependencies: the checks, and what they say."""
