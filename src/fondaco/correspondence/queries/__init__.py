"""Reading the correspondence: whom a circular reaches, and what was said to whom."""
