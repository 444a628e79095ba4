"""Organisations that a name in a text may mean."""

import re
from dataclasses import dataclass

from django.db.models import Q
from rapidfuzz import fuzz

from fondaco.core.permissions import Actor
from fondaco.engines.language.folding import fold
from fondaco.registry.models import Organisation
from fondaco.registry.reach import visible_organisations

MOST = 6
MOST_READ = 400
SHORTEST = 3


@dataclass(frozen=True)
class Alike:
    uid: str
    label: str


def organisations_like(name: str, chosen: str, actor: Actor) -> list[Alike]:
    """The likest first, and always the one that is chosen."""
    words = [word for word in re.findall(r"\w+", name) if len(word) >= SHORTEST]
    sought = Q(uid=chosen) if chosen else Q()
    for word in words[:6]:
        sought |= Q(name__icontains=word) | Q(acronym__iexact=word)
        sought |= Q(name_it__icontains=word) | Q(aliases__name__icontains=word)
    if not sought:
        return []
    known = visible_organisations(actor).filter(sought).distinct()
    ranked = sorted(
        known.order_by("pk")[:MOST_READ],
        key=lambda one: (one.uid != chosen, -_likeness(name, one), one.pk),
    )
    return [Alike(one.uid, _label(one)) for one in ranked[:MOST]]


def _likeness(name: str, organisation: Organisation) -> float:
    names = (organisation.name, organisation.name_it, organisation.acronym)
    return max(fuzz.token_set_ratio(fold(name), fold(one)) for one in names if one)


def _label(organisation: Organisation) -> str:
    return ", ".join(filter(None, [str(organisation), organisation.city]))
