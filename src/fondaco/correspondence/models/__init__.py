"""What is said to whom: lists, segments, circulars, and notes of what was said."""

from fondaco.correspondence.models.circulars import Circular, Delivery
from fondaco.correspondence.models.lists import DistributionList, ListMember, Segment
from fondaco.correspondence.models.notes import Note
from fondaco.correspondence.models.owned import Owned
from fondaco.correspondence.models.unsubscriptions import Unsubscription

__all__ = [
    "Circular",
    "Delivery",
    "DistributionList",
    "ListMember",
    "Note",
    "Owned",
    "Segment",
    "Unsubscription",
]
