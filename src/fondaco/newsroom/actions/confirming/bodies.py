"""Whom a finding means: found in the record or, once confirmed, added to it."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fondaco.activities.models import Activity, ActivityAlias
from fondaco.engines.language.folding import fold
from fondaco.newsroom.actions.confirming.pen import LeftOutError, Pen
from fondaco.newsroom.models import Finding
from fondaco.newsroom.vocabularies import NEW
from fondaco.registry.models import (
    Cluster,
    ClusterAlias,
    Organisation,
    OrganisationAlias,
    Person,
)
from fondaco.registry.reach import visible_organisations, visible_people
from fondaco.registry.vocabularies import AliasKind, OrganisationKind

# What a name says of its bearer; the first that fits.
KINDS = {
    r"universit|politecnico|ateneo|university": OrganisationKind.UNIVERSITY,
    r"commissione europea|european commission|parlamento europeo": (
        OrganisationKind.EU_BODY
    ),
    r"camera di commercio|camere di commercio|unioncamere|promos": (
        OrganisationKind.CHAMBER
    ),
    r"minister|regione|comune|provincia|ambasciata|consolato|agenzia": (
        OrganisationKind.PUBLIC_BODY
    ),
    r"fondazione": OrganisationKind.FOUNDATION,
    r"ospedale|irccs|policlinico": OrganisationKind.HOSPITAL,
    r"parco (?:scientifico|tecnologico)": OrganisationKind.SCIENCE_PARK,
    r"istituto|centro (?:di )?ricerc|cnr|enea": OrganisationKind.RESEARCH,
    r"banca|bank": OrganisationKind.BANK,
    r"cluster|distretto": OrganisationKind.CLUSTER_BODY,
    r"associazione|confindustria|assolombarda|confapi|federazione|unione": (
        OrganisationKind.ASSOCIATION
    ),
    r"s\.?r\.?l\b|s\.?p\.?a\b|gmbh|ltd|s\.?n\.?c\b|inc\b": OrganisationKind.COMPANY,
}
LONGEST_ALIAS = 200


def kind_of(name: str) -> OrganisationKind:
    words = fold(name)
    found = (kind for form, kind in KINDS.items() if re.search(rf"\b(?:{form})", words))
    return next(found, OrganisationKind.OTHER)


def body_of(pen: Pen, finding: Finding) -> tuple[Cluster | None, Organisation | None]:
    """One of both; a cluster beside an organisation only says whose member it is."""
    cluster = cluster_of(finding.said)
    if cluster is None or finding.said["organisation"]:
        return None, organisation_of(pen, finding)
    return cluster, None


def cluster_of(said: dict[str, Any]) -> Cluster | None:
    if not said.get("cluster"):
        return None
    found = Cluster.objects.filter(slug=said["cluster"]).first()
    if found is None:
        raise LeftOutError(_("This cluster is not in the record any more."))
    return found


def organisation_of(pen: Pen, finding: Finding) -> Organisation:
    """The one that was chosen; without a choice, a new one of this name."""
    said = finding.said
    if said.get("organisation", NEW) not in {"", NEW}:
        known = visible_organisations(pen.actor)
        found: Organisation | None = known.filter(uid=said["organisation"]).first()
        if found is None:
            raise LeftOutError(_("This organisation is not in the record any more."))
        _teach_organisation(pen, found, finding.proposed.get("name", ""))
        return found
    if not said.get("name"):
        raise LeftOutError(_("Say who it is."))
    return _add_organisation(pen, said["name"], finding)


def _add_organisation(pen: Pen, name: str, finding: Finding) -> Organisation:
    """Two findings of one confirmation may name it: it is added once."""
    same = visible_organisations(pen.actor).filter(name__iexact=name).first()
    if same is not None:
        found: Organisation = same
        return found
    organisation = Organisation(
        name=name,
        kind=kind_of(name),
        maintained_by=pen.keeper,
        is_published=pen.publishes,
    )
    pen.save(organisation, lambda: pen.cite(organisation, finding))
    return organisation


def teach_cluster(pen: Pen, cluster: Cluster, name: str) -> None:
    """The name under which this text speaks of it, if nobody knew."""
    known = {cluster.acronym, cluster.name_it, cluster.name_en}
    known |= set(cluster.aliases.values_list("name", flat=True))
    alias = ClusterAlias(
        cluster=cluster, name=name[:LONGEST_ALIAS], kind=AliasKind.AS_WRITTEN
    )
    _teach(pen, cluster, alias, known)


def _teach_organisation(pen: Pen, organisation: Organisation, name: str) -> None:
    known = {organisation.name, organisation.name_it, organisation.name_en}
    known |= {organisation.acronym}
    known |= set(organisation.aliases.values_list("name", flat=True))
    alias = OrganisationAlias(
        organisation=organisation, name=name[:300], kind=AliasKind.AS_WRITTEN
    )
    _teach(pen, organisation, alias, known)


def _teach(pen: Pen, body: Any, alias: Any, known: set[str]) -> None:
    """Only who keeps a record gives it names; for the others it is as it was."""
    is_name = bool(re.search(r"[^\W\d_]{2}", alias.name))
    if not is_name or fold(alias.name) in {fold(name) for name in known if name}:
        return
    if body not in pen.written and pen.may("change", body):
        pen.save(body, lambda: pen.save_row(alias))


def teach_activity(pen: Pen, activity: Activity, finding: Finding) -> None:
    """Called while the activity is being saved."""
    name = finding.proposed.get("title", "")
    known = [activity.title_it, activity.title_en]
    known += activity.aliases.values_list("name", flat=True)
    if not name or fold(name) in {fold(one) for one in known}:
        return
    alias = ActivityAlias(activity=activity, name=name, kind=AliasKind.AS_WRITTEN)
    pen.save_row(alias)
    pen.cite_as(alias, finding, "title", "")


def person_called(pen: Pen, name: str) -> Person:
    """One that the person may see and is so called, or a new one, private as all."""
    words = name.split()
    if len(words) < 2:
        raise ValidationError(
            _("“%(name)s”: write given name and family name.") % {"name": name}
        )
    sought = fold(name)
    for one in visible_people(pen.actor).filter(family_name__iexact=words[-1]):
        if fold(str(one)) == sought:
            found: Person = one
            return found
    person = Person(
        given_name=" ".join(words[:-1])[:100],
        family_name=words[-1][:100],
        maintained_by=pen.keeper,
    )
    pen.save(person)
    return person


def keep_alias_of_cluster(pen: Pen, cluster: Cluster, finding: Finding) -> None:
    """A correction of whom a name means is not to be made twice."""
    if finding.proposed.get("cluster") != cluster.slug:
        teach_cluster(pen, cluster, finding.proposed.get("name", ""))
