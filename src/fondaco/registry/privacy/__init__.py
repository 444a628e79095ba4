"""What the registry holds on people."""

from fondaco.registry.privacy import contacts
from fondaco.registry.privacy.people import (
    CONTACTS,
    of_person,
    subject_of,
    subject_of_user,
    unrelated_people,
)

__all__ = [
    "CONTACTS",
    "contacts",
    "of_person",
    "subject_of",
    "subject_of_user",
    "unrelated_people",
]
