"""Subscriptions: asked for by anybody, confirmed by whose address it is, and ended."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from fondaco.core.mail import send_later
from fondaco.core.permissions import Actor
from fondaco.newsroom import reach
from fondaco.newsroom.letters import (
    LASTS,
    end_url,
    headers_of,
    write_confirmation,
    write_reminder,
)
from fondaco.newsroom.models import Subscriber
from fondaco.registry.models import Cluster, Network

# Nobody fills somebody else's mailbox by asking again and again.
PAUSE = dt.timedelta(minutes=15)


@transaction.atomic
def subscribe(body: Cluster | Network, address: str, language: str) -> None:
    """A mail goes to the address, whether it is known or not, and says what to do."""
    own = {
        "cluster": body if isinstance(body, Cluster) else None,
        "network": body if isinstance(body, Network) else None,
    }
    now = timezone.now()
    found, is_new = Subscriber.objects.select_for_update().get_or_create(
        address=address.lower(), **own, defaults={"language": language}
    )
    if not is_new and found.asked_at > now - PAUSE:
        return
    found.asked_at = now
    if found.confirmed_at is None:
        found.language = language
    found.save()
    write = write_reminder if found.confirmed_at else write_confirmation
    subject, text = write(found)
    headers = headers_of(end_url(found)) if found.confirmed_at else {}
    send_later(
        to=found.address,
        subject=subject,
        text=text,
        language=found.language,
        headers=headers,
        is_last=True,
    )


@transaction.atomic
def confirm(subscriber: Subscriber) -> None:
    """Whoever reads the mail gets mail: an address that came back is good again."""
    held = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    held.confirmed_at = held.confirmed_at or timezone.now()
    held.bounced_at = None
    held.save()


@transaction.atomic
def end_subscription(uid: str) -> None:
    """Nothing of it stays; twice is as good as once."""
    Subscriber.objects.filter(uid=uid).delete()


@transaction.atomic
def note_bounce(address: str, *, actor: Actor) -> None:
    """Mail to the address came back to a person; whether it is known stays here."""
    own = reach.own_subscribers(actor).filter(address=address.lower(), bounced_at=None)
    own.update(bounced_at=timezone.now())


@transaction.atomic
def forget_unconfirmed() -> int:
    """Who did not confirm did not ask; an address that comes back is of no use."""
    before = timezone.now() - dt.timedelta(days=LASTS)
    late = Subscriber.objects.filter(confirmed_at=None, asked_at__lt=before)
    return int(late.delete()[0])
