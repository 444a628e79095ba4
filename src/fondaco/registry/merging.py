"""What merging organisations and people takes beyond moving their rows."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from fondaco.core.permissions import Actor
from fondaco.engines.language.folding import fold
from fondaco.registry.models import Organisation, OrganisationAlias, Person
from fondaco.registry.offices import may_give_offices_of
from fondaco.registry.vocabularies import AliasKind

_NAMES = ("name", "name_it", "name_en", "acronym")
_KINDS = {"acronym": AliasKind.ACRONYM}


def names_of_both(keep: Organisation, gone: Organisation) -> list[str]:
    return [
        f"{name}:{value}"
        for name in _NAMES
        for one in (keep, gone)
        if (value := getattr(one, name))
    ]


def keep_names(keep: Organisation, names: list[str]) -> None:
    """What it was called and is not any more becomes another name."""
    known = {fold(getattr(keep, name)) for name in _NAMES}
    known |= {fold(alias.name) for alias in keep.aliases.all()}
    for entry in names:
        field, _colon, name = entry.partition(":")
        if fold(name) not in known:
            known.add(fold(name))
            kind = _KINDS.get(field, AliasKind.OTHER_NAME)
            OrganisationAlias.objects.create(organisation=keep, name=name, kind=kind)


def no_names(keep: Model, gone: Model) -> list[str]:
    return []


def forget_names(keep: Model, names: list[str]) -> None:
    """People have one name: the other stays in the history."""


def refusal_of_people(keep: Any, gone: Any, actor: Actor) -> str:
    """Merging must give nobody an office that the person merging could not give."""
    if keep.user_id and gone.user_id:
        return _(
            "Both sign in. Ask the administrator to take one of the accounts away "
            "first."
        )
    if not (keep.user_id or gone.user_id):
        return ""
    without: Person = gone if keep.user_id else keep
    if may_give_offices_of(without, actor):
        return ""
    return (
        _(
            "“%s” holds an office that is not yours to give: whoever signs in as the "
            "other would hold it. Ask the coordinator of the network to merge them."
        )
        % without
    )
