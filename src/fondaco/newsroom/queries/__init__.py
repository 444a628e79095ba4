"""Reading the newsroom, and what it tells of the record."""
