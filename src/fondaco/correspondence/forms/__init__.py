"""The forms of the correspondence."""
