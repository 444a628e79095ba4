"""P02, the countries where a network was."""

from django.utils.translation import gettext_lazy as _

from fondaco.engines.language.countries import is_europe
from fondaco.presence.counted import Counted, Indicator, Result, here, merged
from fondaco.presence.facts import ActivityFact, Evidence
from fondaco.presence.selection import Selection
from fondaco.web.templatetags.words import country_name


def count_countries(selection: Selection) -> Result:
    """Count distinct countries of the places of counted activities.

    A place counts whoever says it, even where the activity itself is told by one
    source only. Online activities without a place are in no country: a count apart.
    """
    met = set().union(*map(selection.countries_of, selection.activities))
    home = selection.facts.network.country
    europe = [country for country in met if is_europe(country)]
    online = [one for one in selection.activities if one.is_virtual]
    return Result(
        value=len(met),
        list_records=lambda: tuple(
            counted_country(selection, country) for country in sorted(met)
        ),
        details={
            "europe": len(europe),
            "beyond": len(met) - len(europe),
            "abroad": len(met - {home}),
            "virtual": len(online),
        },
    )


def counted_country(selection: Selection, country: str) -> Counted:
    return Counted(
        type="country",
        id=country,
        title=here(country_name(country)),
        view="presence:records",
        arguments=(selection.facts.year, "P01"),
        query=selection.filters.query_but(country=country),
        evidence=merged(
            words
            for one in selection.activities
            if country in one.countries
            for words in _whereabouts(one, country)
        ),
    )


def _whereabouts(activity: ActivityFact, country: str) -> list[Evidence]:
    """Who says that it was there; else who tells the activity."""
    said = [
        words
        for place in activity.places
        if place.country == country
        for words in place.evidence
    ]
    return said or list(activity.evidence)


COUNTRIES = Indicator(
    code="P02",
    unit="countries",
    label=_("countries"),
    rule=_(
        "Distinct countries where the counted activities take place, each once. Online "
        "activities are in no country. Europe is as the United Nations draw it, with "
        "Cyprus; abroad is every country but the network's own."
    ),
    count=count_countries,
)
