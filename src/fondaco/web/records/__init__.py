"""The managers' side: an app declares a `RecordType`, and its pages follow."""

from fondaco.web.records.bulk_actions import BulkAction
from fondaco.web.records.forms import RecordForm, Section
from fondaco.web.records.options import Choices, Options
from fondaco.web.records.rows import RowForm, Rows
from fondaco.web.records.types import RECORD_TYPES, Column, Link, RecordType
from fondaco.web.records.urls import record_urls

__all__ = [
    "RECORD_TYPES",
    "BulkAction",
    "Choices",
    "Column",
    "Link",
    "Options",
    "RecordForm",
    "RecordType",
    "RowForm",
    "Rows",
    "Section",
    "record_urls",
]
