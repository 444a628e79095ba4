"""Stopping the circulars of one body, and taking that back."""

from django.db import transaction

from fondaco.core.actions import delete_record, save_record
from fondaco.correspondence.models import Delivery, Unsubscription
from fondaco.correspondence.queries.recipients import unsubscriptions_from


@transaction.atomic
def unsubscribe(delivery: Delivery, *, everything: bool = False) -> None:
    """From the purpose of the circular that brought the link, or from all; at once.

    Twice is as good as once: mail programs repeat what they are not sure of.
    """
    circular = Delivery.objects.select_for_update().get(pk=delivery.pk).circular
    known = {
        "cluster": circular.cluster,
        "network": circular.network,
        "address": delivery.address.lower(),
        "purpose": "" if everything else circular.purpose,
    }
    if not Unsubscription.objects.filter(**known).exists():
        save_record(Unsubscription(**known), actor=None, reason="unsubscribe")


@transaction.atomic
def resubscribe(delivery: Delivery) -> None:
    circular = delivery.circular
    present = Unsubscription.objects.filter(
        unsubscriptions_from(circular, circular.purpose),
        address=delivery.address.lower(),
    )
    for one in present:
        delete_record(one, actor=None, reason="resubscribe")
