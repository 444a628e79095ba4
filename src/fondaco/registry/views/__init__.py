"""Pages of the registry that are more than a list and a form."""
