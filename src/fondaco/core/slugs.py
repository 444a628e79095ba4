"""Readable addresses made from names."""

from django.db.models import Model
from django.utils.text import slugify

from fondaco.core.models import Merge


def free_slug(record: Model, text: str) -> str:
    """The shortest address for `text` that no other record of its kind has or had.

    The address of a record that was merged leads to the one that was kept.
    """
    field = record._meta.get_field("slug")
    length = getattr(field, "max_length", None) or 50
    base = slugify(text)[: length - 4].strip("-") or str(getattr(record, "uid", ""))
    others = type(record)._default_manager.exclude(pk=record.pk)
    taken = set(others.filter(slug__startswith=base).values_list("slug", flat=True))
    taken |= set(
        Merge.objects.filter(
            content_type__app_label=record._meta.app_label,
            content_type__model=record._meta.model_name,
            gone_slug__startswith=base,
            undone_at=None,
        ).values_list("gone_slug", flat=True)
    )
    candidates = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)
