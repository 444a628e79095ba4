"""Fondaco runs the international year of a network of technology clusters."""
