"""The year in one sentence, put together from phrases that each language inflects."""

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from django.utils.translation import gettext_lazy as _

from fondaco.presence.presence import Presence

# Written out one by one: in Italian the article changes with the number.
THE_CLUSTERS: dict[int, Promise] = {
    2: _("the two clusters"),
    3: _("the three clusters"),
    4: _("the four clusters"),
    5: _("the five clusters"),
    6: _("the six clusters"),
    7: _("the seven clusters"),
    8: _("the eight clusters"),
    9: _("the nine clusters"),
    10: _("the ten clusters"),
}


def headline(presence: Presence) -> str:
    """What the year was, as a person would say it."""
    year, activities = presence.year, _number(presence, "P01")
    subject = _subject(presence)
    if not presence.is_recorded:
        return _not_recorded(presence)
    if not activities:
        return _nothing(presence)
    words = {
        "year": _when(presence),
        "who": subject or _several(presence),
        "activities": ngettext("one activity", "%(count)s activities", activities)
        % {"count": activities},
        "where": _where(presence),
        "roles": _roles(_number(presence, "P04"), many=not subject),
    }
    over = year < timezone.localdate().year
    return _sentence(over=over, many=not subject) % words


def _when(presence: Presence) -> str:
    """Filtered figures must not be read as the whole year's."""
    year, filters = str(presence.year), presence.filters
    if filters == filters.only_scope:
        return year
    return gettext("%(year)s, with the filters chosen,") % {"year": year}


def _sentence(*, over: bool, many: bool) -> str:
    """English inflects the verb by number in the present only, Italian in both."""
    if over and many:
        return pgettext(
            "several clusters",
            "In %(year)s %(who)s took part in %(activities)s%(where)s%(roles)s.",
        )
    if over:
        return pgettext(
            "one cluster",
            "In %(year)s %(who)s took part in %(activities)s%(where)s%(roles)s.",
        )
    if many:
        return pgettext(
            "several clusters",
            "In %(year)s %(who)s take part in %(activities)s%(where)s%(roles)s.",
        )
    return pgettext(
        "one cluster",
        "In %(year)s %(who)s takes part in %(activities)s%(where)s%(roles)s.",
    )


def _not_named(presence: Presence, cluster: str) -> str:
    """Nobody says that it did nothing."""
    number = len(presence.selection.perhaps)
    return ngettext(
        "No source names %(cluster)s at an activity of %(year)s; it may be among the "
        "clusters counted without a name at one of them.",
        "No source names %(cluster)s at an activity of %(year)s; it may be among the "
        "clusters counted without a name at %(count)s of them.",
        number,
    ) % {"cluster": cluster, "year": presence.year, "count": number}


def _not_recorded(presence: Presence) -> str:
    """Of the cluster asked for, or of the whole network."""
    if not presence.filters.cluster:
        return gettext("No activity is recorded for %(year)s yet.") % {
            "year": presence.year
        }
    cluster = _subject(presence)
    if presence.selection.perhaps:
        return _not_named(presence, cluster)
    return gettext("No activity of %(cluster)s is recorded for %(year)s yet.") % {
        "cluster": cluster,
        "year": presence.year,
    }


def _nothing(presence: Presence) -> str:
    """Of a recorded year, but under these filters."""
    if presence.filters.cluster and presence.selection.perhaps:
        return _not_named(presence, _subject(presence))
    return gettext("Of %(year)s nothing is recorded that matches these filters.") % {
        "year": presence.year
    }


def _subject(presence: Presence) -> str:
    """The one cluster that the sentence is about; empty where there are several."""
    slug, clusters = presence.filters.cluster, presence.clusters
    if slug:
        named = (one for one in presence.network.clusters if one.slug == slug)
        return next((one.acronym for one in named), slug)
    return clusters[0].acronym if len(clusters) == 1 else ""


def _several(presence: Presence) -> str:
    phrase = THE_CLUSTERS.get(len(presence.clusters))
    if phrase:
        return str(phrase)
    return gettext("the clusters of %(network)s") % {
        "network": presence.network.acronym
    }


def _where(presence: Presence) -> str:
    countries = _number(presence, "P02")
    beyond = presence.details("P02").get("beyond")
    if not countries:
        online = presence.details("P02").get("virtual")
        return gettext(", online") if online == _number(presence, "P01") else ""
    where = ngettext(" in one country", " in %(count)s countries", countries) % {
        "count": countries
    }
    return where + _beyond(int(str(beyond)), countries)


def _beyond(beyond: int, countries: int) -> str:
    if countries == 1:
        return gettext(", beyond Europe") if beyond else gettext(", in Europe")
    if beyond == 0:
        return gettext(", all in Europe")
    if beyond == countries:
        return gettext(", all beyond Europe")
    return ngettext(
        ", one of them beyond Europe", ", %(count)s of them beyond Europe", beyond
    ) % {"count": beyond}


def _roles(times: int, *, many: bool) -> str:
    if not times:
        return ""
    if many:
        phrase = npgettext(
            "several clusters",
            "; once as speaker, coordinator or organiser",
            "; %(count)s times as speaker, coordinator or organiser",
            times,
        )
    else:
        phrase = npgettext(
            "one cluster",
            "; once as speaker, coordinator or organiser",
            "; %(count)s times as speaker, coordinator or organiser",
            times,
        )
    return phrase % {"count": times}


def _number(presence: Presence, code: str) -> int:
    value = presence.value(code)
    return value if isinstance(value, int) else 0
