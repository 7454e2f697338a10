"""The shapes of an exported schema, one file each, and the request body they share."""
