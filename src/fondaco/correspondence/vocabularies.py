"""Correspondence's fixed lists: codes for data, labels for people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Purpose(TextChoices):
    """What a circular is for; all but the last need the person's consent.

    The codes of the first two are those of the consents.
    """

    CIRCULARS = "circulars", _("news")
    INVITATIONS = "invitations", _("invitations to events")
    SERVICE = "service", _("notices that belong to a membership")


class CircularState(TextChoices):
    DRAFT = "draft", pgettext_lazy("of a circular", "draft")
    SENT = "sent", pgettext_lazy("of a circular", "sent or leaving")
    CANCELLED = "cancelled", pgettext_lazy("of a circular", "cancelled")


class DeliveryState(TextChoices):
    WAITING = "waiting", pgettext_lazy("of a mail", "waiting")
    HANDED_OVER = "handed_over", pgettext_lazy("of a mail", "handed to the post")
    LEFT_OUT = "left_out", pgettext_lazy("of a mail", "left out")
    CANCELLED = "cancelled", pgettext_lazy("of a mail", "cancelled")


class Reason(TextChoices):
    """Why somebody whom a circular names does not get it."""

    NO_ADDRESS = "no_address", _("no e-mail address")
    BOUNCED = "bounced", _("mail to the address came back")
    NO_CONSENT = "no_consent", _("no consent")
    UNSUBSCRIBED = "unsubscribed", _("unsubscribed")
    DUPLICATE = "duplicate", _("somebody else with the same address gets it")
    GONE = "gone", _("no longer on record")


class NoteKind(TextChoices):
    CALL = "call", _("telephone call")
    MAIL = "mail", _("mail")
    MEETING = "meeting", _("meeting")
    LETTER = "letter", _("letter")
    OTHER = "other", _("other")
