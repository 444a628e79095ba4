"""The circles in which managers share what they keep: those of their clusters."""

from fondaco.core.permissions import Actor
from fondaco.registry.reach import managed_clusters
from fondaco.registry.scope import scope_of
from fondaco.web.records import circles


def keys(actor: Actor) -> set[str]:
    return {f"cluster:{key}" for key in scope_of(actor).managed_clusters}


def names(actor: Actor) -> dict[str, str]:
    return {f"cluster:{one.pk}": str(one) for one in managed_clusters(actor)}


circles.register(keys, names)
