"""Countries by code and by name."""

from babel import Locale


def is_country(code: str) -> bool:
    """Tell whether `code` is an ISO 3166 alpha-2 code."""
    return len(code) == 2 and code.isalpha() and code in Locale("en").territories
