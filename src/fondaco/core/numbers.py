"""The numbers of rows, as addresses and forms say them."""

# No database counts further, and Python reads no number of thousands of digits.
MOST_DIGITS = 18


def row_number(text: str) -> int | None:
    """None for what is no number of a row: nothing is looked for then."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
