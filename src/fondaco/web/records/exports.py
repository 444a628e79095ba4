"""A list as a file: exactly what is seen, of all pages, for any spreadsheet."""

from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language

from fondaco.core.spreadsheets.writing import (
    MEDIA_TYPES,
    Sheet,
    write_csv,
    write_xlsx,
)
from fondaco.web.records.chosen_columns import label_of
from fondaco.web.records.listing import Listing

_AT_A_TIME = 2000


def export(listing: Listing, kind: str) -> HttpResponse:
    body = _csv(_sheet(listing)) if kind == "csv" else _xlsx(_sheet(listing))
    response = HttpResponse(body, content_type=MEDIA_TYPES[kind])
    name = f"{listing.record_type.name}-{timezone.localdate():%Y-%m-%d}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _sheet(listing: Listing) -> Sheet:
    header = [label_of(column) for column in listing.columns.values()]
    name = str(listing.record_type.model._meta.verbose_name_plural)
    return Sheet(capfirst(name), header, _rows(listing))


def _rows(listing: Listing) -> Iterator[list[Any]]:
    columns = listing.columns.values()
    for record in listing.records.iterator(_AT_A_TIME):
        yield [column.value(record) for column in columns]


def _csv(sheet: Sheet) -> bytes:
    text = StringIO(newline="")
    write_csv(sheet, text, get_language() or "it")
    return text.getvalue().encode()


def _xlsx(sheet: Sheet) -> bytes:
    file = BytesIO()
    write_xlsx(sheet, file)
    return file.getvalue()
