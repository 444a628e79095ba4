"""The first page of whoever signs in: what waits, what is next, what changed."""
