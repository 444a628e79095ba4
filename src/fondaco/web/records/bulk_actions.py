"""What can be done to many records of a list at once, as a type of record declares."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fondaco.web.records.options import Choices


@dataclass(frozen=True, eq=False)
class BulkAction:
    """Sets one field of every record: to `value`, or to what the person chooses.

    `adds` where the field holds many: what was there stays. Without a field the
    records go.
    """

    name: str
    label: str | Promise
    field: str = ""
    value: Any = None
    choices: Choices | None = None
    adds: bool = False

    @property
    def deletes(self) -> bool:
        return not self.field

    @property
    def publishes(self) -> bool:
        return self.field == "is_published"


PUBLISH = BulkAction("publish", _("Publish"), "is_published", value=True)
WITHDRAW = BulkAction(
    "withdraw", _("Withdraw from publication"), "is_published", value=False
)
DELETE = BulkAction("delete", _("Delete"))
