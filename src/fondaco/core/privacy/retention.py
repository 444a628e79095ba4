"""How long what is kept, and the job that lets it go."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import ngettext

from fondaco.core.models import Purge
from fondaco.core.privacy.declaring import Words

DAYS_OF_A_YEAR = 365


def delete_rows(rows: "QuerySet[Any]") -> int:
    number = rows.count()
    rows.delete()
    return number


@dataclass(frozen=True)
class Rule:
    """One kind of data, and what is due once it is older than so many days."""

    name: str
    label: Words
    days: int
    # Given the moment before which it is due.
    find: Callable[[dt.datetime], "QuerySet[Any]"]
    # What is left out of it, in words.
    spares: Words = ""
    purge: Callable[["QuerySet[Any]"], int] = delete_rows

    @property
    def period(self) -> int:
        """As the installation sets it."""
        return int(settings.RETENTION.get(self.name, self.days))

    @property
    def period_in_words(self) -> str:
        years, rest = divmod(self.period, DAYS_OF_A_YEAR)
        if years and not rest:
            text = ngettext("%(count)s year", "%(count)s years", years)
            return text % {"count": years}
        text = ngettext("%(count)s day", "%(count)s days", self.period)
        return text % {"count": self.period}

    def due(self, now: dt.datetime | None = None) -> "QuerySet[Any]":
        return self.find((now or timezone.now()) - dt.timedelta(days=self.period))


@dataclass(frozen=True)
class Line:
    rule: Rule
    due: int
    last: Purge | None


_rules: dict[str, Rule] = {}


def declare_rule(*rules: Rule) -> None:
    for rule in rules:
        _rules[rule.name] = rule


def all_rules() -> list[Rule]:
    autodiscover_modules("privacy")
    return sorted(_rules.values(), key=lambda one: one.name)


def read_lines(now: dt.datetime | None = None) -> list[Line]:
    """Each rule with what is due and when it was last applied: a dry run."""
    last = {one.rule: one for one in Purge.objects.all()}
    return [
        Line(rule, rule.due(now).count(), last.get(rule.name)) for rule in all_rules()
    ]


def purge_due(now: dt.datetime | None = None) -> dict[str, int]:
    """Let go what is due; each rule is a transaction of its own."""
    numbers = {}
    for rule in all_rules():
        with transaction.atomic():
            numbers[rule.name] = rule.purge(rule.due(now))
            Purge.objects.update_or_create(
                rule=rule.name,
                defaults={
                    "purged_at": now or timezone.now(),
                    "number": numbers[rule.name],
                },
            )
    return numbers
