"""P18, how many of the countries planned for a year saw an activity."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from fondaco.presence.counted import Counted, Indicator, Result, Unknown, here, merged
from fondaco.presence.facts import Evidence
from fondaco.presence.indicators.countries import counted_country
from fondaco.presence.selection import Selection
from fondaco.web.templatetags.words import country_name


def count_targets(selection: Selection) -> Result:
    """Count planned countries in which at least one counted activity takes place.

    Planned are those that the network and its clusters set for the year, and the
    target countries of the partnerships and projects that its clusters are in at some
    time of the year; one whose end nobody tells, to the last year that a source
    attests. A cluster answers for its own plans only. Without any plan there is no
    figure.
    """
    planned = {
        country: evidence
        for country, evidence in sorted(_planned(selection).items())
        if selection.admits(country)
    }
    if not planned:
        return Result(None, details={"of": 0}, unknown=Unknown.NOT_PLANNED)
    met = planned.keys() & set().union(*(one.countries for one in selection.activities))
    return Result(
        value=len(met),
        list_records=lambda: tuple(
            counted_country(selection, country) for country in planned if country in met
        ),
        list_apart=lambda: tuple(
            _missing(selection, country, evidence)
            for country, evidence in planned.items()
            if country not in met
        ),
        details={"of": len(planned), "planned": list(planned)},
    )


def _planned(selection: Selection) -> dict[str, list[Evidence]]:
    facts = selection.facts
    members = {cluster.pk for cluster in selection.clusters}
    first = dt.date(facts.year, 1, 1)
    planned: dict[str, list[Evidence]] = {}
    for target in facts.targets:
        of_network = target.cluster is None and not selection.filters.cluster
        if of_network or target.cluster in members:
            planned.setdefault(target.country, []).extend(target.evidence)
    for party in facts.parties:
        if party.cluster in members and party.holds(first, facts.last_day):
            for country in party.target_countries:
                planned.setdefault(country, []).extend(party.evidence)
    return planned


def _missing(selection: Selection, country: str, evidence: list[Evidence]) -> Counted:
    return Counted(
        type="country",
        id=country,
        title=here(country_name(country)),
        view="presence:records",
        arguments=(selection.facts.year, "P01"),
        query=selection.filters.query_but(country=country),
        evidence=merged(evidence),
    )


TARGETS = Indicator(
    code="P18",
    unit="countries",
    label=_("planned countries reached"),
    rule=_(
        "Of the countries planned for the year, those with at least one counted "
        "activity. Planned are those of the network and its clusters, and the target "
        "countries of the partnerships and projects that its clusters are in during "
        "the year, as far as sources attest it."
    ),
    count=count_targets,
)
