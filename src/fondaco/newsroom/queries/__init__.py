"""What the newsroom reads of the record."""
