"""Who wants the bulletins of a cluster or a network by mail, and what went to them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fondaco.correspondence.models import Owned
from fondaco.newsroom.models.bulletins import Bulletin
from fondaco.newsroom.vocabularies import LANGUAGES, MailState


class Subscriber(Owned):
    """An address, in small letters; whoever ends a subscription is not kept.

    There is no history: it would keep the addresses of those who left.
    """

    address = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    # Empty until the link in the mail was followed; before that, nothing is sent.
    confirmed_at = models.DateTimeField(null=True, editable=False)
    bounced_at = models.DateTimeField(null=True, editable=False)

    class Meta(Owned.Meta):
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        ordering = ["pk"]
        constraints = [
            *Owned.Meta.constraints,
            models.UniqueConstraint(
                fields=["cluster", "address"],
                condition=Q(network=None),
                name="subscriber_of_cluster_once",
            ),
            models.UniqueConstraint(
                fields=["network", "address"],
                condition=Q(cluster=None),
                name="subscriber_of_network_once",
            ),
        ]

    def __str__(self) -> str:
        return self.address


class BulletinMail(models.Model):
    """One bulletin on its way to one subscriber: no second one is ever written.

    It has no address of its own: whoever left is counted and no longer known.
    """

    bulletin = models.ForeignKey(
        Bulletin, on_delete=models.CASCADE, related_name="mails"
    )
    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.SET_NULL, null=True, related_name="mails"
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    state = models.CharField(
        _("state"),
        max_length=11,
        choices=MailState.choices,
        default=MailState.WAITING,
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("mail of a bulletin")
        verbose_name_plural = _("mails of a bulletin")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bulletin", "subscriber"], name="bulletin_mail_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.bulletin} – {self.get_state_display()}"
