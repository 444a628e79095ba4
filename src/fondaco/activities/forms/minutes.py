"""The form of a meeting's minutes."""

from typing import Any

from fondaco.activities.choices import OWN_ACTIVITIES
from fondaco.activities.models import Minutes
from fondaco.registry.choices import VISIBLE_PEOPLE
from fondaco.web.records import RecordForm


class MinutesForm(RecordForm):
    choices = {"activity": OWN_ACTIVITIES, "present": VISIBLE_PEOPLE}

    class Meta(RecordForm.Meta):
        model = Minutes
        fields = ["activity", "text_it", "text_en", "present", "approved_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("text_it", "text_en"):
            self.fields[name].widget.attrs["rows"] = 12
