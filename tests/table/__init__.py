"""The table: how strictly it is read, what it says, and that every number in it counts."""
