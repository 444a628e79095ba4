"""The newsroom's fixed lists: codes for data, labels for people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Origin(TextChoices):
    """How a text came."""

    PASTED = "pasted", pgettext_lazy("how a text came", "pasted")
    UPLOADED = "uploaded", pgettext_lazy("how a text came", "sent as a file")
    FETCHED = "fetched", pgettext_lazy("how a text came", "fetched from its address")
    FEED = "feed", pgettext_lazy("how a text came", "from a feed")


class ItemState(TextChoices):
    NEW = "new", pgettext_lazy("of a press item", "to be read")
    READ = "read", pgettext_lazy("of a press item", "read")
    SET_ASIDE = "set_aside", pgettext_lazy("of a press item", "set aside")


LANGUAGES = [("it", _("Italian")), ("en", _("English"))]
