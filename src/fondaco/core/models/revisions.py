"""That the record changed: what was made of it before is out of date."""

from django.db import models


class Revision(models.Model):
    """One row for each statement that wrote something visitors may see.

    Rows are only added, so that nobody waits for anybody. All of them together are the
    state that the record is in: whatever is committed, in whatever order, makes it
    another.
    """

    token = models.PositiveIntegerField()

    def __str__(self) -> str:
        return str(self.token)
