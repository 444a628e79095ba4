"""Readable addresses made from names."""

from django.db.models import Model
from django.utils.text import slugify


def free_slug(record: Model, text: str) -> str:
    """The shortest address for `text` that no other record of its kind has."""
    field = record._meta.get_field("slug")
    length = getattr(field, "max_length", None) or 50
    base = slugify(text)[: length - 4].strip("-") or str(getattr(record, "uid", ""))
    others = type(record)._default_manager.exclude(pk=record.pk)
    taken = set(others.filter(slug__startswith=base).values_list("slug", flat=True))
    candidates = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)
