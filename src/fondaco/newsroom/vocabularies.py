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


# In place of a record's key: it is none that is known, and will be added.
NEW = "new"


class FindingKind(TextChoices):
    """What a finding is, or which part of one."""

    RECORD = "record", pgettext_lazy("of a finding", "activity or undertaking")
    PLACE = "place", pgettext_lazy("of a finding", "place")
    ROLE = "role", pgettext_lazy("of a finding", "who has a part in it")
    COUNT = "count", pgettext_lazy("of a finding", "how many")
    FACT = "fact", pgettext_lazy("of a finding", "fact about an organisation")


class FindingState(TextChoices):
    OPEN = "open", pgettext_lazy("of a finding", "to be looked at")
    CONFIRMED = "confirmed", pgettext_lazy("of a finding", "confirmed")
    REJECTED = "rejected", pgettext_lazy("of a finding", "rejected")
    LEFT_OUT = "left_out", pgettext_lazy("of a finding", "left out")


class UndertakingKind(TextChoices):
    """What the press tells beside activities, and the record keeps as its own kind."""

    PROPOSAL = "proposal", _("proposal")
    PROJECT = "project", _("project")
    PARTNERSHIP = "partnership", _("partnership")


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
