"""The table as frozen attrs objects: read it strictly, resolve it into contracts, judge it by its own rules."""
