"""What the pages of presence say: a year with its parts, and the records behind it."""
