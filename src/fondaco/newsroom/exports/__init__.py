"""Bulletins as files."""
