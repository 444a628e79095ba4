"""What of the registry comes in from files."""

from fondaco.registry.resources.members import MEMBERS
from fondaco.registry.resources.organisations import ORGANISATIONS
from fondaco.registry.resources.people import PEOPLE

__all__ = ["MEMBERS", "ORGANISATIONS", "PEOPLE"]
