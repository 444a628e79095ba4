"""What the worker does for the registry once a day."""

from django.utils.translation import gettext_lazy as _

from fondaco.core.schedule import daily
from fondaco.registry.actions import follow_all_consents
from fondaco.registry.duplicates import KINDS, find_duplicates


@daily("likely_duplicates", at="04:30", label=_("Look for records made twice"))
def look_for_duplicates() -> str:
    # The note of a job is read in either language: a number.
    return str(sum(find_duplicates(kind) for kind in KINDS.values()))


@daily("consents", at="00:15", label=_("Consents that ran out"))
def follow_consents() -> str:
    return str(follow_all_consents())
