"""What forms offer to choose from the calendar: never more than the person may see."""

from django.db.models import Case, CharField, Expression, F, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, ExtractYear, NullIf

from fondaco.activities import reach
from fondaco.activities.models import Programme
from fondaco.registry.reach import everything
from fondaco.web.records import Choices

_YEAR = Cast(ExtractYear("start_earliest"), CharField())
# The year, unless nobody knows it or the title says it already.
_IN_YEAR = Case(
    When(start_earliest=None, then=Value("")),
    When(Q(title_it__contains=_YEAR) | Q(title_en__contains=_YEAR), then=Value("")),
    default=Concat(Value(" ("), _YEAR, Value(")")),
)


def _dated(first: str, second: str) -> Expression:
    return Concat(Coalesce(NullIf(first, Value("")), F(second)), _IN_YEAR)


ACTIVITY_TITLE = (_dated("title_it", "title_en"), _dated("title_en", "title_it"))

VISIBLE_ACTIVITIES = Choices(reach.visible_activities, words=ACTIVITY_TITLE)
OWN_ACTIVITIES = Choices(reach.changeable_activities, words=ACTIVITY_TITLE)
OWN_PARTICIPATIONS = Choices(reach.changeable_participations_in_full)
PROGRAMMES = Choices(
    everything(Programme), words=("name_it", "name_en"), named_beyond=True
)
