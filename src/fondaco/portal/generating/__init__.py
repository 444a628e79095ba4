"""A whole network made up, of any size: the same for the same seed."""
