"""The index of the search: words of our own, in each database's own index."""
