"""The shipped network's 2016 against the article that tells it."""

import datetime as dt
from typing import Any

import pytest
from django.core.validators import URLValidator

from fondaco.activities.models import (
    Activity,
    Claim,
    CountStatement,
    Participation,
    Place,
)
from fondaco.core.partial_dates import PartialDate
from fondaco.funding.models import Partnership, Party, ProposalCount
from fondaco.registry.models import (
    Cluster,
    Network,
    NetworkMembership,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_9ctl")]

NINE = {"AFIL", "CAT.AL", "CLM", "LAC", "LE2C", "LGCA", "LSC", "SCC", "TAV"}


def in_2016() -> Any:
    return Activity.objects.filter(start_earliest__year=2016)


def activity(part_of_title: str) -> Activity:
    return in_2016().get(title_en__contains=part_of_title)


def counts(record: Activity | Participation) -> set[tuple[str, int | None, bool]]:
    return {
        (count.subject, count.number, count.is_some)
        for count in record.count_statements.all()
    }


# The network
def test_the_nine_clusters_are_the_network() -> None:
    network = Network.objects.get()
    assert (network.slug, network.acronym) == ("9ctl", "9CTL")
    assert network.name_it == "Cluster Tecnologici Lombardi"
    assert network.name_en == "Lombardy Technology Clusters"
    assert set(Cluster.objects.values_list("acronym", flat=True)) == NINE
    members = NetworkMembership.objects.filter(network=network)
    assert {member.cluster.acronym for member in members} == NINE


@pytest.mark.parametrize(
    "day", [dt.date(2016, 1, 1), dt.date(2016, 11, 16), dt.date(2016, 12, 2)]
)
def test_all_nine_belong_to_it_through_2016(day: dt.date) -> None:
    assert NetworkMembership.objects.holding_on(day).count() == 9


def test_each_cluster_has_its_names_theme_and_website() -> None:
    for cluster in Cluster.objects.all():
        assert cluster.name_it
        assert cluster.name_en
        assert cluster.theme_it
        assert cluster.theme_en
        URLValidator()(cluster.website)
        assert cluster.region == "Lombardia"
        assert cluster.recognitions.count() == 1


@pytest.mark.parametrize(
    ("acronym", "name"),
    [
        ("AFIL", "Associazione Fabbrica Intelligente Lombarda"),
        ("LSC", "Life Science Cluster"),
        ("SCC", "SCC (smart cities and communities)"),
        ("CAT.AL", "CAT.AL,(agrifood)"),
    ],
)
def test_clusters_are_known_by_the_names_that_the_article_gives_them(
    acronym: str, name: str
) -> None:
    alias = Cluster.objects.get(acronym=acronym).aliases.get(name=name)
    assert alias.kind == "as_written"


# The article's year, by plain counts (the indicators are presence's)
def test_the_year_2016_is_the_articles() -> None:
    leaves = in_2016().filter(participations__isnull=False).distinct()
    assert leaves.count() == 7
    assert in_2016().count() == 8
    assert not in_2016().filter(is_published=False).exists()
    fair = in_2016().get(participations=None)
    assert fair.title_it == "Pollutec 2016"
    occasions = {leaf.parent or leaf for leaf in leaves}
    assert len(occasions) == 7


def test_the_countries_of_2016_are_seven() -> None:
    places = Place.objects.filter(activity__in=in_2016())
    assert set(places.values_list("country", flat=True)) == {
        *("BE", "ES", "FR", "IT"),
        *("BR", "IL", "MX"),
    }


def test_the_participations_of_2016_are_twelve_of_which_five_unnamed() -> None:
    named = Participation.objects.filter(activity__in=in_2016())
    assert named.count() == 7
    assert not named.filter(is_published=False).exists()
    unnamed = sum(
        count.number - count.activity.participations.count()
        for count in CountStatement.objects.filter(
            activity__in=in_2016(), subject="clusters", number__isnull=False
        )
    )
    assert unnamed == 5


def test_three_participations_of_2016_are_qualified() -> None:
    named = Participation.objects.filter(activity__in=in_2016())
    assert {(p.cluster.acronym, p.role) for p in named if p.is_qualified} == {
        ("LE2C", "speaker"),
        ("AFIL", "coordinator"),
        ("LSC", "organiser"),
    }


def test_european_cluster_conference() -> None:
    conference = activity("European Cluster Conference 2016")
    assert conference.kind == "conference"
    assert conference.status == "announced"
    assert conference.edition == 5
    assert conference.start == PartialDate.day(dt.date(2016, 12, 1))
    assert conference.end == PartialDate.day(dt.date(2016, 12, 2))
    assert conference.maintained_by is None
    assert [(p.country, p.city) for p in conference.places.all()] == [
        ("BE", "Bruxelles")
    ]
    body = conference.bodies.get()
    assert (body.organisation.name, body.role) == ("European Commission", "organiser")
    count = conference.count_statements.get()
    assert (count.subject, count.number, count.of_total) == ("clusters", 6, 9)
    speaker = conference.participations.get()
    assert speaker.cluster.acronym == "LE2C"
    assert (speaker.role, speaker.status) == ("speaker", "selected")
    assert speaker.session == "Green Manufacturing e Circular Economy"


def test_green_days_inside_pollutec() -> None:
    green_days = activity("Green Days")
    assert green_days.kind == "matchmaking"
    assert green_days.start == PartialDate.year(2016)
    assert green_days.parent == activity("Pollutec")
    assert green_days.parent.kind == "fair"
    place = green_days.places.get()
    assert (place.country, place.city) == ("FR", "Lyon")
    # The article names no city: another source does.
    assert {c.source.slug for c in place.citations.all()} == {
        "recyclingnet-pollutec-2016"
    }
    le2c = green_days.participations.get()
    assert (le2c.cluster.acronym, le2c.role) == ("LE2C", "b2b_participant")
    assert counts(le2c) == {
        ("meetings_b2b", None, True),
        ("meetings_c2c", None, True),
    }


def test_the_kick_off_in_barcelona_under_both_its_names() -> None:
    kick_off = activity("Smart Specialisation Platform on Industrial Modernisation")
    assert (kick_off.kind, kick_off.status) == ("kick_off", "held")
    assert kick_off.start == PartialDate.day(dt.date(2016, 11, 16))
    assert kick_off.end == PartialDate.day(dt.date(2016, 11, 17))
    wrong = kick_off.aliases.get(kind="as_written")
    assert wrong.name == "Smart Specialization Platform on Industrial Specialization"
    assert wrong.citations.get().quote == wrong.name
    afil = kick_off.participations.get()
    assert (afil.cluster.acronym, afil.role) == ("AFIL", "coordinator")
    assert "ESM" in afil.topic_it
    assert "ESM" in afil.topic_en


def test_the_living_room_at_palazzo_pirelli() -> None:
    living_room = activity("Living Room of Emerging Industries")
    assert (living_room.kind, living_room.status) == ("conference", "held")
    assert living_room.edition == 2
    assert living_room.start == PartialDate.day(dt.date(2016, 11, 24))
    place = living_room.places.get()
    assert (place.country, place.city, place.venue) == (
        "IT",
        "Milano",
        "Palazzo Pirelli",
    )
    afil = living_room.participations.get()
    assert (afil.cluster.acronym, afil.role) == ("AFIL", "participant")


def test_the_system_mission_to_brazil() -> None:
    mission = activity("System mission to Brazil")
    assert (mission.kind, mission.status) == ("mission_outgoing", "held")
    assert mission.start == PartialDate.day(dt.date(2016, 11, 23))
    assert mission.end == PartialDate.day(dt.date(2016, 11, 25))
    assert [(p.country, p.city) for p in mission.places.all()] == [
        ("BR", "São Paulo"),
        ("BR", "São José dos Campos"),
    ]
    assert {(b.organisation.slug, b.role) for b in mission.bodies.all()} == {
        ("confindustria", "organiser"),
        ("ice-agenzia", "organiser"),
        ("abi", "organiser"),
        ("maeci", "partner"),
    }
    lac = mission.participations.get()
    assert (lac.cluster.acronym, lac.role) == ("LAC", "delegate")
    assert lac.presented_it == "le eccellenze del settore aerospazio in Lombardia"
    there = lac.attendances.get()
    assert str(there.person) == "Angelo Vallerani"
    assert (there.capacity_it, there.capacity_en) == ("Presidente", "President")


def test_the_mission_to_israel() -> None:
    mission = activity("mission to Israel")
    assert (mission.kind, mission.status) == ("mission_outgoing", "held")
    assert mission.start == PartialDate.year(2016)
    place = mission.places.get()
    assert (place.country, place.city) == ("IL", "")
    lsc = mission.participations.get()
    assert (lsc.cluster.acronym, lsc.role) == ("LSC", "organiser")
    assert counts(lsc) == {
        ("members", None, True),
        ("meetings_institutional", None, True),
        ("meetings_business", None, True),
        ("visits", None, True),
    }


def test_low_carbon_business_action() -> None:
    programme = activity("Low Carbon Business Action")
    assert (programme.kind, programme.status) == ("programme", "under_way")
    assert programme.start == PartialDate.year(2016)
    assert [(p.country, p.city) for p in programme.places.all()] == [
        ("BR", ""),
        ("MX", ""),
    ]
    le2c = programme.participations.get()
    assert le2c.cluster.acronym == "LE2C"
    assert le2c.level <= 2
    assert counts(le2c) == {("companies", None, True)}


def test_the_claims_are_claims() -> None:
    stronger, beyond = Claim.objects.order_by("pk")
    assert (stronger.year, beyond.year) == (2016, 2016)
    words = [citation.quote for citation in stronger.citations.all()]
    assert "Il 2016 segna una presenza dei 9CTL più forte a che in passato." in words
    assert [citation.quote for citation in beyond.citations.all()] == [
        "Ma la loro presenza è andata oltre i confini europei."
    ]


def test_several_applications_are_some() -> None:
    several = ProposalCount.objects.get(is_some=True)
    assert several.status == "submitted"
    assert several.period == PartialDate.year(2016)
    assert (several.number, several.minimum) == (None, None)
    assert set(several.clusters.values_list("acronym", flat=True)) == {
        *("LE2C", "AFIL", "SCC", "CAT.AL"),
    }


def test_the_partnerships_of_the_article() -> None:
    unnamed = Partnership.objects.filter(is_unnamed=True)
    assert {(p.kind, p.parties.get().cluster.acronym) for p in unnamed} == {
        ("escp", "SCC"),
        ("escp", "CAT.AL"),
    }
    esm = Partnership.objects.get(acronym="ESM")
    parties = {(str(p.cluster or p.organisation), p.role) for p in esm.parties.all()}
    assert ("AFIL", "coordinator") in parties
    end_of_2016 = Party.objects.holding_on(dt.date(2016, 12, 31)).exclude(cluster=None)
    assert {
        (party.cluster.acronym, party.partnership.kind)
        for party in end_of_2016.filter(partnership__isnull=False)
    } == {
        ("AFIL", "vanguard"),
        ("SCC", "escp"),
        ("CAT.AL", "escp"),
        ("LAC", "network"),
    }
