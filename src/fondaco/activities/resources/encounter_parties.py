"""Which of those on record a row of encounters names as the two who met."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from fondaco.core.resources import ImportScope, Match, Problem, Values
from fondaco.registry.resources.clusters import ClusterIndex
from fondaco.registry.resources.organisation_catalogue import OrganisationIndex
from fondaco.registry.resources.people import PersonCatalogue

PARTY = ("organisation_id", "cluster_id", "person_id")
_IN_BRACKETS = re.compile(r"(?P<person>[^()]+)\((?P<organisation>.+)\)")


class PartyKeys(list[int]):
    """Organisation, cluster and person, as keys; what is not said is 0."""

    words = ""

    def __str__(self) -> str:
        return self.words


class Parties:
    def __init__(self, scope: ImportScope) -> None:
        self.organisations = OrganisationIndex(scope)
        self.people = PersonCatalogue(scope)
        self.clusters = ClusterIndex()

    def settle(self, values: Values) -> Iterable[Problem]:
        """Make `parties` of what the row says of both; tell who is not on record."""
        parties: list[PartyKeys] = []
        for number in (1, 2):
            said = _said(values, number)
            if not any(said.values()):
                text = _("Say who met: an organisation, or a person on record.")
                yield f"organisation_{number}", text
                continue
            body = self._body(said["organisation"])
            person = self._person(said)
            for name, match in (("organisation", body), ("person", person)):
                if match.problem:
                    yield f"{name}_{number}", match.problem[1]
            if not (body.problem or person.problem):
                organisation, cluster = _apart(body)
                parties.append(self._in_words([organisation, cluster, person.key or 0]))
        if len(parties) == 2:
            if parties[0] == parties[1]:
                yield "organisation_2", _("One of those who met is named twice.")
            values["parties"] = sorted(parties)

    def named(self, parties: Iterable[Any]) -> list[PartyKeys]:
        """Those on record, in the form in which a row names them."""
        keys = ([getattr(one, name) or 0 for name in PARTY] for one in parties)
        return sorted(map(self._in_words, keys))

    def _in_words(self, keys: Sequence[int]) -> PartyKeys:
        organisation, cluster, person = keys
        named = PartyKeys(keys)
        words = [
            self.organisations.title(organisation)
            if organisation in self.organisations.records
            else "",
            self.clusters.acronyms.get(cluster, ""),
            self.people.name(person) if person in self.people.records else "",
        ]
        named.words = ", ".join(filter(None, words))
        return named

    def _body(self, name: str) -> Match:
        if not name:
            return Match()
        if (cluster := self.clusters.find(name)) is not None:
            return Match(cluster, ("cluster",))
        match = self.organisations.find({"organisation": name}, "organisation")
        if match.problem or match.key is not None:
            return match
        text = _("No organisation on record is called so: import it first.")
        return Match(problem=("organisation", text))

    def _person(self, said: dict[str, str]) -> Match:
        if not (said["person"] or said["email"]):
            return Match()
        values = {"family_name": said["person"], "email": said["email"]}
        match = self.people.look_up(values)
        if match.problem or match.key is not None:
            return match
        text = _("Nobody on record is called so: import the people first.")
        return Match(problem=("person", text))


def _said(values: Values, number: int) -> dict[str, str]:
    """Some files have the organisation in brackets after the name."""
    names = ("organisation", "person", "email")
    said = {name: values.pop(f"{name}_{number}", "") for name in names}
    found = _IN_BRACKETS.fullmatch(said["person"])
    if found and not said["organisation"]:
        said["person"] = found["person"].strip()
        said["organisation"] = found["organisation"].strip()
    return said


def _apart(body: Match) -> tuple[int, int]:
    if body.key is None:
        return 0, 0
    return (0, body.key) if body.by == ("cluster",) else (body.key, 0)
