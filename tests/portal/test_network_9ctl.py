"""The shipped network against the article and its other sources."""

import datetime as dt
import hashlib
import itertools
from pathlib import Path
from typing import Any

import pytest
from django.core.validators import URLValidator

from fondaco.accounts.models import User
from fondaco.activities.models import (
    Activity,
    ActivityAlias,
    Attendance,
    Body,
    Claim,
    CountStatement,
    Participation,
    Place,
)
from fondaco.config.command_line import run
from fondaco.core.models import Citation, DatedFact, Source
from fondaco.core.partial_dates import PartialDate, Precision
from fondaco.funding.models import Partnership, Party, Project, ProposalCount
from fondaco.portal.loading.network import load_network
from fondaco.portal.loading.shapes import COLLECTIONS, Shape
from fondaco.registry.models import (
    Cluster,
    Label,
    LegalForm,
    Management,
    Mandate,
    MemberCount,
    Membership,
    Network,
    NetworkMembership,
    Organisation,
    Person,
    Recognition,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_9ctl")]

ARTICLE = "confindustria-lombardia-2016-11"
ARTICLE_FILE = Path(__file__).parents[3] / "shared" / "data" / "article-2016.txt"
WITH_HISTORY: list[Any] = [
    shape.model for shape in COLLECTIONS.values() if hasattr(shape.model, "history")
]
NINE = {"AFIL", "CAT.AL", "CLM", "LAC", "LE2C", "LGCA", "LSC", "SCC", "TAV"}
FACTS: list[type[DatedFact]] = [
    NetworkMembership,
    Management,
    Membership,
    Mandate,
    Label,
    LegalForm,
    Recognition,
    Party,
]


def in_2016() -> Any:
    return Activity.objects.filter(start_earliest__year=2016)


def activity(part_of_title: str) -> Activity:
    return in_2016().get(title_en__contains=part_of_title)


def counts(record: Activity | Participation) -> set[tuple[str, int | None, bool]]:
    return {
        (count.subject, count.number, count.is_some)
        for count in record.count_statements.all()
    }


def test_loading_again_changes_nothing() -> None:
    before = {model: model.history.count() for model in WITH_HISTORY}
    assert min(before.values()) > 0
    again = load_network("9ctl")
    assert again.already_there
    assert again.records == {}
    assert {model: model.history.count() for model in WITH_HISTORY} == before


def test_what_its_users_changed_stays_as_they_left_it() -> None:
    Cluster.objects.filter(slug="afil").update(theme_it="altro")
    load_network("9ctl")
    assert Cluster.objects.get(slug="afil").theme_it == "altro"


def test_the_command_says_that_there_was_nothing_to_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["load", "9ctl"]) == 0
    assert capsys.readouterr().out == (
        "The network 9ctl is already here; nothing was changed.\n"
    )
    assert not User.objects.exists()


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


def test_the_claim_is_a_claim() -> None:
    claim = Claim.objects.get()
    assert claim.year == 2016
    words = [citation.quote for citation in claim.citations.all()]
    assert "Il 2016 segna una presenza dei 9CTL più forte a che in passato." in words


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


# Facts of other years
def test_le2c_has_had_one_president_after_another() -> None:
    chain = ["Bellato", "Donelli", "Mainini", "Ribolla"]
    presidents = Mandate.objects.filter(cluster__slug="le2c", kind="president")
    by_name = {mandate.person.family_name: mandate for mandate in presidents}
    assert sorted(by_name) == sorted(chain)
    for later, earlier in itertools.pairwise(chain):
        assert by_name[earlier].superseded_by == by_name[later]
        assert by_name[earlier].valid_until == by_name[later].valid_from
    assert by_name["Bellato"].superseded_by is None
    assert by_name["Bellato"].valid_until == PartialDate.unknown()


def test_presidents_on_the_articles_days() -> None:
    presidents = Mandate.objects.holding_on(dt.date(2016, 11, 25)).filter(
        kind="president"
    )
    assert {(m.cluster.acronym, m.person.family_name) for m in presidents} == {
        ("AFIL", "Scaglia"),
        ("LE2C", "Mainini"),
        ("LAC", "Vallerani"),
        ("CLM", "Gaboardi"),
        ("LGCA", "Colombo"),
        ("LSC", "Bifulco"),
    }


def test_public_offices_are_held_by_people_who_may_be_named() -> None:
    assert not Mandate.objects.filter(is_public=False).exists()
    assert not Person.objects.filter(is_public=False).exists()


def test_two_accounts_of_one_label_are_kept_and_one_preferred() -> None:
    labels = Label.objects.filter(cluster__slug="lac")
    preferred = labels.preferred().get()
    assert preferred.valid_from == PartialDate.month(2014, 10)
    other = preferred.alternatives.get()
    assert other.valid_from == PartialDate.month(2015, 6)
    assert other.preference_reason_it
    assert other.preference_reason_en


def test_labels_on_the_articles_days() -> None:
    labels = Label.objects.holding_on(dt.date(2016, 11, 25))
    levels = {label.cluster.acronym: label.level for label in labels}
    assert len(labels) == len(levels) == 9
    assert {a for a, level in levels.items() if level == "gold"} == {"LE2C"}
    assert {a for a, level in levels.items() if level == "bronze"} == NINE - {"LE2C"}


def test_catal_was_an_association_of_purpose_led_by_the_park_in_2016() -> None:
    day = dt.date(2016, 11, 25)
    management = Management.objects.holding_on(day).get(cluster__slug="catal")
    assert management.organisation.name == "Fondazione Parco Tecnologico Padano"
    form = LegalForm.objects.holding_on(day).get(cluster__slug="catal")
    assert form.form == "ats"


def test_members_are_not_the_sector() -> None:
    sector = MemberCount.objects.filter(population="sector")
    assert {
        (c.cluster.acronym, c.unit, c.number, c.as_of.latest.year) for c in sector
    } == {
        ("LAC", "companies", 220, 2016),
        ("LAC", "employees", 15_800, 2016),
        ("LAC", "companies", 220, 2019),
        ("LAC", "employees", 16_000, 2019),
        ("LAC", "companies", 215, 2025),
        ("LAC", "employees", 21_800, 2025),
    }


def test_proposals_of_three_years_are_no_years() -> None:
    three_years = ProposalCount.objects.filter(
        period_earliest=dt.date(2016, 1, 1), period_latest=dt.date(2018, 12, 31)
    )
    assert {count.period.only_year for count in three_years} == {None}
    submitted = three_years.get(clusters=None, status="submitted")
    assert submitted.number == 47
    won = three_years.get(clusters=None, status="funded")
    assert (won.number, won.of_total) == (17, 47)
    assert won.total_budget == 38_000_000
    assert won.contribution_to_territory == 3_000_000
    assert won.contribution_to_clusters is None
    afil = three_years.get(clusters__slug="afil")
    assert (afil.number, afil.total_budget) == (10, 22_000_000)
    assert afil.contribution_to_clusters == 1_200_000
    le2c = three_years.filter(clusters__slug="le2c")
    assert {(count.status, count.number) for count in le2c} == {
        ("submitted", 8),
        ("drafting", 1),
        ("funded", 2),
        ("under_evaluation", 5),
    }


def test_projects_say_their_target_countries() -> None:
    c2future = Project.objects.get(acronym="C2Future")
    assert c2future.target_country_codes == ["US", "MX", "CO"]
    assert c2future.parties.get().cluster.acronym == "CLM"


# Evidence
def test_every_record_is_cited() -> None:
    def uncited(shape: Shape) -> list[str]:
        manager: Any = shape.model._default_manager
        here = (
            [str(record) for record in manager.filter(citations=None)]
            if hasattr(shape.model, "citations")
            else []
        )
        return here + [
            name for inner in shape.nested.values() for name in uncited(inner)
        ]

    missing = {name: uncited(s) for name, s in COLLECTIONS.items() if name != "sources"}
    # Only another way to write the conference's name, which is no fact.
    assert {name: names for name, names in missing.items() if names} == {
        "activities": ["Conferenza europea dei cluster 2016"]
    }


def test_every_source_supports_something() -> None:
    assert [*Source.objects.filter(citations=None)] == []


def test_only_the_article_is_quoted() -> None:
    quoted = Citation.objects.exclude(quote="")
    assert {citation.source.slug for citation in quoted} == {ARTICLE}
    assert not Citation.objects.filter(source__slug=ARTICLE, quote="").exists()
    assert not quoted.filter(span_start=None).exists()


def test_each_participation_and_activity_of_2016_has_words_of_the_article() -> None:
    own = in_2016().exclude(title_it="Pollutec 2016")
    supported: list[Any] = [
        *own,
        *Participation.objects.filter(activity__in=own),
        *CountStatement.objects.filter(activity__in=own),
        *Attendance.objects.all(),
        *Body.objects.filter(activity__in=own),
        *ActivityAlias.objects.filter(kind="as_written"),
    ]
    for record in supported:
        assert record.citations.filter(source__slug=ARTICLE).exclude(quote="").exists()


@pytest.mark.skipif(
    not ARTICLE_FILE.exists(), reason="the article's text is not in ../shared/data"
)
def test_the_quotations_are_the_articles_words() -> None:
    text = ARTICLE_FILE.read_text(encoding="utf-8")
    article = Source.objects.get(slug=ARTICLE)
    assert article.text_hash == hashlib.sha256(text.encode()).hexdigest()
    for citation in article.citations.all():
        assert text[citation.span_start : citation.span_end] == citation.quote


@pytest.mark.skipif(
    not ARTICLE_FILE.exists(), reason="the article's text is not in ../shared/data"
)
def test_every_sentence_of_the_article_is_a_record() -> None:
    """All that is quoted, put together, leaves nothing that tells of the year."""
    text = ARTICLE_FILE.read_text(encoding="utf-8")
    told = bytearray(len(text))
    for start, end in Citation.objects.filter(source__slug=ARTICLE).values_list(
        "span_start", "span_end"
    ):
        told[start:end] = b"\x01" * (end - start)
    rest = "".join(
        letter for letter, known in zip(text, told, strict=True) if not known
    )
    words = [word for word in rest.split() if len(word) > 3]
    assert words == [
        *("Quest'anno,", "infatti,", "tale", "ottica,"),
        *("loro", "presenza", "andata", "oltre", "confini", "europei."),
        "Mentre",
    ]


def test_sources_are_as_dated_as_they_say() -> None:
    article = Source.objects.get(slug=ARTICLE)
    assert str(article.published) == "2016-11-25/2016-11-30"
    assert article.published.precision == Precision.MONTH
    for source in Source.objects.all():
        assert source.url.startswith(("http://", "https://"))
        assert source.title
        assert source.publisher


def test_facts_that_were_followed_by_others_have_an_end() -> None:
    for model in FACTS:
        assert not model.objects.filter(
            superseded_by__isnull=False, valid_until_earliest=None
        ).exclude(valid_until_latest__isnull=False)


def test_places_with_a_city_are_on_the_map() -> None:
    cities = Place.objects.exclude(city="")
    assert [str(place) for place in cities.filter(latitude=None)] == []


def test_published_organisations_are_those_of_the_record() -> None:
    assert not Organisation.objects.filter(is_published=False).exists()
    managing = Organisation.objects.filter(managements__isnull=False).distinct()
    assert managing.count() == 10
