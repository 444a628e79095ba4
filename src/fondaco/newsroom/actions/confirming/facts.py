"""A fact about an organisation that was confirmed: an office, a membership, a label."""

import re
from typing import Any

from django.utils.translation import gettext as _

from fondaco.core.models import DatedFact
from fondaco.core.partial_dates import PartialDate
from fondaco.engines.language.folding import fold
from fondaco.newsroom.actions.confirming.bodies import (
    body_of,
    person_called,
)
from fondaco.newsroom.actions.confirming.pen import LeftOutError, Pen
from fondaco.newsroom.models import Finding
from fondaco.registry.models import Cluster, Label, Mandate, Membership, Organisation
from fondaco.registry.vocabularies import LabelLevel, MandateKind

# How an office begins, folded; the first that fits. Those that let somebody act here
# are never read out of a text.
OFFICES = {
    "vicepresident": MandateKind.VICE_PRESIDENT,
    "vice president": MandateKind.VICE_PRESIDENT,
    "president": MandateKind.PRESIDENT,
    "segretari": MandateKind.SECRETARY_GENERAL,
    "consiglier": MandateKind.BOARD_MEMBER,
}
LEVELS = {
    r"\boro\b|\bgold\b": LabelLevel.GOLD,
    r"\bargento\b|\bsilver\b": LabelLevel.SILVER,
    r"\bbronz[oe]\b": LabelLevel.BRONZE,
}


def write_fact(pen: Pen, finding: Finding) -> DatedFact:
    said = finding.said
    cluster, organisation = body_of(pen, finding)
    if said["fact"] == "mandate":
        fact: DatedFact = _mandate(pen, said, cluster, organisation)
    elif said["fact"] == "label":
        fact = _label(said, cluster)
    else:
        fact = _membership(said, cluster, organisation)
    if fact.pk is None:
        fact.valid_from = PartialDate.parse(said["start"])
        fact.valid_until = PartialDate.parse(said["end"])
    pen.save(fact, lambda: pen.cite(fact, finding))
    return fact


def _mandate(
    pen: Pen,
    said: dict[str, Any],
    cluster: Cluster | None,
    organisation: Organisation | None,
) -> Mandate:
    office, _colon, name = said["value"].partition(":")
    person = person_called(pen, name.strip())
    words = fold(office)
    fitting = (kind for word, kind in OFFICES.items() if words.startswith(word))
    kind = next(fitting, MandateKind.OTHER)
    held: dict[str, Any] = {"cluster": cluster, "organisation": organisation}
    held |= {"person": person, "kind": kind}
    known = Mandate.objects.filter(**held).preferred().order_by("-pk").first()
    title = office.strip()[:1].upper() + office.strip()[1:]
    return known or Mandate(title_it=title[:200], is_public=True, **held)


def _label(said: dict[str, Any], cluster: Cluster | None) -> Label:
    words = fold(said["value"])
    fitting = (one for form, one in LEVELS.items() if re.search(form, words))
    level = next(fitting, None)
    if cluster is None or level is None:
        raise LeftOutError(
            _("The record keeps the labels of clusters: bronze, silver or gold.")
        )
    known = Label.objects.filter(cluster=cluster, level=level).first()
    return known or Label(cluster=cluster, level=level)


def _membership(
    said: dict[str, Any], cluster: Cluster | None, organisation: Organisation | None
) -> Membership:
    """Who is a member is named; of which cluster, the value says."""
    joined = Cluster.objects.filter(acronym__iexact=said["value"]).first()
    if joined is None or organisation is None:
        raise LeftOutError(
            _("The record keeps the members of its clusters, and this is none.")
        )
    held = {"cluster": joined, "organisation": organisation}
    known = Membership.objects.filter(**held).preferred().first()
    return known or Membership(**held)
