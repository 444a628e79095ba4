"""Markdown as bulletins are written in it: safe HTML, plain text, marked sentences."""
