"""Who is told that a record changed: noted with the change, called by the worker.

What is sent names the record and says nothing of it: whoever may read it asks the API.
Signed as the Standard Webhooks specification has it (standardwebhooks.com).
"""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from fondaco.accounts.models import User, Webhook
from fondaco.core.changes import written
from fondaco.core.outbox import enqueue
from fondaco.web.api import all_resources

KIND = "webhook"
MOST = 10
PREFIX = "whsec_"


@transaction.atomic
def make_webhook(user: User, *, url: str, types: Iterable[str]) -> Webhook:
    secret = PREFIX + base64.b64encode(secrets.token_bytes(24)).decode()
    return Webhook.objects.create(
        user=user, url=url, secret=secret, types=" ".join(sorted(types))
    )


@transaction.atomic
def remove_webhook(user: User, uid: str) -> bool:
    return bool(user.webhooks.filter(uid=uid).delete()[0])


@transaction.atomic
def try_webhook(user: User, uid: str) -> bool:
    """Call it once, and from now on again if it had been given up."""
    found = user.webhooks.filter(uid=uid)
    if not found.update(is_active=True):
        return False
    enqueue(KIND, {"webhook": uid, "event": "test", "type": "", "keys": []})
    return True


@receiver(written)
def note_for_webhooks(
    sender: Any, event: str, keys: Sequence[Any], record: Any, **_more: Any
) -> None:
    resource = all_resources().get(sender)
    if resource is None:
        return
    active = Webhook.objects.filter(is_active=True, user__is_active=True)
    for webhook in active.select_related("user"):
        if webhook.types and resource.path not in webhook.types.split():
            continue
        told = {"webhook": webhook.uid, "event": event, "type": resource.path}
        if event == "deleted":
            # Nobody can look later whether the owner was allowed to see it.
            if record is not None and resource.record_type.may(
                webhook.user, "view", record
            ):
                enqueue(KIND, {**told, "ids": [record.uid]})
        else:
            enqueue(KIND, {**told, "keys": list(keys)})


def message_for(webhook: Webhook, payload: dict[str, Any]) -> dict[str, Any] | None:
    """What is sent; None where the owner may see none of it, or it is there no more."""
    ids = payload.get("ids") or _visible(webhook.user, payload)
    if not ids and payload["event"] != "test":
        return None
    return {"event": payload["event"], "type": payload["type"], "ids": ids}


def _visible(user: User, payload: dict[str, Any]) -> list[str]:
    for resource in all_resources().values():
        if resource.path == payload["type"]:
            seen = resource.record_type.visible_to(user)
            told = seen.filter(pk__in=payload["keys"]).order_by("pk")
            return list(told.values_list("uid", flat=True))
    return []


def signed(webhook: Webhook, number: str, body: str) -> dict[str, str]:
    """The headers by which the other side knows the call for ours, and for new."""
    moment = str(int(timezone.now().timestamp()))
    key = base64.b64decode(webhook.secret.removeprefix(PREFIX))
    mark = hmac.new(key, f"{number}.{moment}.{body}".encode(), hashlib.sha256)
    return {
        "Content-Type": "application/json",
        "User-Agent": "Fondaco",
        "webhook-id": number,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{base64.b64encode(mark.digest()).decode()}",
    }


def body_of(message: dict[str, Any]) -> str:
    return json.dumps({**message, "at": timezone.now().isoformat()})
