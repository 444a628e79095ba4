"""Several reads in one query, however many parts a page has."""

from fondaco.core.reading.bulk import read_in_bulk
from fondaco.core.reading.records import Read, is_readable, records
from fondaco.core.reading.together import read_groups, read_together

__all__ = [
    "Read",
    "is_readable",
    "read_groups",
    "read_in_bulk",
    "read_together",
    "records",
]
