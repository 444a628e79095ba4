"""How much of a list one page shows: the rest has a page of its own.

A small network's year is whole on one page. A large one's has hundreds of each, which
nobody reads at a glance: a map of countries and a table of months say more.
"""

from collections.abc import Mapping

# On a map, of which each is a place; beyond, each mark is a country.
MOST_PLACES = 60
# On the timeline; beyond, a table has each cluster's months.
MOST_BARS = 150
# In each year's list; beyond, it shows a few and leads to all.
MOST_SOURCES, FEW_SOURCES = 40, 10
MOST_PARTNERSHIPS = 20
# Among the filters and in the table of clusters; beyond, those with the most.
MOST_COUNTRIES = 20
A_PAGE = 100


def most(limit: int, numbers: Mapping[str, int]) -> list[str]:
    """Those with the highest numbers, in the order that they have here."""
    if len(numbers) <= limit:
        return list(numbers)
    ranked = sorted(numbers, key=lambda name: (-numbers[name], name))
    kept = set(ranked[:limit])
    return [name for name in numbers if name in kept]
