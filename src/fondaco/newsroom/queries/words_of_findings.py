"""What a finding says, in the words of the record and of the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from fondaco.activities.count_words import count_in_words
from fondaco.activities.models import CountStatement, Programme
from fondaco.activities.vocabularies import (
    ActivityKind,
    ActivityStatus,
    BodyRole,
    ParticipationStatus,
    Role,
)
from fondaco.core.partial_dates import PartialDate
from fondaco.core.reading import Read, read_together, records
from fondaco.newsroom.models import Finding
from fondaco.newsroom.vocabularies import NEW, FindingKind, UndertakingKind
from fondaco.registry.models import Cluster, Organisation
from fondaco.web.templatetags.words import city_name, country_name, until

KINDS = {**dict(ActivityKind.choices), **dict(UndertakingKind.choices)}
ROLES = {**dict(BodyRole.choices), **dict(Role.choices)}
FACTS = {
    "mandate": lambda: _("office"),
    "label": lambda: _("label"),
    "membership": lambda: _("membership"),
}


@dataclass(frozen=True)
class Line:
    """What a field is called, and says; `lacks` asks for the correction it names."""

    label: str
    words: str
    lacks: bool = False


class Names:
    """What the clusters, organisations and programmes of findings are called."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        said = [finding.said for finding in findings]
        slugs = {one["cluster"] for one in said if one.get("cluster")}
        uids = {one["organisation"] for one in said if one.get("organisation")} - {NEW}
        clusters, organisations, programmes = read_together(
            records(Cluster.objects.filter(slug__in=slugs)),
            records(Organisation.objects.filter(uid__in=uids)),
            Read(Programme.objects.all(), ("name_it", "name_en", "acronym"), tuple),
        )
        self._clusters = {one.slug: str(one) for one in clusters}
        self._organisations = {one.uid: str(one) for one in organisations}
        self.programmes = {name.lower() for row in programmes for name in row if name}

    def who(self, said: dict[str, Any]) -> str:
        """“LE2C”, “Rossi S.p.A. (AFIL)”, or the name that the text gives."""
        cluster = self._clusters.get(said.get("cluster", ""), "")
        organisation = self._organisations.get(said.get("organisation", ""), "")
        if organisation and cluster:
            return f"{organisation} ({cluster})"
        name = str(said.get("name", ""))
        if cluster and said.get("organisation") == NEW:
            return f"{name} ({cluster})"
        return organisation or cluster or name

    def is_new(self, said: dict[str, Any]) -> bool:
        chosen = said.get("organisation", "")
        return chosen == NEW or not (said.get("cluster") or chosen)


def lines_of(
    finding: Finding, names: Names, whole: Finding | None = None
) -> list[Line]:
    """`whole` is what the finding is a part of."""
    said = finding.said
    match finding.kind:
        case FindingKind.RECORD:
            return list(_record(said, names))
        case FindingKind.PLACE:
            return [Line(_("Place"), _place(said), lacks=not said["country"])]
        case FindingKind.ROLE:
            return list(_role(said, names))
        case FindingKind.COUNT:
            return list(_count(said, names, whole))
    return list(_fact(said, names))


def _record(said: dict[str, Any], names: Names) -> Iterable[Line]:
    kind = KINDS.get(said["kind"], "")
    none = _("not among the kinds of the record")
    yield Line(_("Kind"), capfirst(str(kind)) or none, lacks=not kind)
    start, end = PartialDate.parse(said["start"]), PartialDate.parse(said["end"])
    when = str(until(start, end)) if start.earliest else _("not said")
    hour = said.get("time", "")
    yield Line(_("When"), f"{when}, {hour}" if hour else when)
    if said["kind"] in ActivityKind.values:
        status = dict(ActivityStatus.choices).get(said["status"], "")
        yield Line(_("Status"), capfirst(str(status)) or _("not said"))
        if not said["is_international"]:
            yield Line(_("Counts as international"), _("no"))
    if said.get("within"):
        yield Line(_("Part of"), said["within"])
    if said["edition"]:
        yield Line(_("Edition"), str(said["edition"]))
    if said["programme"]:
        known = said["programme"].lower() in names.programmes
        unknown = _("%(name)s (not among the programmes: it is left out)")
        words = "%(name)s" if known else unknown
        yield Line(_("Programme"), words % {"name": said["programme"]})


def _place(said: dict[str, Any]) -> str:
    country = country_name(said["country"]) if said["country"] else ""
    city = city_name(said["city"], said["country"]) if said["city"] else ""
    named = [said["venue"], city, country]
    words = ", ".join(filter(None, named))
    if country:
        return words
    return _without(words, _("no country yet"))


def _without(words: str, what: str) -> str:
    return f"{words} ({what})" if words else what


def _role(said: dict[str, Any], names: Names) -> Iterable[Line]:
    role = ROLES.get(said["role"], said["role"])
    status = dict(ParticipationStatus.choices).get(said["status"])
    if status and said.get("cluster") and said["status"] != "took_part":
        role = _("%(role)s, %(status)s") % {"role": role, "status": status}
    yield Line(_("Who"), f"{names.who(said)}, {role}")
    if names.is_new(said):
        yield Line("", _("It will be added to the organisations."))
    if said["session"]:
        yield Line(_("Session"), f"“{said['session']}”")
    if said["people"]:
        yield Line(_("With"), ", ".join(said["people"]))


def _count(said: dict[str, Any], names: Names, whole: Finding | None) -> Iterable[Line]:
    # “Several applications” are the record itself, not something counted at it.
    is_whole = whole is not None and whole.said["kind"] == UndertakingKind.PROPOSAL
    lacks = not said["subject"] and not is_whole
    if said["subject"]:
        count = CountStatement(
            subject=said["subject"],
            number=None if said["some"] else said["number"],
            is_some=bool(said["some"]),
            of_total=said["of"],
        )
        words = count_in_words(count)
    elif said["some"]:
        words = _("%(what)s (number not said)") % {"what": said["name"]}
    else:
        words = " ".join(filter(None, [str(said["number"]), said["name"]]))
    if said["cluster"]:
        words = f"{words} ({names.who({'cluster': said['cluster']})})"
    if lacks:
        words = _without(words, _("not among what is counted: it is left out"))
    yield Line(pgettext("of a count", "How many"), words, lacks=lacks)


def _fact(said: dict[str, Any], names: Names) -> Iterable[Line]:
    yield Line(_("Kind"), capfirst(FACTS[said["fact"]]()))
    yield Line(_("Of"), names.who(said))
    yield Line(_("What"), said["value"])
    start, end = PartialDate.parse(said["start"]), PartialDate.parse(said["end"])
    if start.earliest:
        yield Line(_("When"), str(until(start, end)))


def left_in_words(number: int) -> str:
    return ngettext(
        "%(number)s is left to look at", "%(number)s are left to look at", number
    ) % {"number": number}
