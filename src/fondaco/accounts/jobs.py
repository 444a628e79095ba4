"""What the worker does for accounts: it calls the addresses that want to be told."""

from http import HTTPStatus
from http.client import HTTPException
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fondaco.accounts.models import Webhook
from fondaco.accounts.webhooks import KIND, body_of, message_for, signed
from fondaco.core.calling import RefusedAddressError, post
from fondaco.core.outbox import GiveUpError, RunningEntry, handler


def _about(payload: dict[str, Any]) -> str:
    return f"{payload.get('type', '')} {payload.get('event', '')}"


@handler(KIND, label=_("Webhook"), leaves=True, describe=_about)
def call_webhook(payload: dict[str, Any], entry: RunningEntry) -> None:
    """A call may come twice, with the same `webhook-id`: the other side counts once."""
    webhook = (
        Webhook.objects.select_related("user").filter(uid=payload["webhook"]).first()
    )
    if webhook is None or not (webhook.is_active and webhook.user.is_active):
        return
    message = message_for(webhook, payload)
    if message is None:
        return
    body = body_of(message)
    try:
        status, reason = post(
            webhook.url, body, signed(webhook, f"msg_{entry.entry.pk}", body)
        )
    except RefusedAddressError as refusal:
        _note(webhook, str(refusal))
        raise GiveUpError(str(refusal)) from refusal
    except (OSError, HTTPException) as error:
        _note(webhook, str(error) or type(error).__name__)
        raise
    _note(webhook, f"{status} {reason}")
    if status == HTTPStatus.GONE:
        # It asks for no more calls.
        Webhook.objects.filter(pk=webhook.pk).update(is_active=False)
    elif not 200 <= status < 300:
        raise OSError(f"{status} {reason}")


def _note(webhook: Webhook, answer: str) -> None:
    Webhook.objects.filter(pk=webhook.pk).update(
        called_at=timezone.now(), answer=answer[:200]
    )
