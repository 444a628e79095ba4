"""From what the press engine reads to what a person confirms, piece by piece."""
