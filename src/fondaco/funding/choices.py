"""What forms offer to choose from funding: never more than the person may see."""

from django.db.models import Expression, F, Model, Value
from django.db.models.functions import Coalesce, NullIf

from fondaco.funding.models import Partnership, Project, Proposal
from fondaco.funding.reach import visible_undertakings
from fondaco.web.records import Choices


def _title(language: str, other: str) -> Expression:
    empty = Value("")
    return Coalesce(
        NullIf("acronym", empty),
        NullIf(f"title_{language}", empty),
        F(f"title_{other}"),
    )


def _choices(model: type[Model]) -> Choices:
    words = (_title("it", "en"), _title("en", "it"))
    return Choices(visible_undertakings(model), words=words)


PROPOSALS = _choices(Proposal)
PROJECTS = _choices(Project)
PARTNERSHIPS = _choices(Partnership)
