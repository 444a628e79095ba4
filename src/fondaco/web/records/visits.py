"""A visit to a form: who opened it, under a number that no other visit has.

It travels with the form, signed: so that what is sent twice is saved once, and that
words are kept for nobody but the person who was given the form to write them in.
"""

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.db.models import Model
from django.utils import timezone

from fondaco.core.actions import RECEIPTS_LAST
from fondaco.core.models import Receipt
from fondaco.core.permissions import Actor

FIELD = "visit"
# Within it, the same words from another visit are likely sent by mistake.
LIKELY_TWICE = dt.timedelta(hours=1)
# What a browser sends that nobody wrote.
_UNWRITTEN = {FIELD, "version", "press", "csrfmiddlewaretoken"}
_signer = signing.TimestampSigner(salt="fondaco.web.records.visit")


@dataclass(frozen=True)
class Visit:
    user: str
    number: str
    # The person has seen what the same words made before, and means another one.
    may_repeat: bool = False

    def is_of(self, actor: Actor) -> bool:
        return self.user == str(actor.pk)


def open_visit(actor: Actor, *, may_repeat: bool = False) -> str:
    return _signer.sign(f"{actor.pk}-{secrets.token_hex(8)}-{int(may_repeat)}")


def read_visit(data: Mapping[str, Any]) -> Visit | None:
    """The visit that a form was sent from; None where it is too old, or not ours."""
    try:
        text = _signer.unsign(data.get(FIELD, ""), max_age=RECEIPTS_LAST)
    except signing.BadSignature:
        return None
    user, number, may_repeat = text.split("-")
    return Visit(user, number, may_repeat=may_repeat == "1")


def find_receipt(visit: Visit) -> Receipt | None:
    """What was saved from the visit, if it still is on record."""
    receipt = Receipt.objects.filter(visit=visit.number).first()
    return receipt if receipt and receipt.record is not None else None


def find_twin(model: type[Model], words: str) -> Receipt | None:
    """What the same words made a little while ago: “back” may fetch a form anew."""
    twins = Receipt.objects.filter(
        words=words,
        content_type=ContentType.objects.get_for_model(model),
        accepted_at__gt=timezone.now() - LIKELY_TWICE,
    )
    twin = twins.order_by("-accepted_at").first()
    return twin if twin and twin.record is not None else None


def digest(data: Any, actor: Actor) -> str:
    """Who wrote what into a form, as one short word."""
    written = sorted(
        (name, data.getlist(name)) for name in data if name not in _UNWRITTEN
    )
    return hashlib.sha256(json.dumps([actor.pk, written]).encode()).hexdigest()
