"""The forms of the registry's records."""
