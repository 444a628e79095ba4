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


class BulletinState(TextChoices):
    DRAFT = "draft", pgettext_lazy("of a bulletin", "draft")
    IN_REVIEW = "in_review", pgettext_lazy("of a bulletin", "waits for approval")
    APPROVED = "approved", pgettext_lazy("of a bulletin", "approved")
    PUBLISHED = "published", pgettext_lazy("of a bulletin", "published")
    CORRECTED = "corrected", pgettext_lazy("of a bulletin", "published, corrected")


class MailState(TextChoices):
    """What became of a bulletin's way to a subscriber."""

    WAITING = "waiting", pgettext_lazy("of a mail", "waiting")
    HANDED_OVER = "handed_over", pgettext_lazy("of a mail", "handed to the post")
    LEFT_OUT = "left_out", pgettext_lazy("of a mail", "left out")
    CANCELLED = "cancelled", pgettext_lazy("of a mail", "cancelled")
    REFUSED = "refused", pgettext_lazy("of a mail", "came back")
