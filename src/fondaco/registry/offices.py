"""The offices that come with a person to whoever signs in as them."""

from fondaco.core.permissions import Actor, may
from fondaco.registry.models import Mandate, Person
from fondaco.registry.permissions import OPENING


def may_give_offices_of(person: Person, actor: Actor) -> bool:
    """Whether all that the person may do here is the actor's to let somebody do."""
    offices = Mandate.objects.filter(person=person, kind__in=OPENING).select_related(
        "network", "cluster", "organisation", "person"
    )
    return all(may(actor, "registry.change_mandate", office) for office in offices)
