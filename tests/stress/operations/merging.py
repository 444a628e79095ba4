"""Two records of one thing, made one; and every second time taken apart again."""

import secrets
from collections import Counter

from django.db import transaction

from fondaco.core.merging import merge_records, undo_merge
from fondaco.core.models import Citation, Merge, Source
from fondaco.registry.models import Organisation, OrganisationAlias
from tests.stress.operations import operation

ROWS = 3


@operation
def merge_pairs(number: int) -> None:
    for each in range(number):
        keep, gone = _pair(secrets.token_hex(6))
        done = merge_records(keep, gone, take=["city"], actor=None)
        if each % 2:
            undo_merge(done, actor=None)


@transaction.atomic
def _pair(word: str) -> list[Organisation]:
    source, _is_new = Source.objects.get_or_create(slug="of-merges", title="Merges")
    pair = []
    for name in (f"{word} keep", f"{word} gone"):
        one = Organisation.objects.create(name=name, slug=name.replace(" ", "-"))
        Organisation.objects.filter(pk=one.pk).update(city=name)
        one.refresh_from_db()
        for row in range(ROWS):
            alias = f"{name} {row}"
            OrganisationAlias.objects.create(organisation=one, name=alias)
            Citation.objects.create(source=source, record=one, quote=alias)
        pair.append(one)
    return pair


@operation
def half_merged() -> list[str]:
    """Pairs that are neither two records nor one, in any of what hangs on them."""
    there = dict(Organisation.objects.values_list("name", "city"))
    names = dict(Organisation.objects.values_list("pk", "name"))
    standing = Merge.objects.filter(undone_at=None)
    merged = set(standing.values_list("gone_name", flat=True))
    aliases = Counter(
        OrganisationAlias.objects.values_list("organisation__name", flat=True)
    )
    cited = Citation.objects.values_list("object_id", flat=True)
    quotes = Counter(names[key] for key in cited)
    lines = Organisation.history.order_by("history_id")
    last = dict(lines.values_list("name", "history_type"))
    faults = []
    for word in {name.partition(" ")[0] for name in last}:
        keep, gone = f"{word} keep", f"{word} gone"
        is_one = gone in merged
        wanted = {keep: gone} if is_one else {keep: keep, gone: gone}
        rows = 2 * ROWS if is_one else ROWS
        is_right = (
            {name: there[name] for name in (keep, gone) if name in there} == wanted
            and all(aliases[name] == rows for name in wanted)
            and all(quotes[name] == rows for name in wanted)
            and (last[gone] == "-") == is_one
        )
        if not is_right:
            faults.append(f"{word}: {there.get(keep)}, {there.get(gone)}, {is_one}")
    return faults


@operation
def take_apart() -> int:
    """Every merge that stands is undone; how many those were."""
    standing = list(Merge.objects.filter(undone_at=None))
    for one in standing:
        undo_merge(one, actor=None)
    return len(standing)


@operation
def forget_merged() -> None:
    for table in (Merge, Citation, Source, Organisation):
        table.objects.all().delete()
    Organisation.history.all().delete()


@operation
def number_merged() -> int:
    return Merge.objects.count()
