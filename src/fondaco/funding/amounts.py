"""Sums of money as their sources give them: exactly, at least, or about."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from fondaco.funding.vocabularies import AmountBound
from fondaco.web.templatetags.words import euros


@dataclass(frozen=True)
class Amount:
    value: Decimal
    bound: str

    def __str__(self) -> str:
        """“at least €22,000,000”, in the language of the moment."""
        words = {"number": euros(self.value)}
        match self.bound:
            case AmountBound.AT_LEAST:
                return gettext("at least %(number)s") % words
            case AmountBound.ABOUT:
                return gettext("about %(number)s") % words
        return words["number"]


def amount_of(record: Any, field: str) -> Amount | None:
    value = getattr(record, field)
    return None if value is None else Amount(value, getattr(record, f"{field}_bound"))


def refuse_bounds_without_sums(record: Any, *fields: str) -> None:
    """“At least” of nothing says nothing."""
    errors = {
        f"{field}_bound": gettext("Give the sum too, or say “exactly this”.")
        for field in fields
        if getattr(record, field) is None
        and getattr(record, f"{field}_bound") != AmountBound.EXACT
    }
    if errors:
        raise ValidationError(errors)
