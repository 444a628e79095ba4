"""What hangs on a person from a file: where they work, and what they agreed to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from fondaco.core.resources import ImportScope, Journal, Problem, Values
from fondaco.registry.models import Consent, Person, Position
from fondaco.registry.models.contacts import present_positions
from fondaco.registry.resources.organisation_catalogue import OrganisationIndex
from fondaco.registry.vocabularies import ConsentMeans, ConsentPurpose

CONSENTS = {f"consent_{purpose}": purpose for purpose in ConsentPurpose.values}
_FUNCTIONS = ("function_it", "function_en")
_OF = ("vat", "tax_code", "organisation_id")


class Work(str):
    """A position as it is shown, which knows of which organisation it is."""

    of: int
    functions: dict[str, str]


def work(of: int, title: str, functions: dict[str, str]) -> Work:
    said = functions.get("function_it") or functions.get("function_en")
    one = Work(f"{said}, {title}" if said else title)
    one.of, one.functions = of, functions
    return one


class Workplaces:
    """Positions that are not over, of the people that one import may change."""

    def __init__(self, scope: ImportScope, people: Iterable[int]) -> None:
        self.organisations = OrganisationIndex(scope)
        self.of: dict[int, list[Work]] = defaultdict(list)
        mine = set(people)
        known = Position.objects.filter(present_positions(timezone.localdate()))
        for person, of, *said in known.order_by("pk").values_list(
            "person", "organisation", *_FUNCTIONS
        ):
            if person in mine and of in self.organisations.records:
                functions = dict(zip(_FUNCTIONS, said, strict=True))
                title = self.organisations.title(of)
                self.of[person].append(work(of, title, functions))

    def settle(self, values: Values) -> Problem | None:
        """Make one value of all that the row says of where the person works."""
        functions = {name: values.pop(name) for name in _FUNCTIONS if name in values}
        said: Values = {name: values.pop(name) for name in _OF if name in values}
        if "organisation" in values:
            said["organisation"] = values.pop("organisation")
        if "organisation_id" in said:
            said["external_id"] = said.pop("organisation_id")
        if not said:
            text = _("A function needs its organisation: fill in that cell, too.")
            return (next(iter(functions)), text) if functions else None
        match = self.organisations.find(said, "organisation")
        if match.problem:
            return match.problem
        if match.key is None:
            text = _(
                "No organisation on record is called so. Import it as an organisation "
                "first, or leave this column out."
            )
            return "organisation" if "organisation" in said else "vat", text
        title = self.organisations.title(match.key)
        values["organisation"] = [work(match.key, title, functions)]
        return None

    def leave_known(self, key: int, values: Values) -> None:
        """Take out a position that is on record as the row says it."""
        for one in values.get("organisation", ()):
            if any(
                one.of == known.of and one.functions.items() <= known.functions.items()
                for known in self.of.get(key, ())
            ):
                del values["organisation"]

    def write(self, said: Sequence[tuple[Person, Values]], journal: Journal) -> None:
        keys = [person.pk for person, _values in said]
        known: dict[tuple[int, int], list[Position]] = defaultdict(list)
        present = Position.objects.filter(present_positions(timezone.localdate()))
        for row in present.filter(person__in=keys).select_for_update(of=("self",)):
            known[row.person_id, row.organisation_id].append(row)
        new: dict[tuple[int, int], Position] = {}
        changed: dict[int, Position] = {}
        before: dict[int, Values] = {}
        for person, values in said:
            before_it = {str(one) for one in self.of.get(person.pk, ())}
            for one in values.get("organisation", ()):
                if str(one) in before_it:
                    continue
                place = (person.pk, one.of)
                rows = known.get(place, [])
                if len(rows) == 1 and rows[0].pk not in changed:
                    row = changed[rows[0].pk] = rows[0]
                    before[row.pk] = {
                        name: getattr(row, name) for name in one.functions
                    }
                else:
                    row = Position(person=person, organisation_id=one.of)
                    row = new.setdefault(place, row)
                for name, value in one.functions.items():
                    setattr(row, name, value)
        journal.create(list(new.values()))
        journal.update(list(changed.values()), before)


class Consents:
    """The last word on each purpose; an older one in a file does not count again."""

    def __init__(self, people: Iterable[int]) -> None:
        self.last: dict[int, dict[str, str]] = defaultdict(dict)
        mine = set(people)
        known = Consent.objects.values_list(
            "person", "purpose", "given_on", "withdrawn_on"
        )
        for person, purpose, given, withdrawn in known:
            if person in mine:
                day = max(given, withdrawn or given).isoformat()
                name = f"consent_{purpose}"
                self.last[person][name] = max(day, self.last[person].get(name, ""))

    def check(self, values: Values) -> Iterable[Problem]:
        today = timezone.localdate().isoformat()
        for name in CONSENTS:
            if values.get(name, "") > today:
                yield name, _("This day is still to come: nobody agreed on it yet.")

    def leave_known(self, key: int, values: Values) -> None:
        for name, day in self.last.get(key, {}).items():
            if values.get(name, "~") <= day:
                del values[name]

    def write(self, said: Sequence[tuple[Person, Values]], journal: Journal) -> None:
        new = [
            Consent(
                person=person,
                purpose=purpose,
                given_on=dt.date.fromisoformat(values[name]),
                means=ConsentMeans.UNKNOWN,
            )
            for person, values in said
            for name, purpose in CONSENTS.items()
            if name in values
        ]
        journal.create(new)


def columns_of_person(values: Values) -> dict[str, Any]:
    """What is kept on the person itself; who agreed to be listed is named."""
    others = {"organisation", "external_id", *CONSENTS}
    said = {name: value for name, value in values.items() if name not in others}
    if "languages" in said:
        said["languages"] = " ".join(sorted(said["languages"]))
    if "consent_listing" in values:
        said["is_public"] = True
    return said
