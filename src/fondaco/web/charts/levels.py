"""The ladder of roles as charts and badges show it: a shape for each step."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Level:
    number: int
    label: Promise


LEVELS = (
    Level(0, gettext_lazy("Mentioned")),
    Level(1, gettext_lazy("Participant")),
    Level(2, gettext_lazy("Exhibitor, delegate or at bilateral meetings")),
    Level(3, gettext_lazy("Speaker")),
    Level(4, gettext_lazy("Coordinator or head of delegation")),
    Level(5, gettext_lazy("Organiser or promoter")),
)
