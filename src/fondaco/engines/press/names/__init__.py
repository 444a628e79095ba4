"""Organisations and people, as texts call them."""
