"""Dates, as Italian texts give them."""
