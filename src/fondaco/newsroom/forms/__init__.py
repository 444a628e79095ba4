"""The forms of press items and feeds."""
