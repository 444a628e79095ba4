"""The personal data in what was imported and merged."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from fondaco.core.models import (
    ExternalId,
    Import,
    ImportChange,
    ImportMapping,
    LikelyPair,
    Merge,
)
from fondaco.core.privacy.declaring import (
    Basis,
    Kind,
    Subject,
    Words,
    blank,
    declare,
)
from fondaco.core.privacy.own import BY_WORKING, ONESELF, of_user, saying, words_of
from fondaco.core.privacy.retention import Rule, declare_rule

FORGOTTEN = _("That it was done stays; by whom is forgotten.")
KEEPERS = _("the managers of these records, and administrators")
ADMINISTRATORS = _("administrators")


def marked(
    name: str,
    label: Words,
    model: type[Any],
    column: str,
    *fields: str,
    seen_by: Words = KEEPERS,
) -> Kind:
    """That somebody did something to a record: it stays, without the name."""
    return Kind(
        name=name,
        label=label,
        model=model,
        find=of_user(model, column),
        fields=fields,
        purpose=_("to know who did what to a record"),
        basis=Basis.INTEREST,
        kept=_("as long as the record; the name as long as the account"),
        origin=BY_WORKING,
        seen_by=seen_by,
        decide=blank(FORGOTTEN, **{column: None}),
        columns=(column,),
        order=60,
    )


def about(subject: Subject, number: str) -> Q:
    """Rows that point to the person as to any record; `number` is their column."""
    if subject.person is None:
        return Q(pk=None)
    kind = ContentType.objects.get_for_model(subject.person)
    return Q(content_type=kind, **{number: subject.person.pk})


def _changes(subject: Subject) -> "QuerySet[ImportChange]":
    rows = ImportChange.objects.all()
    said = saying(rows, "before", words_of(subject)).values("pk")
    return rows.filter(about(subject, "object_id") | Q(pk__in=said))


def _reports(subject: Subject) -> "QuerySet[Import]":
    rows, words = Import.objects.all(), words_of(subject)
    said = [
        saying(rows, column, words).values("pk")
        for column in ("preview", "errors", "warnings")
    ]
    return rows.filter(Q(pk__in=said[0]) | Q(pk__in=said[1]) | Q(pk__in=said[2]))


def _merges(subject: Subject) -> "QuerySet[Merge]":
    rows, words = Merge.objects.all(), words_of(subject)
    before, after = (saying(rows, column, words) for column in ("before", "after"))
    said = Q(pk__in=before.values("pk")) | Q(pk__in=after.values("pk"))
    return rows.filter(said | about(subject, "kept_id"))


declare(
    marked(
        "imports",
        _("Files that you brought in"),
        Import,
        "actor",
        "file_name",
        "created_at",
        "state",
    ),
    marked(
        "merges",
        _("Records that you merged"),
        Merge,
        "merged_by",
        "gone_name",
        "merged_at",
    ),
    marked(
        "pairs_rejected",
        _("Likely duplicates that you rejected"),
        LikelyPair,
        "rejected_by",
        "rejected_at",
    ),
    marked(
        "pairs_proposed",
        _("Merges that you proposed"),
        LikelyPair,
        "proposed_by",
        "proposed_at",
    ),
    Kind(
        name="import_mappings",
        label=_("How you matched columns of files"),
        model=ImportMapping,
        find=of_user(ImportMapping, "actor"),
        fields=("kind", ("mapping", _("columns"))),
        purpose=_("to match the columns of the next file by itself"),
        basis=Basis.CONTRACT,
        kept=_("as long as the account"),
        origin=BY_WORKING,
        seen_by=ONESELF,
        columns=("actor",),
        order=30,
    ),
    Kind(
        name="import_changes",
        label=_("What an import changed of your record"),
        model=ImportChange,
        find=_changes,
        fields=(("before", _("as it was")),),
        purpose=_("to take an import back"),
        basis=Basis.INTEREST,
        kept=_("30 days"),
        origin=_("the record, before the import"),
        seen_by=ADMINISTRATORS,
        order=30,
    ),
    Kind(
        name="import_reports",
        label=_("Reports of imports that name you"),
        model=Import,
        find=_reports,
        fields=("file_name", "created_at"),
        purpose=_("to show what an import will do, and what it could not read"),
        basis=Basis.INTEREST,
        kept=_("30 days, and so is the file"),
        origin=_("a file of the cluster that brought it in"),
        seen_by=_("the managers of that cluster, and administrators"),
        reach=lambda actor: Import.objects.filter(actor=actor.pk),
        decide=blank(preview={}, errors=[], warnings=[]),
        order=31,
    ),
    Kind(
        name="external_ids",
        label=_("Your identifiers in other systems"),
        model=ExternalId,
        find=lambda subject: ExternalId.objects.filter(about(subject, "object_id")),
        fields=("system", "value"),
        purpose=_("to find your record again when a file comes anew"),
        basis=Basis.INTEREST,
        kept=_("as long as the record"),
        origin=_("a file of the cluster that brought it in"),
        seen_by=ADMINISTRATORS,
        order=30,
    ),
    Kind(
        name="merged_records",
        label=_("Records of you that became one"),
        model=Merge,
        find=_merges,
        fields=("gone_name", "merged_at"),
        purpose=_("to take a merge back"),
        basis=Basis.INTEREST,
        kept=_("as long as the record"),
        origin=_("the records that became one"),
        seen_by=KEEPERS,
        order=30,
    ),
    Kind(
        name="likely_pairs",
        label=_("Records that may be a second one of you"),
        model=LikelyPair,
        find=lambda subject: LikelyPair.objects.filter(
            about(subject, "first_id") | about(subject, "second_id")
        ),
        fields=("found_at",),
        purpose=_("to keep one record of one person"),
        basis=Basis.INTEREST,
        kept=_("as long as both records"),
        origin=_("a comparison of the records"),
        seen_by=KEEPERS,
        order=30,
    ),
)


def _forget_files(rows: "QuerySet[Any]") -> int:
    number = 0
    for one in rows:
        one.file.delete(save=False)
        one.preview, one.errors, one.warnings = {}, [], []
        one.save(update_fields=["file", "preview", "errors", "warnings"])
        number += 1
    return number


declare_rule(
    Rule(
        "import_files",
        _("Files that were brought in"),
        30,
        lambda before: Import.objects.filter(created_at__lt=before).exclude(file=""),
        spares=_("which file it was, by whom and when, and what came of it"),
        purge=_forget_files,
    ),
    Rule(
        "import_changes",
        _("What imports changed"),
        30,
        lambda before: ImportChange.objects.filter(of_import__created_at__lt=before),
    ),
)
