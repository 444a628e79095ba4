"""What the worker does for the registry once a day."""

from django.utils.translation import gettext_lazy as _

from fondaco.core.schedule import daily
from fondaco.registry.actions import follow_all_consents
from fondaco.registry.duplicates import KINDS, find_duplicates


@daily("likely_duplicates", at="04:30", label=_("Look for records made twice"))
def look_for_duplicates() -> str:
    return ", ".join(f"{name}: {find_duplicates(kind)}" for name, kind in KINDS.items())


@daily("consents", at="00:15", label=_("Consents that ran out"))
def follow_consents() -> str:
    return str(follow_all_consents())
