"""The index of the search: what records say, in words of our own."""

from django.db import models


class SearchEntry(models.Model):
    """The words of one record. It is made anew when they change, never altered.

    Who may see the record is asked of the record. The database's own index of `words`
    (FTS5, or a `tsvector`) is beside it: `fondaco.core.search_index.matching`.
    """

    # As models are called: “registry.organisation”.
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    # Its names, folded, and how long the first of them is.
    title = models.TextField()
    length = models.PositiveIntegerField()
    # The day of what has one, as a number; of equals, the latest stands first.
    day = models.IntegerField(default=0)
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id"], name="one_search_entry_a_record"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class SearchMark(models.Model):
    """A row that was written since: the database notes it, whoever wrote it and how."""

    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class SearchState(models.Model):
    """Of which declarations the index was made: of others, it is made anew."""

    declared = models.CharField(max_length=64)
    # What it is called at a search server, where there is one that was told all.
    server_index = models.CharField(max_length=100, default="")

    def __str__(self) -> str:
        return self.declared


class SearchUnsent(models.Model):
    """The number of an entry that a search server does not have yet, or has still."""

    entry_id = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.entry_id)
