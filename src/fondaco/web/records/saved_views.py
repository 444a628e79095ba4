"""Views that a person keeps of a list: private, or shared with one's cluster."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from fondaco.core.models import SavedView
from fondaco.core.permissions import Actor
from fondaco.web.records.colleagues import circle_names, circles_of
from fondaco.web.records.types import RecordType

# What belongs to a moment, and to no view.
_PASSING = {"page", "export", "csrfmiddlewaretoken"}
MOST = 50


class SavedViewForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = SavedView
        fields = ["name", "circle", "is_default"]

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["circle"] = forms.ChoiceField(
            label=_("Shared with"),
            required=False,
            choices=[("", _("nobody: only I see it")), *circle_names(actor).items()],
        )


def visible_views(record_type: RecordType, actor: Actor) -> "QuerySet[SavedView]":
    own = Q(owner=actor.pk)
    return SavedView.objects.filter(
        own | Q(circle__in=circles_of(actor)), record_type=_label(record_type)
    )


def own_views(record_type: RecordType, actor: Actor) -> "QuerySet[SavedView]":
    return SavedView.objects.filter(owner=actor.pk, record_type=_label(record_type))


def query_to_keep(query: Mapping[str, Any]) -> str:
    """What the address says of the list, without what is only of the moment."""
    kept = QueryDict(mutable=True)
    assert isinstance(query, QueryDict)
    for name, values in query.lists():
        if name not in _PASSING and any(values):
            kept.setlist(name, [value for value in values if value][:100])
    return kept.urlencode()[:8000]


@transaction.atomic
def keep_view(
    record_type: RecordType, actor: Any, form: SavedViewForm, query: str
) -> SavedView:
    view: SavedView = form.save(commit=False)
    view.owner, view.record_type, view.query = actor, _label(record_type), query
    own = own_views(record_type, actor)
    if view.is_default:
        own.update(is_default=False)
    own.filter(name=view.name).delete()
    view.save()
    for oldest in own.order_by("-pk")[MOST:]:
        oldest.delete()
    return view


def _label(record_type: RecordType) -> str:
    return record_type.model._meta.label_lower
