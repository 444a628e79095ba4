"""Whose a list, a circular or a note is: one cluster's, or a network's."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fondaco.core.models import Record
from fondaco.registry.models import Cluster, Network

ONE_BODY = Q(cluster__isnull=False, network__isnull=True) | Q(
    cluster__isnull=True, network__isnull=False
)
CHOOSE_ONE = _("Choose a cluster or a network, one of two.")


class Owned(Record):
    cluster = models.ForeignKey(
        Cluster,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cluster"),
    )
    network = models.ForeignKey(
        Network,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("network"),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=ONE_BODY,
                name="%(class)s_of_one_body",
                violation_error_message=CHOOSE_ONE,
            )
        ]

    @property
    def body(self) -> Cluster | Network:
        body = self.cluster or self.network
        assert body is not None
        return body
