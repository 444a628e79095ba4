"""The forms of the calendar's records."""
