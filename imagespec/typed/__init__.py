"""What the generated classes stand on: requests that are valid, responses that are read tolerantly and written exactly."""
