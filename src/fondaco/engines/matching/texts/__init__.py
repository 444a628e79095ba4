"""Texts in Italian and in English, and how well one answers the other."""
