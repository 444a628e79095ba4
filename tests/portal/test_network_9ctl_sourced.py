"""Facts of the clusters that a source states, each with it, beyond the article's."""

from typing import Any

import pytest
from django.db.models import Model

from fondaco.activities.models import Activity, Programme
from fondaco.core.models import Citation
from fondaco.funding.models import Partnership, Project
from fondaco.presence.filters import Filters
from fondaco.presence.queries import presence_of_year, read_network, recorded_years
from fondaco.registry.models import (
    Cluster,
    LegalForm,
    Management,
    Mandate,
    MemberCount,
    Network,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_9ctl")]


def cited(record: Model, field: str = "") -> set[str]:
    """The sources of a record, or of one of its fields."""
    citations: Any = Citation.objects.filter(
        content_type__app_label=record._meta.app_label,
        content_type__model=record._meta.model_name,
        object_id=record.pk,
    )
    if field:
        citations = citations.filter(field=field)
    return set(citations.values_list("source__slug", flat=True))


def counts(**of: Any) -> set[tuple[str, int | None, int | None]]:
    found = MemberCount.objects.filter(**of)
    assert all(cited(count) for count in found)
    return set(found.values_list("unit", "number", "minimum"))


# Where the network comes from
def test_the_network_came_of_144_groupings_and_3315_actors() -> None:
    origins = {"network__slug": "9ctl", "population": "origins"}
    assert counts(**origins) == {
        ("groupings", 144, None),
        ("bodies", 3_315, None),
        ("companies", None, 2_000),
        ("research", None, 600),
    }
    for count in MemberCount.objects.filter(**origins):
        assert (str(count.as_of), cited(count)) == ("2011", {"clm-i-cluster"})


def test_the_network_says_what_the_clusters_are_asked_to_do() -> None:
    network = Network.objects.get()
    for words in ("monitoraggio", "temi di sviluppo", "unica in Italia"):
        assert words in network.description_it
    assert {
        "regione-lombardia-s3-cluster",
        "clm-institutional-framework",
        "finlombarda-cluster",
        "clm-i-cluster",
        "supermoney-nove-temi",
    } <= cited(network, "description")


def test_the_cluster_day_of_brescia_is_domestic_and_counts_in_no_figure() -> None:
    day = Activity.objects.get(title_en__contains="cluster day")
    assert (str(day.start), day.status, day.is_international) == (
        "2015-01-28",
        "held",
        False,
    )
    place = day.places.get()
    assert (place.city, place.venue) == ("Brescia", "Museo Mille Miglia")
    assert {(one.organisation.slug, one.role) for one in day.bodies.all()} == {
        ("confindustria-lombardia", "organiser"),
        ("associazione-industriale-bresciana", "organiser"),
        ("regione-lombardia", "promoter"),
    }
    assert {one.cluster.acronym for one in day.participations.all()} == set(
        Cluster.objects.values_list("acronym", flat=True)
    )
    assert "ilsole24ore-2015-01-29" in cited(day)
    network = read_network("9ctl")
    assert network is not None
    assert 2015 not in recorded_years(network)
    assert presence_of_year(network, 2015, Filters()).value("P01") is None


def test_the_clusters_meet_the_region_every_month() -> None:
    committee = Programme.objects.get(kind="committee")
    assert committee.name_it == "Cabina di Regia dei Cluster Tecnologici"
    assert "Ogni mese" in committee.description_it
    assert cited(committee) == {"tav-lobby-trasparente"}


def test_the_strategies_and_the_national_call_are_programmes() -> None:
    assert set(
        Programme.objects.filter(kind="strategy").values_list("slug", flat=True)
    ) == {"s3-lombardia-2014-2020", "s3-lombardia-2021-2027"}
    earlier = Programme.objects.get(slug="s3-lombardia-2014-2020")
    for words in ("X/1051", "X/2146", "Sette aree", "manifatturiero avanzato"):
        assert words in earlier.description_it
    national = Programme.objects.get(slug="cluster-tecnologici-nazionali")
    assert "257 del 30 maggio 2012" in national.description_it
    assert national.funder is not None
    assert national.funder.acronym == "MIUR"


# One cluster after the other
def test_afil_has_its_secretariat_in_sarezzo_and_a_board_of_ten() -> None:
    afil = Cluster.objects.get(slug="afil")
    assert afil.site == "via Oldofredi 23, Milano"
    for note in (afil.site_note_it, afil.site_note_en):
        assert "via Paolo VI 1" in note
        assert "Sarezzo" in note
    assert cited(afil, "site_note") == {"afil-strategic-communities"}
    form = LegalForm.objects.get(cluster=afil)
    assert "dieci componenti" in form.note_it
    assert cited(form, "note") == {"afil-mission-e-storia", "indeva-scaglia"}


def test_afil_is_in_touch_with_a_hundred_partners() -> None:
    assert counts(cluster__slug="afil", population="partners") == {
        ("bodies", None, 100),
        ("regions", 50, None),
        ("countries", 20, None),
    }


def test_catal_has_twelve_founders() -> None:
    assert ("founders", 12, None) in counts(cluster__slug="catal", population="members")


def test_clm_has_a_seat_in_brescia_and_another_in_milan() -> None:
    clm = Cluster.objects.get(slug="clm")
    assert (clm.city, clm.site) == ("Brescia", "via Cefalonia 60, Brescia")
    assert "Leonardo da Vinci 32" in clm.site_note_it


def test_lsc_works_with_canada_and_israel() -> None:
    partnership = Partnership.objects.get(target_countries="CA IL")
    party = partnership.parties.get()
    assert party.cluster is not None
    assert party.cluster.acronym == "LSC"
    assert str(party.valid_from) == ""
    assert cited(partnership) == {"yesmilano-lsc"}


def test_scc_has_five_ecosystems() -> None:
    scc = Cluster.objects.get(slug="scc")
    assert "cinque ecosistemi" in scc.description_it
    assert "five innovation ecosystems" in scc.description_en
    assert "techinnova-2022-05-24" in cited(scc, "description")


def test_tav_was_led_by_univerlecco() -> None:
    management = Management.objects.get(organisation__slug="univerlecco")
    assert (management.cluster.acronym, str(management.valid_from)) == ("TAV", "2014")
    assert management.superseded_by is not None
    president = Mandate.objects.get(organisation__slug="univerlecco")
    assert str(president.person) == "Vico Valassi"


def test_the_esm_pilot_has_119_stakeholders_and_three_lead_regions() -> None:
    pilot = Programme.objects.get(acronym="ESM")
    for text in (pilot.description_it, pilot.description_en):
        assert "119" in text
        assert "23" in text
    leads = Partnership.objects.get(acronym="ESM").parties.filter(role="co_leader")
    assert set(leads.values_list("organisation__slug", flat=True)) == {
        "regione-lombardia",
        "generalitat-de-catalunya",
        "region-auvergne-rhone-alpes",
    }


def test_the_projects_that_led_to_labels_and_to_partnerships() -> None:
    erice = Project.objects.get(acronym="ERICE")
    finlombarda = erice.parties.get().organisation
    assert finlombarda is not None
    assert finlombarda.slug == "finlombarda"
    feeding = Project.objects.get(acronym="Feeding the Planet")
    assert {(p.organisation.slug, p.role) for p in feeding.parties.all()} == {
        ("regione-lombardia", "coordinator"),
        ("fondazione-parco-tecnologico-padano", "partner"),
    }
    alps = Project.objects.get(acronym="AlpLinkBioEco")
    assert str(alps.budget) == "circa 2.000.000\xa0€"
