"""Who wants no more circulars of a cluster, of one purpose or of any."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fondaco.correspondence.models.owned import Owned
from fondaco.correspondence.vocabularies import Purpose


class Unsubscription(Owned):
    """By address, in small letters: a second record of the person changes nothing."""

    address = models.EmailField(_("e-mail"))
    # Empty: any purpose.
    purpose = models.CharField(
        _("purpose"), max_length=12, choices=Purpose.choices, blank=True
    )
    history = HistoricalRecords()

    class Meta(Owned.Meta):
        verbose_name = _("unsubscription")
        verbose_name_plural = _("unsubscriptions")
        ordering = ["address", "pk"]
        constraints = [
            *Owned.Meta.constraints,
            models.UniqueConstraint(
                fields=["cluster", "address", "purpose"],
                condition=Q(network=None),
                name="unsubscription_of_cluster_once",
            ),
            models.UniqueConstraint(
                fields=["network", "address", "purpose"],
                condition=Q(cluster=None),
                name="unsubscription_of_network_once",
            ),
        ]

    def __str__(self) -> str:
        return self.address
