"""The calendar's filters, asked of the database."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from fondaco.activities.cities import city_code
from fondaco.activities.dating import dated, is_in_year
from fondaco.activities.filters import CHOICES, ONLINE, UNKNOWN, Selection
from fondaco.activities.models import Place
from fondaco.activities.models.activities import ActivityQuerySet
from fondaco.activities.models.participations import ParticipationQuerySet
from fondaco.activities.queries import visible_activities, visible_participations
from fondaco.activities.search import said_of, words_of
from fondaco.core.keys import KeyList
from fondaco.registry.scope import Scope

NONE = Q(pk__in=())


@dataclass(frozen=True)
class Choosing:
    """Of what a person may see, what a selection asks for."""

    scope: Scope
    # Of each city asked for, the places that are written so, or in another of its ways.
    spellings: Mapping[str, Q]

    @classmethod
    def of(cls, selection: Selection, scope: Scope) -> "Choosing":
        return cls(scope, _spellings(selection.values.get("city", set())))

    def search(self, text: str) -> ActivityQuerySet:
        """All that hold a text; without one, all."""
        activities = visible_activities(self.scope)
        if not (words := words_of(text)):
            return activities
        found = [
            key
            for key, said in said_of(activities, self.scope).items()
            if all(word in said for word in words)
        ]
        return activities.filter(pk__in=KeyList(found))

    def choose(
        self, activities: ActivityQuerySet, selection: Selection
    ) -> ActivityQuerySet:
        """Those that have what every filter but the text asks for."""
        chosen = dated(activities)
        for name in CHOICES:
            if values := selection.values.get(name):
                chosen = chosen.filter(self._asked(name, values, selection))
        return chosen

    def taking_part(self, selection: Selection) -> ParticipationQuerySet:
        """The participations that have the cluster and the role asked for.

        Both are of one participation: “LE2C” and “speaker” finds where LE2C speaks, not
        where it listens to another speaker.
        """
        present = visible_participations(self.scope).order_by()
        if roles := selection.values.get("role"):
            present = present.filter(role__in=sorted(roles))
        if slugs := selection.values.get("cluster"):
            present = present.filter(cluster__slug__in=sorted(slugs))
        return present

    def in_city(self, code: str) -> "QuerySet[Place]":
        return Place.objects.filter(self.spellings.get(code, NONE)).order_by()

    def _asked(self, name: str, values: set[str], selection: Selection) -> Q:
        if name == "year":
            return reduce(or_, (is_in_year(int(year)) for year in sorted(values)))
        if name == "country":
            return _in_countries(values)
        if name == "city":
            there = [self.in_city(code).values("activity") for code in sorted(values)]
            return reduce(or_, (Q(pk__in=places) for places in there))
        if name == "role" and "cluster" in selection.values:
            return Q()  # Asked with the cluster.
        if name in ("cluster", "role"):
            return Q(pk__in=self.taking_part(selection).values("activity"))
        return Q((f"{name}__in", sorted(values)))


def _in_countries(values: set[str]) -> Q:
    """Where it is: countries, or online, or both; or else not known."""
    there = Place.objects.filter(country__in=sorted(values)).order_by()
    asked = Q(pk__in=there.values("activity"))
    if ONLINE in values:
        asked |= Q(is_virtual=True)
    if UNKNOWN in values:
        anywhere = Place.objects.order_by().values("activity")
        asked |= Q(is_virtual=False) & ~Q(pk__in=anywhere)
    return asked


def _spellings(codes: set[str]) -> dict[str, Q]:
    countries = {code.rpartition(", ")[2] for code in codes}
    if not countries:
        return {}
    written = Place.objects.filter(country__in=sorted(countries)).order_by()
    spellings: dict[str, Q] = defaultdict(lambda: NONE)
    for city, country in written.values_list("city", "country").distinct():
        code = city_code(city, country)
        if code in codes:
            spellings[code] |= Q(city=city, country=country)
    return spellings
