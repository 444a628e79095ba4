"""Who worked with whom in projects, and who will work together next."""
