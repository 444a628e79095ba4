"""Organisations made up: their names, seats, numbers, skills."""

from random import Random
from typing import Any

from django.utils.text import slugify
from stdnum import luhn
from stdnum.iso7064 import mod_11_10

from fondaco.engines.language.gazetteer import Place
from fondaco.portal.generating.words import (
    FAR,
    Pair,
    Theme,
    city_of,
    countries,
    one_by_weight,
    words,
)
from fondaco.portal.generating.writing import Writer
from fondaco.registry.models import (
    Cluster,
    Competence,
    Identifier,
    Organisation,
    OrganisationAlias,
)
from fondaco.registry.vocabularies import (
    AliasKind,
    IdentifierScheme,
    OrganisationKind,
    SizeClass,
)

HOME = "Lombardia"
ABROAD = 0.16
PUBLISHED = 0.93
KINDS: dict[str, float] = {
    OrganisationKind.COMPANY: 86,
    OrganisationKind.RESEARCH: 4,
    OrganisationKind.ASSOCIATION: 3,
    OrganisationKind.PUBLIC_BODY: 2.5,
    OrganisationKind.UNIVERSITY: 1.5,
    OrganisationKind.FOUNDATION: 1,
    OrganisationKind.HOSPITAL: 0.8,
    OrganisationKind.SCIENCE_PARK: 0.5,
    OrganisationKind.BANK: 0.4,
    OrganisationKind.CHAMBER: 0.3,
}
SIZES: dict[str, float] = {
    SizeClass.MICRO: 34,
    SizeClass.SMALL: 38,
    SizeClass.MEDIUM: 20,
    SizeClass.LARGE: 8,
}
FORMS = {
    "S.r.l.": 62.0,
    "S.p.A.": 20.0,
    "S.n.c.": 6.0,
    "S.r.l.s.": 6.0,
    "S.c.a r.l.": 6.0,
}
# How bodies that are no company are called, by the city they are in.
BODIES = {
    OrganisationKind.RESEARCH: ("Istituto di ricerca {word}", "Centro ricerche {word}"),
    OrganisationKind.ASSOCIATION: ("Associazione {word}", "Unione imprese {word}"),
    OrganisationKind.PUBLIC_BODY: ("Comune di {city}", "Provincia di {city}"),
    OrganisationKind.UNIVERSITY: ("Università di {city}", "Politecnico di {city}"),
    OrganisationKind.FOUNDATION: ("Fondazione {surname}", "Fondazione {word}"),
    OrganisationKind.HOSPITAL: ("Ospedale di {city}", "Casa di cura {surname}"),
    OrganisationKind.SCIENCE_PARK: (
        "Parco scientifico {word}",
        "Polo tecnologico {city}",
    ),
    OrganisationKind.BANK: ("Banca di {city}", "Cassa {surname}"),
    OrganisationKind.CHAMBER: ("Camera di commercio di {city}",),
}


class Maker:
    """Makes organisations one after the other, no two of one name or address."""

    def __init__(self, writer: Writer, clusters: list[tuple[Cluster, Theme]]) -> None:
        self._random = writer.random("organisations")
        self._clusters = clusters
        self._taken = set(Organisation.objects.values_list("slug", flat=True))
        self._names: set[str] = set()
        self._numbers: set[str] = set()
        self.theme_of: list[Theme] = []
        self.identifiers: list[tuple[str, str] | None] = []

    def make(self, number: int) -> Organisation:
        random = self._random
        cluster, theme = self._clusters[number % len(self._clusters)]
        self.theme_of.append(theme)
        kind = one_by_weight(KINDS, random)
        is_abroad = kind == OrganisationKind.COMPANY and random.random() < ABROAD
        place = self._seat(is_abroad=is_abroad)
        name = self._unique(self._name(kind, place), place)
        slug = self._address(name)
        product = random.choice(theme.products)
        site = f"{random.choice(words('streets'))} {random.randint(1, 240)}"
        self.identifiers.append(self._identifier(place.country))
        return Organisation(
            name=name,
            slug=slug,
            kind=kind,
            size_class=(
                one_by_weight(SIZES, random) if kind == OrganisationKind.COMPANY else ""
            ),
            country=place.country,
            region=place.region,
            province=place.province,
            city=place.name_it if place.country == "IT" else place.name_en,
            site=site if place.country == "IT" else "",
            website=f"https://{slug}.example",
            public_email=f"info@{slug}.example" if random.random() < 0.7 else "",
            maintained_by=cluster,
            is_published=random.random() < PUBLISHED,
            **_texts(kind, product, random.choice(theme.skills), random),
        )

    def _seat(self, *, is_abroad: bool) -> Place:
        random = self._random
        if not is_abroad:
            region = HOME if random.random() < 0.8 else ""
            return city_of("IT", random, region)
        if random.random() < 0.12:
            return city_of(random.choice(FAR), random)
        return city_of(random.choice(countries()).code, random)

    def _name(self, kind: str, place: Place) -> str:
        random = self._random
        surname = random.choice(words("surnames"))
        word = random.choice(words("beginnings")) + random.choice(words("endings"))
        if kind != OrganisationKind.COMPANY:
            pattern = random.choice(BODIES[OrganisationKind(kind)])
            return pattern.format(word=word, surname=surname, city=place.name_it)
        if place.country == "IT":
            form = one_by_weight(FORMS, random)
            shapes = (
                word,
                word,
                f"{random.choice(words('workshops'))} {surname}",
                f"{surname} {random.choice(words('endings')).capitalize()}",
                f"Fratelli {surname}",
            )
            return f"{random.choice(shapes)} {form}"
        at_home = [one for one in countries() if one.code == place.country]
        if not at_home:
            return f"{word} Inc."
        country = at_home[0]
        own = random.choice((random.choice(country.surnames), word))
        return f"{own} {random.choice(country.words)} {random.choice(country.forms)}"

    def _unique(self, name: str, place: Place) -> str:
        if name in self._names:
            name = f"{name} – {place.name_it}"
        base, number = name, 1
        while name in self._names:
            number += 1
            name = f"{base} {number}"
        self._names.add(name)
        return name

    def _address(self, name: str) -> str:
        base = slugify(name)[:56].strip("-")
        slug, number = base, 1
        while slug in self._taken:
            number += 1
            slug = f"{base}-{number}"
        self._taken.add(slug)
        return slug

    def _identifier(self, country: str) -> tuple[str, str] | None:
        """A number with its right last digit, which nobody else has."""
        while True:
            scheme, value = _number(country, self._random)
            if value not in self._numbers:
                self._numbers.add(value)
                break
        return (scheme, value) if self._random.random() < 0.9 else None


def _number(country: str, random: Random) -> tuple[str, str]:
    if country == "IT":
        digits = f"{random.randint(1, 9_999_999):07}{random.choice(_OFFICES)}"
        return IdentifierScheme.VAT, f"IT{digits}{luhn.calc_check_digit(digits)}"
    if country == "DE":
        digits = str(random.randint(10_000_000, 99_999_999))
        return IdentifierScheme.VAT, f"DE{digits}{mod_11_10.calc_check_digit(digits)}"
    return IdentifierScheme.PIC, str(random.randint(900_000_000, 999_999_999))


# The offices of the revenue that the eighth to tenth digits name.
_OFFICES = ("012", "013", "014", "015", "016", "017", "018", "019", "020")


def _texts(kind: str, product: Pair, skill: Pair, random: Random) -> dict[str, str]:
    if kind == OrganisationKind.COMPANY:
        texts = {
            "description_it": f"Progetta e produce {product[0]} per l’Europa.",
            "description_en": f"Designs and makes {product[1]} for Europe.",
        }
    else:
        texts = {
            "description_it": f"Lavora con le imprese su: {skill[0].lower()}.",
            "description_en": f"Works with companies on {skill[1].lower()}.",
        }
    if random.random() < 0.3:
        texts |= {
            "offers_it": f"Esperienza in: {skill[0].lower()}.",
            "offers_en": f"Experience in {skill[1].lower()}.",
            "seeks_it": f"Partner di progetto per {product[0]}.",
            "seeks_en": f"Project partners for {product[1]}.",
        }
    else:
        texts |= dict.fromkeys(("offers_it", "offers_en", "seeks_it", "seeks_en"), "")
    return texts


def create_organisations(
    writer: Writer, clusters: list[tuple[Cluster, Theme]], total: int
) -> list[Organisation]:
    maker = Maker(writer, clusters)
    made = [maker.make(number) for number in range(total)]
    writer.create(made)
    skills = _create_skills(writer, {theme.acronym: theme for _, theme in clusters})
    random = writer.random("skills")
    links, numbers, names = [], [], []
    for organisation, theme, number in zip(
        made, maker.theme_of, maker.identifiers, strict=True
    ):
        own = random.sample(theme.skills, random.choice((0, 1, 1, 2, 3)))
        links += [
            {"organisation_id": organisation.pk, "competence_id": skills[one]}
            for one in own
        ]
        if number:
            numbers.append(
                {
                    "organisation_id": organisation.pk,
                    "scheme": number[0],
                    "value": number[1],
                }
            )
        if random.random() < 0.06:
            names.append(_other_name(organisation))
    writer.hang(Organisation.competences.through, links)
    writer.hang(Identifier, numbers)
    writer.hang(OrganisationAlias, names)
    return made


def _other_name(organisation: Organisation) -> dict[str, Any]:
    letters = "".join(
        word[0] for word in organisation.name.split() if word[0].isalnum()
    )
    return {
        "organisation_id": organisation.pk,
        "name": f"{letters.upper()} {organisation.city}".strip(),
        "kind": AliasKind.ACRONYM,
    }


def _create_skills(writer: Writer, themes: dict[str, Theme]) -> dict[Pair, int]:
    pairs = sorted({skill for theme in themes.values() for skill in theme.skills})
    made = [Competence(name_it=it, name_en=en) for it, en in pairs]
    writer.create(made)
    return {pair: one.pk for pair, one in zip(pairs, made, strict=True)}
