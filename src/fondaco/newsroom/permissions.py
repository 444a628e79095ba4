"""Who may see and change what of the newsroom, decided here and nowhere else.

A press text is public where it stood; that a cluster reads it is the cluster's matter,
as its correspondence is.
"""

import rules

from fondaco.core.permissions import Actor
from fondaco.correspondence.permissions import keeps
from fondaco.newsroom.models import Bulletin, Correction

for _model in ("pressitem", "feed"):
    for _verb in ("view", "add", "change", "delete"):
        rules.add_perm(f"newsroom.{_verb}_{_model}", keeps)


@rules.predicate  # type: ignore[untyped-decorator]
def is_out(user: Actor, record: Bulletin | None) -> bool:
    return record is not None and record.is_public


@rules.predicate  # type: ignore[untyped-decorator]
def is_second_person(user: Actor, record: Bulletin | Correction | None) -> bool:
    """Neither who drafted it nor who wrote in it last; nobody is their own second."""
    if record is None or user.pk is None:
        return False
    drafted_by = getattr(record, "drafted_by_id", None)
    return user.pk not in {drafted_by, record.edited_by_id}


@rules.predicate  # type: ignore[untyped-decorator]
def keeps_corrected(user: Actor, record: Correction | None) -> bool:
    return bool(keeps(user, record.bulletin if record else None))


# What is published is corrected, with a note; it is not changed and does not vanish.
rules.add_perm("newsroom.view_bulletin", is_out | keeps)
rules.add_perm("newsroom.add_bulletin", keeps)
rules.add_perm("newsroom.change_bulletin", keeps)
rules.add_perm("newsroom.delete_bulletin", keeps & ~is_out)

# Asked as they are: the permissions of Django let administrators do everything, and
# nobody is their own second person.
approves_bulletin = keeps & is_second_person
approves_correction = keeps_corrected & is_second_person
rules.add_perm("newsroom.approve_bulletin", approves_bulletin)
rules.add_perm("newsroom.approve_correction", approves_correction)
# How many there are; who they are is nobody's to read.
rules.add_perm("newsroom.view_subscriber", keeps)
