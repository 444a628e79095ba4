"""A visit to a form: who opened it, under a number that no other visit has.

It travels with the form, signed: so that what is sent twice is saved once, and that
words are kept for nobody but the person who was given the form to write them in.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing

from fondaco.core.actions import RECEIPTS_LAST
from fondaco.core.models import Receipt
from fondaco.core.permissions import Actor

FIELD = "visit"
# What a browser sends that nobody wrote.
_UNWRITTEN = {FIELD, "version", "press", "csrfmiddlewaretoken"}
_signer = signing.TimestampSigner(salt="fondaco.web.records.visit")


@dataclass(frozen=True)
class Visit:
    user: str
    number: str

    def is_of(self, actor: Actor) -> bool:
        return self.user == str(actor.pk)


def open_visit(actor: Actor) -> str:
    return _signer.sign(f"{actor.pk}-{secrets.token_hex(8)}")


def read_visit(data: Mapping[str, Any]) -> Visit | None:
    """The visit that a form was sent from; None where it is too old, or not ours."""
    try:
        text = _signer.unsign(data.get(FIELD, ""), max_age=RECEIPTS_LAST)
    except signing.BadSignature:
        return None
    user, _hyphen, number = text.partition("-")
    return Visit(user, number)


def find_receipt(visit: Visit) -> Receipt | None:
    """What was saved from the visit, if it still is on record."""
    receipt = Receipt.objects.filter(visit=visit.number).first()
    return receipt if receipt and receipt.record is not None else None


def digest(data: Any) -> str:
    """The words that somebody wrote into a form, as one short word."""
    written = sorted(
        (name, data.getlist(name)) for name in data if name not in _UNWRITTEN
    )
    return hashlib.sha256(json.dumps(written).encode()).hexdigest()
