"""What the managers' side does once a day."""

from django.utils.translation import gettext_lazy as _

from fondaco.core.attachments import purge_attachments
from fondaco.core.schedule import daily


@daily("attachments", at="03:40", label=_("Purge of files that were removed"))
def purge_files() -> str:
    return str(purge_attachments())
