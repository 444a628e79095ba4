"""Records that come in from files: read, matched, planned, applied, undone."""
