"""Takes a generated network away again, with its history."""

from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from fondaco.activities import models as activities
from fondaco.core.models import Citation, Source
from fondaco.funding import models as funding
from fondaco.portal.generating.writing import reason_of
from fondaco.registry import models as registry

# With a history, the last written first; and what hangs on each without one.
RECORDS: tuple[tuple[Any, tuple[tuple[Any, str], ...]], ...] = (
    (Citation, ()),
    (Source, ()),
    (funding.Party, ()),
    (funding.Partnership, ()),
    (funding.Project, ()),
    (funding.Proposal, ()),
    (activities.Outcome, ()),
    (activities.CountStatement, ()),
    (activities.Participation, ((activities.Attendance, "participation"),)),
    (
        activities.Activity,
        ((activities.Place, "activity"), (activities.Body, "activity")),
    ),
    (activities.Programme, ()),
    (registry.Position, ()),
    (registry.Mandate, ()),
    (registry.Person, ()),
    (registry.Membership, ()),
    (registry.MemberCount, ()),
    (registry.Label, ()),
    (registry.LegalForm, ()),
    (registry.Management, ()),
    (registry.NetworkMembership, ()),
    (
        registry.Organisation,
        (
            (registry.Organisation.competences.through, "organisation"),
            (registry.Identifier, "organisation"),
            (registry.OrganisationAlias, "organisation"),
        ),
    ),
    (registry.Competence, ()),
    (registry.Cluster, ()),
    (registry.Network, ()),
)


class StillInUseError(Exception):
    """Somebody wrote records that hang on those made up."""


def remove_network(seed: int) -> int:
    """Remove what was written, whoever changed it; nothing where more hangs on it.

    Straight from the tables: one by one, with a history of their going, it would take
    longer than to make them.
    """
    try:
        with transaction.atomic():
            number = sum(_remove(model, parts, seed) for model, parts in RECORDS)
            connection.check_constraints()
    except IntegrityError as error:
        raise StillInUseError(
            "Records that were written here since then belong to this network: move or "
            "delete those first. Nothing was changed."
        ) from error
    return number


def _remove(model: Any, parts: tuple[tuple[Any, str], ...], seed: int) -> int:
    history = model.history.model
    made = history.objects.filter(
        history_type="+", history_change_reason=reason_of(seed)
    )
    keys = list(made.values_list("id", flat=True))
    number = 0
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        for part, of in parts:
            rows = part._default_manager.filter(Q(**{f"{of}__in": some}))
            rows._raw_delete(rows.db)
        rows = model._default_manager.filter(pk__in=some)
        number += rows._raw_delete(rows.db)
        past = history.objects.filter(id__in=some)
        past._raw_delete(past.db)
    return number
