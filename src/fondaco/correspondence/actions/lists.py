"""Filling a list: from pasted addresses, or with whom a segment finds today."""

import re
from dataclasses import dataclass, field
from email.utils import parseaddr

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from fondaco.core.actions import Actor, save_record
from fondaco.correspondence.models import DistributionList, ListMember, Segment
from fondaco.correspondence.queries.audience import contacts_of, people_in
from fondaco.registry.models import Person

MOST = 2000
# Between commas, but for those in quotation marks: “"Rossi, Ada" <ada@example.org>”.
_PIECE = re.compile(r'(?:[^,"]|"[^"]*")+')


@dataclass
class Filled:
    """What became of each address, in the order of the paste."""

    added: list[Person] = field(default_factory=list)
    present: list[Person] = field(default_factory=list)
    created: list[Person] = field(default_factory=list)
    # Well written, but nobody's, and without a name to make a record of.
    unknown: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@transaction.atomic
def fill_list(one: DistributionList, text: str, *, actor: Actor) -> Filled:
    """Add whom the addresses belong to; a new one with a name becomes a contact.

    A network keeps no contacts of its own, so its lists take only known ones.
    """
    filled = Filled()
    people = contacts_of(one).exclude(email="").order_by("-pk")
    known = {person.email.lower(): person for person in people}
    present = set(one.members.values_list("person", flat=True))
    for name, address in _read(text)[:MOST]:
        try:
            validate_email(address)
        except ValidationError:
            filled.wrong.append(address or name)
            continue
        person = known.get(address.lower())
        if person is None and one.cluster_id and " " in name:
            person = _make(one, name, address, actor)
            known[address.lower()] = person
            filled.created.append(person)
        if person is None:
            filled.unknown.append(address)
        elif person.pk in present:
            filled.present.append(person)
        else:
            present.add(person.pk)
            ListMember.objects.create(distribution_list=one, person=person)
            filled.added.append(person)
    if filled.added:
        save_record(one, actor=actor, reason="rows:correspondence.listmember")
    return filled


def _read(text: str) -> list[tuple[str, str]]:
    """“Ada Rossi <ada@example.org>”, one a line or between commas or semicolons."""
    lines = text.replace("\0", "").replace(";", "\n").replace("\r", "\n").split("\n")
    pairs = [pair for line in lines if line.strip() for pair in _pairs(line)]
    return [(" ".join(name.split()), address.strip()) for name, address in pairs]


def _pairs(line: str) -> list[tuple[str, str]]:
    pieces = [piece.strip() for piece in _PIECE.findall(line)]
    return [_pair(piece) for piece in pieces if piece]


def _pair(piece: str) -> tuple[str, str]:
    """What is no address is kept as it was written, to be shown."""
    name, address = parseaddr(piece)
    return (name, address) if "@" in address else ("", piece)


def _make(one: DistributionList, name: str, address: str, actor: Actor) -> Person:
    plain = name.strip("\"' ")
    given, _, family = plain.partition(" ")
    if "," in plain:
        family, given = (part.strip() for part in plain.split(",", 1))
    person = Person(
        given_name=given[:100],
        family_name=family[:100],
        email=address,
        maintained_by=one.cluster,
    )
    save_record(person, actor=actor)
    return person


@transaction.atomic
def fill_from_segment(
    one: DistributionList, segment: Segment, *, actor: Actor
) -> Filled:
    filled = Filled()
    present = set(one.members.values_list("person", flat=True))
    own = set(contacts_of(one).values_list("pk", flat=True))
    for person in people_in(segment):
        if person.pk in present:
            filled.present.append(person)
        elif person.pk in own:
            filled.added.append(person)
    ListMember.objects.bulk_create(
        ListMember(distribution_list=one, person=person) for person in filled.added
    )
    if filled.added:
        save_record(one, actor=actor, reason="rows:correspondence.listmember")
    return filled
